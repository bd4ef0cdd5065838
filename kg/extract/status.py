"""Whether something took place: read from the words around its verb, never assumed."""

from __future__ import annotations

from kg.extract.lexicon import GROUPS
from kg.model import MeetingStatus

_WILL = frozenset(["will", "shall", "would", "’ll", "'ll"])
_MODAL = frozenset(
    "if whether unless could might may should must can cannot hopes hope hoped".split()
)
_NOT = frozenset("not n't never no without nor neither didn’t didn't".split())
_PLAN = frozenset(GROUPS["plan"].split()) - {"next"}
_CANCEL = frozenset(GROUPS["cancel"].split())
_REFUSE = frozenset(GROUPS["refuse"].split())
_CALL = frozenset(GROUPS["callfor"].split())
_PAST_HAVE = frozenset(["has", "have", "had", "having"])
_PAST = frozenset("began took lasted was were brought dealt led saw went covered".split())
_BASE = frozenset(
    "meet visit hold receive host welcome speak talk attend take arrive join discuss confer "
    "convene participate see pay make call travel review agree sign address".split()
)


def verb_status(before: list[str], verb: str) -> MeetingStatus | None:
    """The status that a verb group gives, from the words between subject and verb.

    None where the words leave it open (a condition, a wish) or deny it.

    >>> verb_status(["has"], "visited").value
    'held'
    >>> verb_status(["is", "expected", "to"], "visit").value
    'planned'
    >>> verb_status(["did", "not"], "meet") is None
    True
    """
    words = [word.lower() for word in before]
    near = words[-8:]
    if any(word in _REFUSE for word in near):
        return MeetingStatus.REFUSED
    if any(word in _CANCEL for word in near):
        return MeetingStatus.CANCELLED
    if any(word in _NOT or word.endswith(("n't", "n’t")) for word in near):
        return None
    if any(word in _MODAL for word in near):
        return None
    if any(word in _CALL for word in near) and "to" in near:
        return MeetingStatus.CALLED_FOR
    if "forward" in near and "to" in near[-2:]:
        return MeetingStatus.PLANNED  # "looks forward to welcoming"
    base = verb.lower() in _BASE
    if any(word in _WILL for word in near):
        return MeetingStatus.PLANNED
    if base and "to" in near[-2:]:
        return MeetingStatus.PLANNED
    if any(word in _PLAN for word in near):
        return MeetingStatus.PLANNED
    if base and not (set(near[-2:]) & {"did"}):
        return None
    return MeetingStatus.HELD


def noun_status(before: list[str], after: list[str]) -> MeetingStatus | None:
    """The status of an event named by a noun, from the words before and after it.

    >>> noun_status(["during", "the"], []).value
    'held'
    >>> noun_status([], ["will", "take", "place"]).value
    'planned'
    >>> noun_status(["Russia", "is", "on", "the", "alert", "for"], []) is None
    True
    """
    earlier = [word.lower() for word in before[-6:]]
    later = [word.lower() for word in after[:16]]
    if any(word in _CANCEL for word in (*earlier, *later)):
        return MeetingStatus.CANCELLED
    if "not" in later[:4] and {"take", "happen"} & set(later[:6]):
        return MeetingStatus.CANCELLED
    if any(word in _REFUSE for word in earlier):
        return MeetingStatus.REFUSED
    if any(word in _NOT or word in _MODAL for word in (*earlier, *later[:4])):
        return None
    takes_place = bool({"take", "be", "happen", "follow"} & set(later[:6]))
    if any(word in _PLAN for word in (*later[:4], *earlier)):
        return MeetingStatus.PLANNED
    if any(word in _WILL for word in later[:3]):
        return MeetingStatus.PLANNED if takes_place else None
    if any(word in _CALL for word in earlier):
        return MeetingStatus.CALLED_FOR
    if any(word in ("ahead", "before", "eve") for word in earlier[-4:]):
        return MeetingStatus.PLANNED
    if any(
        word in ("during", "after", "following", "held", "had", "concluded")
        for word in earlier[-4:]
    ):
        return MeetingStatus.HELD
    if any(
        word in ("took", "held", "occurred", "happened", "ended", "concluded") for word in later[:3]
    ):
        return MeetingStatus.HELD
    if later and not earlier[-1:] and (later[0].endswith("ed") or later[0] in _PAST):
        return MeetingStatus.HELD  # "Talks between A and B focused on trade"
    return None


def is_called_off(rest: list[str]) -> bool:
    """Whether the rest of a sentence takes a plan back.

    >>> is_called_off("but the meeting was called off".split())
    True
    """
    words = [word.lower() for word in rest]
    if "but" not in words:
        return False
    after = words[words.index("but") :]
    return bool(_CANCEL & set(after)) or "called off" in " ".join(after)
