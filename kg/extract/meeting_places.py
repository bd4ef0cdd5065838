"""Where and when: the place and the date that a clause gives for one of its meetings."""

from __future__ import annotations

from typing import Final

from kg.extract.codes import literal
from kg.extract.contact import EVENT, FORMS, VISIT
from kg.extract.dates import DatePhrase
from kg.extract.lattice import Lattice
from kg.extract.lexicon import GROUPS
from kg.extract.names import Name
from kg.extract.rules import Rule
from kg.model import EntityKind
from kg.text.slug import slug

AFTER_IN: Final = Rule.by_function(
    "name.after-in",
    "a place that no list knows, behind in where a meeting is told",
    "Anna Berg met Ivo Maric in Batken on Monday.",
    "Anna Berg met Ivo Maric in December.",
)
RULES: tuple[Rule, ...] = (AFTER_IN,)
_VERBS: Final = frozenset(literal(form.code) for form in FORMS.values())
_EVENTS: Final = frozenset((literal(EVENT), literal(VISIT)))
_STOPS: Final = frozenset("after before who whom which where that while whose because".split())
_SAYING: Final = frozenset(GROUPS["say"].split())
_BUILDINGS: Final = frozenset(
    {"organisation/kremlin", "organisation/white-house", "organisation/pentagon"}
)
_SETTLED: Final = frozenset("capital city town village resort".split())
_TOPICS: Final = frozenset(
    "situation conflict war crisis developments events settlement unrest".split()
)
_AT: Final = frozenset("in at near outside".split())
# What somebody does to a place to meet elsewhere.
AWAY: Final = frozenset("depart departs departed departing leave leaves left leaving".split())


def _word(view: Lattice, symbol: int) -> str:
    if not 0 <= symbol < len(view.codes):
        return ""
    first, last = view.edges[symbol], view.edges[symbol + 1]
    return view.tokens.words[first].lower() if last - first == 1 else ""


_GOES_ON: Final = frozenset("was is were are has had will said told".split())


def _regions(view: Lattice, span: tuple[int, int]) -> list[range]:
    """The stretches that can place an event: its own words and those behind, then the opening."""
    first, last = span
    end = last
    relative = _word(view, first - 1) == "who"
    while end < len(view.codes):
        code, word = view.codes[end], _word(view, end)
        planned = word == "that" and _word(view, end + 1) in ("had", "was", "is")
        another = code in _EVENTS and _word(view, end - 1) in ("and", "but")
        stops = code in _VERBS or code in ";:" or another or word in _SAYING
        if stops or (word in _STOPS and not planned):
            break
        if relative and code == "," and _word(view, end + 1) in _GOES_ON:
            break  # "who visited Oslo last week, was in Riga on Friday"
        end += 1
    return [range(first, end), range(_opening(view, first))]


def _opening(view: Lattice, first: int) -> int:
    """Where the words before the subject end: "In Oslo on Monday, Berg met".

    None of them where Berg only says something: that is the day of the words.
    """
    for symbol in range(first):
        if view.codes[symbol] == "T" and _word(view, symbol - 1) not in ("of", "with", "by"):
            following = _word(view, symbol + 1)
            return 0 if following in _SAYING else symbol
    return first


def place_of(view: Lattice, span: tuple[int, int], *, to: bool = False) -> Name | None:
    """The place behind "in" or "at", a town before a country; of a guest also behind "to"."""
    if to and _word(view, span[1]) == "to":
        at = span[1] + (2 if _word(view, span[1] + 1) == "the" else 1)
        value = view.value(at) if view.codes[at : at + 1] in ("L", "C", "O") else None
        if isinstance(value, Name):
            return _as_building(value) if view.codes[at] == "O" else value
    return next(
        (name for region in _regions(view, span) if (name := _place_in(view, region))), None
    )


def place_behind(view: Lattice, span: tuple[int, int]) -> Name | None:
    """As ``place_of``, but not what the sentence opens with."""
    return _place_in(view, _regions(view, span)[0])


def _place_in(view: Lattice, region: range) -> Name | None:
    found = [name for symbol in region if (name := _place_at(view, symbol)) is not None]
    towns = (name for name in found if name.kind is not EntityKind.COUNTRY)
    return next(towns, found[0] if found else None)


def where_before(view: Lattice, at: int) -> Name | None:
    """ "visited Oslo, where she met": the place that "where" stands for."""
    for symbol in range(at - 1, max(1, at - 8), -1):
        during = _word(view, symbol) == "which" and _word(view, symbol - 1) == "during"
        if _word(view, symbol) == "where" or during:
            before = symbol - during
            before = before - 2 if view.codes[before - 1] == "," else before - 1
            while before > 0 and (view.codes[before] in "D," or _word(view, before) == "on"):
                before -= 1
            if view.codes[before - 2 : before + 1] == "L,C":
                before -= 2  # "to Rabat, Morocco, where"
            if view.codes[before] not in "LC":
                before = _stay(view, before)
            elif view.codes[before - 2 : before] == "L," and _word(view, before - 3) != "and":
                before -= 2  # "to Rabat, Morocco, on Monday, where"
            name = view.value(before) if view.codes[before] in "LC" else None
            return name if isinstance(name, Name) else None
    return None


_STAY: Final = 12  # symbols between a place and "where", with what somebody did there


def _stay(view: Lattice, at: int) -> int:
    """ "in Oslo for the summit last week, where": the symbol of where somebody was; else 0."""
    first = max(0, at - _STAY)
    while at > first and view.codes[at] not in "LCTUS":
        at -= 1
    leads = _word(view, at - 1) in ("in", "to", "at", "visited")
    return at if at > first and leads else 0


def goal_before(view: Lattice, at: int) -> Name | None:
    """ "will travel to Riga to meet": the goal of the journey that a clause with "to" ends."""
    for symbol in range(at - 1, 0, -1):
        if view.codes[symbol] in "LC" and view.codes[symbol + 1] != "S":
            before = view.codes[symbol - 1]
            goes = before in _VERBS and view.word(symbol - 1) not in AWAY
            if goes or _word(view, symbol - 1) in ("to", "in"):
                name: Name = view.value(symbol)
                return name
    return None


def _place_at(view: Lattice, symbol: int) -> Name | None:
    code = view.codes[symbol]
    if code in "LCO":
        name = view.value(symbol)
        if not isinstance(name, Name) or view.codes[symbol + 1 : symbol + 2] == "S":
            return None
        if code == "O" and name.key not in _BUILDINGS and not _is_seat(view, symbol, name):
            return None
        if not is_placed(view, symbol):
            return None
        return _as_building(name) if code == "O" else name
    if code == "A" and _word(view, symbol + 1) == "capital" and is_placed(view, symbol):
        state: Name = view.value(symbol)
        return state._replace(adjective=False)
    if code in "ZT":
        return _official_house(view, symbol)
    return _unknown_place(view, symbol) if code in "XGKB" else None


_HOUSES: Final = frozenset("house palace residence mansion".split())


def _official_house(view: Lattice, symbol: int) -> Name | None:
    """ "at the PM House", "at the Governor's Palace": where somebody in office lives and works."""
    last = symbol + 1 + (view.codes[symbol + 1 : symbol + 2] == "S")
    if view.codes[last : last + 1] != "B" or view.word(last) not in _HOUSES:
        return None
    if not is_placed(view, symbol) or not view.uses(AFTER_IN):
        return None
    text = view.text(symbol, last + 1).removeprefix("the ")
    view.took(AFTER_IN, symbol, last + 1)
    return Name(EntityKind.PLACE, f"place/{slug(text)}", text, text, rule=AFTER_IN.id)


# Bodies that are also the house they sit in.
_SEATS: Final = frozenset("secretariat chancellery embassy ministry consulate".split())


def _is_seat(view: Lattice, symbol: int, name: Name) -> bool:
    """ "at the Presidential Secretariat", "at the Norwegian Embassy in Zagreb"."""
    words = name.name.lower().split()
    at = "at" in (_word(view, symbol - 1), _word(view, symbol - 2))
    return at and not _SEATS.isdisjoint((words[0], words[-1]))


def is_placed(view: Lattice, symbol: int) -> bool:
    """ "in Oslo", "at the Presidential Palace", "in the Croatian capital of Zagreb"."""
    if _word(view, symbol) == "there":
        return True
    before = [_word(view, i) for i in range(symbol - 6, symbol)]
    if before[-2:] in (["planned", "for"], ["scheduled", "for"]):
        return True
    if not _TOPICS.isdisjoint(before[-3:-1]) and before[-1] in ("in", "the"):
        return False  # "discussed the situation in Iraq"
    if before[-1] in _AT or (before[-2] in _AT and before[-1] == "the"):
        return True
    return any(word in _AT and _SETTLED & set(before[i:]) for i, word in enumerate(before))


def _unknown_place(view: Lattice, symbol: int) -> Name | None:
    """A name that no list knows, right behind "in": "in Batken"."""
    if not is_placed(view, symbol) or not view.uses(AFTER_IN):
        return None
    last = symbol
    while last < len(view.codes) and view.codes[last] in "XGKB" and last - symbol < 3:
        last += 1
        if view.codes[last : last + 2] in ("pX", "pG", "pK", "pE", "pF", "pB"):
            return _foreign_place(view, symbol, last)
    after = view.codes[last : last + 1]
    if "X" not in view.codes[symbol:last] or after in ("S", "(", "F", "B", "-"):
        return None
    text = view.text(symbol, last)
    view.took(AFTER_IN, symbol, last)
    return Name(EntityKind.PLACE, f"place/{slug(text)}", text, text, rule=AFTER_IN.id)


def _foreign_place(view: Lattice, first: int, last: int) -> Name:
    """ "at the Palais des Nations", "at the Quinta de San Pedro": a name with particles in it."""
    while view.codes[last : last + 1] in tuple("XGKEFBp") and last - first < _LONG:
        last += 1
    last += view.codes[last : last + 1] == "T"  # "Quinta de San Pedro Alejandrino"
    while view.codes[last - 1] == "p":
        last -= 1
    text = view.text(first, last)
    view.took(AFTER_IN, first, last)
    return Name(EntityKind.PLACE, f"place/{slug(text)}", text, text, rule=AFTER_IN.id)


_LONG: Final = 7  # words of a name


def _as_building(name: Name) -> Name:
    """The seat of an institution that goes by its name: the Kremlin, the White House."""
    key = f"place/{name.key.rpartition('/')[2]}"
    return name._replace(kind=EntityKind.PLACE, key=key, wikidata="")


def date_of(view: Lattice, span: tuple[int, int]) -> DatePhrase | None:
    """The first date of the event's own words and those behind, else of the opening."""
    for region in _regions(view, span):
        dates = [i for i in region if view.codes[i] == "D" and not _of_saying(view, i)]
        if dates:
            return _more_precise(view, dates)
    return None


def date_before(view: Lattice, at: int) -> DatePhrase | None:
    """ "flew to Oslo on Monday, where she met": the day of the journey."""
    for symbol in range(at - 1, max(-1, at - 12), -1):
        if view.codes[symbol] == "D" and not _of_saying(view, symbol):
            day: DatePhrase = view.value(symbol)
            return day
    return None


def _more_precise(view: Lattice, dates: list[int]) -> DatePhrase:
    """ "on Tuesday, 19 March": the more precise of two neighbours."""
    chosen = dates[0]
    value: DatePhrase = view.value(chosen)
    if any(c.isdigit() for c in value.text):
        return value
    for other in dates[1:]:
        beside = other <= chosen + 3 and not view.codes[chosen + 1 : other].strip(",(")
        if beside and any(c.isdigit() for c in view.value(other).text):
            full: DatePhrase = view.value(other)
            return full
    return value


def _of_saying(view: Lattice, symbol: int) -> bool:
    """ "…, officials said on Monday": the day of the words, not of the meeting."""
    before = [_word(view, i) for i in range(symbol - 2, symbol)]
    return before[-1] in _SAYING or (before[-1] == "on" and before[0] in _SAYING)
