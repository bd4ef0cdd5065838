"""Whether somebody holds, takes, leaves or only wants an office: read from the words of a verb."""

from __future__ import annotations

from typing import Final

from kg.extract.lexicon import STATUS_WORDS

_NOT: Final = frozenset(
    "not never no nor neither without cannot refused refuses refuse declined declines denied "
    "denies denying failed fails fail unable rejected opposed against hardly".split()
)
_MAYBE: Final = frozenset(
    "if whether unless could might may should would must can hopes hope hoped hoping want wants "
    "wanted wishes wish wished sought seeks seeking try tried trying likely expected reportedly "
    "allegedly supposedly rumoured rumored".split()
)
_COMING: Final = frozenset("will shall ’ll to due set about going slated scheduled".split())
_FILLERS: Final = frozenset(
    "has have had having is are was were be been being the a an its his her their our as also "
    "now then later earlier once again currently presently today still since until recently "
    "already first twice thrice long briefly previously formerly subsequently eventually formally "
    "officially soon thereafter next never-before simultaneously concurrently meanwhile both who "
    "and in at on of for this that time year month week day same ever country ’s 's "
    "went considered on incumbent elected youngest oldest sitting present titular de facto "
    "re-elected "
    "democratically "
    "directly only last female woman male black longest-serving long-serving first-ever "
    "long-time longtime ad interim one office into post position chosen overwhelmingly "
    "unopposed most majesty rose second third fourth fifth term new fresh another consecutive "
    "further".split()
)


def is_cue(word: str) -> bool:
    """Whether a word between a subject and its verb denies, wishes or plans what the verb says."""
    small = word.lower()
    return small in _NOT or small in _MAYBE or small in _COMING or small.endswith(("n't", "n’t"))


UNSAID: Final = "unsaid"  # not asserted: denied, wished, conditional
COMING: Final = "coming"  # still to come


def is_filler(word: str) -> bool:
    """Whether a word may stand between a verb and a title without changing what they say.

    >>> is_filler("currently"), is_filler("denied")
    (True, False)
    """
    small = word.lower()
    return (
        small in _FILLERS
        or small in STATUS_WORDS
        or (small.endswith("ly") and small not in _MAYBE)
        or small[0].isdigit()
        or small.endswith("-serving")
    )


def standing(words: list[str]) -> str:
    """What the words of a verb group say: "" (so it is), COMING, or UNSAID if they leave it open.

    A word that is neither an auxiliary nor an adverb leaves it open as well.

    >>> standing(["has", "been"]), standing(["will", "be"]), standing(["refused", "to"])
    ('', 'coming', 'unsaid')
    """
    small = [word.lower() for word in words]
    if any(w in _NOT or w in _MAYBE or w.endswith(("n't", "n’t")) for w in small):
        return UNSAID
    if not all(w in _COMING or is_filler(w) for w in small):
        return UNSAID
    return COMING if any(w in _COMING for w in small) else ""
