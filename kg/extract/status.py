"""Whether something took place: read from the words of its verb group, never assumed."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from kg.extract.lexicon import GROUPS
from kg.model import MeetingStatus

_WILL: Final = frozenset("will shall would ’ll 'll".split())
_OPEN: Final = frozenset(
    "if whether unless could might may should must can cannot ought want wants wanted wish wishes "
    "wished hope hopes hoped hoping like willing ready prepared able unable likely unlikely "
    "supposed failed fails fail threatened opportunity chance used eager open happy glad keen "
    "afraid seeking seeks tried trying try reluctant about".split()
)
HABIT: Final = frozenset(
    "often regularly usually frequently rarely sometimes always routinely periodically "
    "traditionally normally occasionally seldom hardly".split()
)
_NOT: Final = frozenset("not n't never no neither nor without cannot".split())
_PLAN: Final = frozenset(GROUPS["plan"].split()) - {"next", "hopes", "hope", "hoped"} | frozenset(
    "going agreed agrees agree arranged pencilled penciled".split()
)
_CANCEL: Final = frozenset(GROUPS["cancel"].split()) | {"off"}
_REFUSE: Final = frozenset(GROUPS["refuse"].split()) | {"refusing", "declining", "denying", "deny"}
CALL: Final = frozenset(GROUPS["callfor"].split()) | frozenset(
    "asked asks ask called calls wants requested requests".split()
)
_HEARSAY: Final = frozenset(
    "said believed understood reported thought alleged rumoured rumored".split()
)
_HEDGES: Final = frozenset(
    "reportedly allegedly apparently supposedly presumably rumoured rumored".split()
)
_BE: Final = frozenset("is are was were be been being ’s".split())
_HAVE: Final = frozenset("has have had having ’ve".split())

# Words that can stand between a subject and its verb as part of the verb group.
AUXILIARIES: Final = frozenset(
    {
        *_WILL, *_OPEN, *HABIT, *_NOT, *_PLAN, *_REFUSE, *CALL, *_HEARSAY, *_HEDGES,
        *_BE, *_HAVE, *_CANCEL,
    }
) | frozenset(
    "to do did does also again just already now then later earlier today yet still both all "
    "each together here there once twice first last separately jointly have been officially "
    "recently previously subsequently briefly currently once soon early late even only in fact "
    "turn forward look looks looking looked by virtue due back ever personally promptly finally "
    "repeatedly himself herself themselves ever too instead meanwhile shortly afterwards "
    "directly privately secretly virtually initially originally plans a an the invitation "
    "invitations intention decision being".split()
)  # fmt: skip
_NEVER_FIRST: Final = frozenset("a an the in by due virtue fact turn".split())


def is_auxiliary(word: str) -> bool:
    """Whether a word, in small letters, can belong to a verb group."""
    return (
        word in AUXILIARIES
        or word.endswith(("n't", "n’t"))
        or (len(word) > 4 and word.endswith("ly") and word not in ("family", "italy", "assembly"))
    )


def verb_status(before: tuple[str, ...], tense: str) -> MeetingStatus | None:
    """The status that a verb group gives, from its words before the verb, in small letters.

    None where the words leave it open (a condition, a wish, a habit) or deny it.

    >>> verb_status(("has",), "past").value
    'held'
    >>> verb_status(("is", "expected", "to"), "base").value
    'planned'
    >>> verb_status(("did", "not"), "base") is None
    True
    """
    words = set(before)
    if words & _REFUSE:
        return MeetingStatus.REFUSED
    if words & _CANCEL and "to" in words:
        return MeetingStatus.CANCELLED
    if words & (_NOT | HABIT) or any(word.endswith(("n't", "n’t")) for word in before):
        return None
    if "forward" in words and tense == "gerund":
        return MeetingStatus.PLANNED  # "looks forward to welcoming"
    if words & CALL and "to" in words:
        return MeetingStatus.CALLED_FOR
    if words & _OPEN or (words & _WILL and words & _HAVE):
        return None
    if words & (_WILL | _PLAN) or any(a in _BE and b == "to" for a, b in pairwise(before)):
        return MeetingStatus.PLANNED  # "will meet", "plans to", "is to visit"
    if "to" in words:
        hearsay = words & _HEARSAY and words & _HAVE
        return MeetingStatus.HELD if hearsay else None
    return None if tense == "base" and "did" not in words else MeetingStatus.HELD


def is_present(before: tuple[str, ...], tense: str) -> bool:
    """Whether a verb group tells in the present: "meets", "is meeting".

    >>> is_present((), "third"), is_present(("is", "also"), "gerund"), is_present((), "past")
    (True, True, False)
    """
    return tense in ("third", "base") or (tense == "gerund" and not _NOW.isdisjoint(before))


_NOW: Final = frozenset("is are ’s".split())
_AHEAD_OF_US: Final = _WILL | frozenset("scheduled expected due plans plan intends".split())


def looks_ahead(words: list[str]) -> bool:
    """Whether the main clause tells of a plan: what happens "during the talks" is one as well.

    >>> looks_ahead("will sign a treaty".split())
    True
    >>> looks_ahead("signed a treaty".split())
    False
    """
    small = [word.lower() for word in words]
    return bool(_AHEAD_OF_US & set(small)) or any(
        a in _BE and b == "to" for a, b in pairwise(small)
    )


_UPCOMING: Final = frozenset(
    "upcoming forthcoming planned scheduled next expected future coming prospective".split()
)
_PERHAPS: Final = frozenset("possible potential proposed any no future hoped-for would-be".split())
_OWNED: Final = (("a",), ("the",), ("their",), ("his",), ("her",))
_BEHIND: Final = frozenset(
    "during after following since at concluded ended held from recalled summarising summarizing "
    "despite throughout described results outcome outcomes result".split()
)
_AHEAD: Final = frozenset("ahead before eve prepare preparing preparations prepared until".split())
_PARTS: Final = frozenset(
    "day end part leg start beginning course conclusion hours margins".split()
)
_IS_OVER: Final = frozenset(
    "took held occurred happened ended concluded began started lasted focused focussed covered "
    "dealt brought saw resulted produced marked addressed touched discussed went opened "
    "continued yielded led was were helped lasted centred centered got kicked collapsed broke "
    "failed stalled resumed dragged wrapped".split()
)
CANCELLED: Final = frozenset(GROUPS["cancel"].split())


def noun_status(
    words: tuple[str, ...], before: list[str], after: list[str]
) -> MeetingStatus | None:
    """The status of an event named by a noun: from its own words, and those before and after.

    >>> noun_status((), ["during", "the"], []).value
    'held'
    >>> noun_status((), [], ["will", "take", "place"]).value
    'planned'
    >>> noun_status((), ["Russia", "is", "on", "the", "alert", "for"], []) is None
    True
    """
    earlier = [word.lower() for word in before[-5:]]
    later = [word.lower() for word in after[:8]]
    near = set(earlier[-4:])
    open_words = bool(_PERHAPS & set(words))
    adverbial = bool(_BEHIND & set(earlier[-2:])) and not (_WILL | {"take"}) & set(later[:2])
    part = earlier[-1:] == ["of"] and _PARTS & set(earlier[-3:-1])
    if part or ("held" in words and "be" not in words):
        return MeetingStatus.HELD  # "the talks held on Monday with", "the last day of the visit"
    if adverbial and not open_words and not _UPCOMING & set(words):
        return MeetingStatus.HELD
    if _is_off(near, [word.lower() for word in after[:12]]):
        return MeetingStatus.CANCELLED
    if (_REFUSE | {"out"}) & near:
        return MeetingStatus.REFUSED
    if (_NOT | _OPEN) & near or open_words or _OPEN & set(later[:2]):
        return None
    return _planned_noun(words, near, later) or _past_noun(words, earlier, later)


def _is_off(near: set[str], later: list[str]) -> bool:
    """ "postponed the talks", "the talks were called off", "did not take place"."""
    if (CANCELLED | _DROPPED) & {*near, *later} or "off" in {*near, *later[:5]}:
        return True
    if any(a in ("called", "put") and b == "off" for a, b in pairwise(later)):
        return True
    return any(
        a == "not" and b in ("take", "happen", "go", "materialise") for a, b in pairwise(later)
    )


# Of plans alone: what was held cannot be pushed back.
_DROPPED: Final = frozenset("rescheduled shelved axed aborted pushed pulled withdrew".split())


def _planned_noun(words: tuple[str, ...], near: set[str], later: list[str]) -> MeetingStatus | None:
    """The status of what lies ahead."""
    happens = {"take", "be", "happen", "follow"} & set(later[:5])
    if _UPCOMING & {*words, *later[:4]} or _PLAN & {*near, *later[:4]} or _AHEAD & near:
        return MeetingStatus.PLANNED
    if _WILL & set(later[:2]) and happens:
        return MeetingStatus.PLANNED
    return MeetingStatus.CALLED_FOR if CALL & near else None


def _past_noun(
    words: tuple[str, ...], earlier: list[str], later: list[str]
) -> MeetingStatus | None:
    """The status of what is told as over."""
    if _WILL & set(later[:2]):
        return None
    while later[:1] in (["in"], ["at"]):
        later = later[2:]  # "his talks in Oslo lasted for hours"
    inside = earlier[-1:] == ["in"] and words[:1] in _OWNED and not _WILL & set(later)
    if _BEHIND & set(earlier[-4:]) or inside:
        return MeetingStatus.HELD
    over = _IS_OVER & set(later[:2]) or later[:1] in (["has"], ["have"], ["had"])
    return MeetingStatus.HELD if over else None


def is_called_off(rest: list[str]) -> bool:
    """Whether the rest of a sentence takes a plan back.

    >>> is_called_off("but the meeting was called off".split())
    True
    """
    words = [word.lower() for word in rest]
    if "but" not in words:
        return False
    after = words[words.index("but") :]
    told = " ".join(after)
    if "instead" in after and not {"sent", "stayed", "dispatched"}.isdisjoint(after):
        return True  # "was due to attend, but sent Maric instead"
    return bool(CANCELLED & set(after)) or "called off" in told or " did not " in told
