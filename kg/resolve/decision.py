"""What was decided about one entity and Wikidata, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of the question which Wikidata item an entity is."""

    ACCEPTED = "accepted"  # the item is this entity
    CLOSE = "close"  # the item is near, but not the same: Nagorno-Karabakh, Republic of Artsakh
    ABSTAINED = "abstained"  # there are items of that name, and too little tells that one is meant
    NONE = "none"  # no item of the gazetteer has that name


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. ``score`` and ``margin`` are sums of the weights in ``kg.resolve.features``.

    ``qid`` is the best item, also where it was not accepted; ``runner_up`` the one behind it, ""
    where there is none. ``margin`` is what the best is ahead of the runner-up by; without one, its
    whole score. ``reasons`` are words for people; the last of them says what decided.
    """

    outcome: Outcome
    qid: str = ""
    score: float = 0.0
    margin: float = 0.0
    runner_up: str = ""
    reasons: tuple[str, ...] = ()
    gazetteer: str = ""  # version of the catalogue that was asked

    @property
    def accepted(self) -> str:
        """The Q-number that is this entity, "" where none was accepted."""
        return self.qid if self.outcome is Outcome.ACCEPTED else ""

    @property
    def close(self) -> str:
        """The Q-number that is near this entity, "" where none is."""
        return self.qid if self.outcome is Outcome.CLOSE else ""
