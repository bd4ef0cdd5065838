"""Which Wikidata item an entity is: accept, call it close, or abstain, and say why.

A pure function of profile and catalogue. Precision before recall: a wrong link is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from kg.resolve.candidates import PERSON, Candidates, Found
from kg.resolve.catalogue import Catalogue, catalogue
from kg.resolve.decision import Decision, Outcome
from kg.resolve.evidence import Having, weigh
from kg.resolve.features import ACCEPT, FEATURES, MARGIN
from kg.resolve.hazards import close_reason, never_reason, open_title_reason
from kg.resolve.item import OFFICE, number
from kg.resolve.profile import Profile
from kg.resolve.rulings import Link

_DECIDED = "somebody decided so"
_NO_ITEM = "somebody decided that Wikidata has no item for it"
_KEPT = 50_000  # decisions that are remembered
_FULL = frozenset({"label", "alias"})


class Weighed(NamedTuple):
    """A candidate with what speaks for and against it."""

    found: Found
    score: float
    features: list[Having]


class Linker:
    """Decides by one catalogue; remembers the names and items that it has looked up."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.candidates = Candidates(catalogue)
        self.version = catalogue.version
        self._nothing = Decision(Outcome.NONE, gazetteer=self.version)
        self._made: dict[Profile, Decision] = {}

    def decide(self, profile: Profile, ruling: Link | None = None) -> Decision:
        """The decision about one profile; what people judged of it is final."""
        if ruling:
            return self._ruled(profile, ruling)
        if profile.posts:  # who held what and when is rarely told twice in the same way
            return self._decide(profile)
        known = self._made.get(profile)
        if known is None:
            if len(self._made) > _KEPT:
                self._made.clear()
            known = self._made[profile] = self._decide(profile)
        return known

    def _ruled(self, profile: Profile, ruling: Link) -> Decision:
        if ruling.qid:
            return Decision(
                Outcome.ACCEPTED, ruling.qid, reasons=(_DECIDED,), gazetteer=self.version
            )
        if ruling.none:
            return Decision(Outcome.ABSTAINED, reasons=(_NO_ITEM,), gazetteer=self.version)
        if ruling.never.isdisjoint(one.found.item.qid for one in self.rank(profile)):
            return self._decide(profile)
        made = self._decide(profile, ruling.never)
        never = f"somebody decided that it is not {', '.join(sorted(ruling.never))}"
        return replace(made, reasons=(*made.reasons, never))

    def _decide(self, profile: Profile, never: frozenset[str] = frozenset()) -> Decision:
        if reason := _never(profile):
            return Decision(Outcome.ABSTAINED, reasons=(reason,), gazetteer=self.version)
        weighed = self.rank(profile)
        if never:
            weighed = [one for one in weighed if one.found.item.qid not in never]
        if not weighed:
            return self._nothing
        best = weighed[0]
        runner = weighed[1] if len(weighed) > 1 else None
        margin = best.score - runner.score if runner else best.score
        outcome, verdict = _verdict(profile, best, runner, margin, len(weighed))
        return Decision(
            outcome=outcome,
            qid=best.found.item.qid,
            score=best.score,
            margin=margin,
            runner_up=runner.found.item.qid if runner else "",
            reasons=(*[_told(*having) for having in best.features], *verdict),
            gazetteer=self.version,
        )

    def rank(self, profile: Profile) -> list[Weighed]:
        """The candidates, the best first; equal ones by their numbers, so order tells nothing."""
        weighed = []
        all_found = self.candidates.find(profile)
        shared = len(all_found) > 1 and _bearers(all_found) > 1
        for found in all_found:
            features = weigh(profile, found, self.candidates)
            if shared and found.how in _FULL:
                features.append(("word.shared", ""))
            score = sum([FEATURES[feature].weight for feature, _ in features])
            weighed.append(Weighed(found, score, features))
        if len(weighed) > 1:
            weighed.sort(key=_order)
        return weighed


def _never(profile: Profile) -> str:
    """Why nothing of such a name or title is ever linked."""
    if profile.kind == OFFICE:
        return next(filter(None, (open_title_reason(post.role) for post in profile.posts)), "")
    return never_reason(profile.names[0]) if profile.names else ""


def shared_linker() -> Linker:
    """The linker of the gazetteer in use, one for the whole process."""
    return _linker_of(catalogue())


@cache
def _linker_of(known: Catalogue) -> Linker:
    return Linker(known)


def _told(feature: str, detail: str) -> str:
    words = FEATURES[feature].words
    return words.format(detail) if "{" in words else words


def _bearers(all_found: Iterable[Found]) -> int:
    """How many people bear a name in full."""
    return sum(one.item.kind == PERSON and one.how in _FULL for one in all_found)


def _order(one: Weighed) -> tuple[float, int, int]:
    return -one.score, -one.found.item.prior, number(one.found.item.qid)


def _verdict(
    profile: Profile, best: Weighed, runner: Weighed | None, margin: float, count: int
) -> tuple[Outcome, tuple[str, ...]]:
    if best.score < ACCEPT[best.found.item.kind]:
        return Outcome.ABSTAINED, ("too little says that this item is meant",)
    if runner is not None and margin < MARGIN:
        items = "two" if count == 2 else str(count)
        return Outcome.ABSTAINED, (f"{items} items of that name, and too little tells them apart",)
    reason = close_reason(profile.names, best.found.item.qid)
    if reason or best.found.how == "close":
        return Outcome.CLOSE, (reason or "the item is near what bears this name, not the same",)
    return Outcome.ACCEPTED, ()
