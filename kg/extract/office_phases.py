"""Whether a verb says that somebody holds, takes or has left an office."""

from __future__ import annotations

from enum import Enum
from typing import Final

from kg.extract.office_cues import COMING, UNSAID, standing


class Phase(Enum):
    """What words say of a tenure at their time."""

    HOLDS = "holds"
    BEGAN = "began"
    ENDED = "ended"


_HOLDS: Final = frozenset(
    "is heads leads chairs remains serves serving serve holds hold holding occupies functions "
    "function acts act "
    "works being as stays stay staying continues continue".split()
)
_PAST: Final = frozenset(
    "was served ruled reigned joined rejoined headed led chaired worked acted functioned held "
    "occupied left ended ends completed completes lost loses vacated vacates finished concluded "
    "leaves sat remained resumed stayed continued".split()
)
_NOMINATED: Final = frozenset(
    "nominated nominates nominate nominating nomination renominated tapped picked chosen chose "
    "selected selection designated".split()
)
_INDUCTED: Final = frozenset(("sworn", "inaugurated", "installed", "crowned", "enthroned"))
_NAMED: Final = frozenset(
    "appointed named reappointed re-appointed promoted confirmed made".split()
)
_LEFT: Final = frozenset(("resignation", "dismissal", "removal", "departure"))
_FORMERLY: Final = frozenset("previously formerly also earlier once variously before twice".split())

_STAY: Final = frozenset(("remain", "remains", "stay", "continue"))

Verdict = tuple[Phase, str]  # phase and status


def predicate(aux: list[str], verb: list[str]) -> Verdict | None:
    """What auxiliaries and verb say of the subject; None where they leave it open.

    >>> predicate(["has"], ["been"])
    (<Phase.HOLDS: 'holds'>, '')
    >>> predicate(["will", "be"], ["sworn"])
    (<Phase.BEGAN: 'began'>, 'elect')
    >>> predicate(["was", "never"], ["appointed"]) is None
    True
    """
    if [w.lower() for w in aux[-3:]] == ["went", "on", "to"] or aux[-2:] == ["rose", "to"]:
        aux = []
    if [w.lower() for w in aux[-3:]] == ["considered", "to", "have"] and len(aux) == 4:
        aux = ["had"]  # "is considered to have been the second president"
    if aux == ["be"]:
        return None  # "recommended that Berg be appointed"
    said = standing(aux)
    key = next((w for w in map(str.lower, verb) if w not in ("office", "the", "of")), "")
    small = {word.lower() for word in aux}
    if said == UNSAID:
        return None
    if key in _NOMINATED or "nominated" in map(str.lower, verb):
        return Phase.BEGAN, "nominee"
    if said == COMING:
        if key in _NAMED:
            return Phase.BEGAN, "nominee"
        if key in ("elected", "re-elected", "reelected", "voted"):
            return None
        return (Phase.HOLDS, "") if key in _STAY else (Phase.BEGAN, "elect")
    if key == "been" or key in _PAST:
        current = {"has", "have"} & small and not _FORMERLY & small
        return (Phase.HOLDS if current and key != "was" else Phase.ENDED), ""
    if key in _HOLDS:
        return Phase.HOLDS, ""
    return Phase.BEGAN, ""


_DENIED: Final = frozenset(
    "not never no n't refuse refused refuses refusing declined declines reject rejected rejects "
    "rejecting oppose opposed opposes opposing block blocked blocks failed without against "
    "considered considers considering consider proposed proposes propose proposing urged urges "
    "urge demand demanded demands possible potential if whether unless could might may should "
    "would want wants wanted hoped hopes hope called calls calling asked asks".split()
)
_AHEAD: Final = frozenset("ahead before upcoming forthcoming planned coming".split())
_BARE: Final = frozenset("appoint name elect nominate".split())
_AFTER_WHICH: Final = frozenset(
    "after by in order decree resolution warrant letter instrument document proclamation and , "
    "before".split()
)


def act(before: list[str], verb: str) -> Verdict | None:
    """What the words before an active verb of appointment say of its object.

    >>> act(["has"], "appointed")
    (<Phase.BEGAN: 'began'>, '')
    >>> act(["refused", "to"], "appoint") is None
    True
    >>> act(["his", "intent", "to"], "nominate")
    (<Phase.BEGAN: 'began'>, 'nominee')
    """
    near = [word.lower() for word in before[-5:]]
    small = verb.lower()
    if any(word in _DENIED or word.endswith(("n't", "n’t")) for word in near):
        return None
    if small in _LEFT:
        return Phase.ENDED, ""
    if small in _NOMINATED:
        return Phase.BEGAN, "nominee"
    if small.endswith(("ion", "ment")):
        coming = bool(_AHEAD.intersection(near[-3:]))
        return Phase.BEGAN, "elect" if coming else ""
    coming = near[-1:] == ["to"] or not {"will", "shall", "’ll"}.isdisjoint(near[-3:])
    if coming:
        return None if small.startswith("elect") else (Phase.BEGAN, "nominee")
    if small in _BARE:
        return None
    if small.endswith("ing") and near and near[-1] not in _AFTER_WHICH:
        return None
    return Phase.BEGAN, ""
