"""Names that mislead: for what acts in them, for what they only come near, and common words."""

from __future__ import annotations

from collections.abc import Container, Iterable
from functools import cache
from importlib.resources import files

from kg.text.slug import fold

# (id, name, why it is never linked): who acts is not the building, nor the town.
METONYMS = (
    ("kremlin", "Kremlin", "“Kremlin” stands for who governs there, not for the building"),
    ("white-house", "White House", "“White House” stands for who governs there"),
    ("downing-street", "Downing Street", "“Downing Street” stands for who governs there"),
    ("number-ten", "Number 10", "“Number 10” stands for who governs there"),
    ("elysee", "Élysée", "“Élysée” stands for who governs there"),
    ("elysee-palace", "Élysée Palace", "“Élysée Palace” stands for who governs there"),
    ("wall-street", "Wall Street", "“Wall Street” stands for who trades there"),
    ("whitehall", "Whitehall", "“Whitehall” stands for who governs there"),
    ("west", "West", "“West” is no state or organisation"),
    ("south-caucasus", "South Caucasus", "the South Caucasus is only a part of the Caucasus"),
)  # fmt: skip
_NEVER = {fold(name): why for _, name, why in METONYMS}
_NEVER |= {f"the {name}": why for name, why in list(_NEVER.items())}

# (id, name, Q-number, what tells them apart): near, but not the same.
NEAR = (
    (
        "nagorno-karabakh", "Nagorno-Karabakh", "Q244165",
        "Nagorno-Karabakh is the region; the item is the dissolved Republic of Artsakh",
    ),
    (
        "karabakh", "Karabakh", "Q244165",
        "Karabakh is the region; the item is the dissolved Republic of Artsakh",
    ),
)  # fmt: skip
_NEAR = {(fold(name), qid): why for _, name, qid, why in NEAR}


# (id, name of a state, Q-number of another state, what has that name there).
NAMESAKES = (
    ("georgia", "Georgia", "Q30", "the United States have a state called Georgia"),
    ("jordan", "Jordan", "Q30", "Jordan is a surname and a first name in the United States"),
    ("mexico", "New Mexico", "Q30", "the United States have a state called New Mexico"),
    ("ireland", "Northern Ireland", "Q145", "Northern Ireland is a part of the United Kingdom"),
)
_NAMESAKES = {fold(name): (other, why) for _, name, other, why in NAMESAKES}


def namesake_reason(name: str, countries: Container[str]) -> str:
    """Why a state's name may mean something in one of other countries, "" where it does not."""
    other, why = _NAMESAKES.get(fold(name), ("", ""))
    return why if other in countries else ""


# (id, title, what else it may be of a state): the title alone does not tell which office is meant.
OPEN_TITLES = (
    (
        "representative", "Representative",
        "a representative of a state may sit in its parliament, or speak for it elsewhere",
    ),
    (
        "delegate", "Delegate",
        "a delegate of a state may sit in its parliament, or speak for it elsewhere",
    ),
)  # fmt: skip
_OPEN = {fold(title): why for _, title, why in OPEN_TITLES}


def open_title_reason(role: str) -> str:
    """Why a title does not tell which office of a state is meant, "" where it does."""
    return _OPEN.get(fold(role), "")


# Names of bodies that many states have; only the text can say which state's is meant.
BODIES = frozenset(
    "congress parliament senate assembly treasury navy army police government cabinet labour labor "
    "conservatives democrats republicans liberals greens socialists communists nationalists "
    "commonwealth union federation labour-party".split()
)


def is_body(name: str) -> bool:
    """Whether many states have a body that is called so: "Congress", "the Supreme Court"."""
    words = fold(name).removeprefix("the ").split()
    return len(words) == 1 and words[0] in BODIES


_MINISTRIES = frozenset({"ministry", "department"})


def is_ministry(name: str) -> bool:
    """Whether it is a ministry's name that does not say whose, as many states' ministries have it.

    >>> is_ministry("the Ministry of the Interior"), is_ministry("Ministry of Health of Ukraine")
    (True, False)
    >>> [is_ministry(f"{field} Department") for field in ("Finance", "State")]
    [True, False]
    """
    words = fold(name).removeprefix("the ").split() or [""]
    if "state" in words:
        return False  # the State Department: other states call theirs otherwise
    if len(words) == 2 and words[1] in _MINISTRIES:
        return True
    headed = words[0] in _MINISTRIES and words[1:2] in (["of"], ["for"])
    return headed and words.count("of") < 2


def never_reason(name: str) -> str:
    """Why a name is never linked, "" where it may be."""
    return _NEVER.get(fold(name), "")


def close_reason(names: Iterable[str], qid: str) -> str:
    """Why an item is only near what bears these names, "" where it is the same."""
    return next(filter(None, (_NEAR.get((fold(name), qid), "") for name in names)), "")


# Words by which a body says that it is of more than the state of its seat.
WORLDWIDE = frozenset(
    "international world global pan inter nations european africa african asian arab american "
    "americas transatlantic multinational intergovernmental".split()
)


def is_worldwide(name: str) -> bool:
    """Whether a body says in its name that it is of more than one state."""
    return not WORLDWIDE.isdisjoint(fold(name).split())


def is_common_word(name: str) -> bool:
    """Whether a name of one word is an English word besides: "Orange", "Reading"."""
    return not name.isupper() and fold(name) in _words("words.txt")


def is_given_name(name: str) -> bool:
    """Whether a name of one word is given to people: "Florence", "Santiago"."""
    return name in _words("given_names.txt")


@cache
def _words(file: str) -> frozenset[str]:
    return frozenset(files("kg.text").joinpath("data", file).read_text("utf-8").split())
