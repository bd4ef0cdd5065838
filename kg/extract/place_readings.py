"""Whether a word that names a town is somebody's name here: "Ambassador Butterworth".

What stands around the word tells; where nothing does, the rest of the document: a surname that
stands alone is still one. Each rule is a row with an example in which the word in square brackets
is a name of a person (or of a seat in parliament), and a counter-example; tests run both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kg.extract.names import Name
from kg.model import EntityKind
from kg.resolve.gazetteer import gazetteer
from kg.resolve.hazards import is_common_word, is_given_name
from kg.resolve.regions import country_of

Named = tuple[Name, int, int]

_AROUND: Final = 48  # characters that are looked at
_TITLES: Final = (
    "Mr|Mrs|Ms|Miss|Messrs|Mister|Madam|Dr|Doctor|Prof|Professor|Sir|Dame|Lord|Lady|Rev|Reverend|"
    "Amb|Ambassador|Chargé|Sen|Senator|Rep|Representative|Congressman|Congresswoman|Councillor|"
    "Secretary|Under Secretary|Minister|President|Premier|Governor|Gov|Mayor|Chairman|Chairwoman|"
    "Chair|Chief|Commissioner|Director|Justice|Judge|Admiral|Adm|Colonel|Col|Captain|Capt|Major|"
    "Lieutenant|Lt|Sergeant|Sgt|Marshal|Commander|Brigadier|Counselor|Counsellor|Detective|"
    "Inspector|Father|Brother|Sister|Pope|King|Queen|Prince|Princess|Comrade|Coach"
)
_TITLED: Final = re.compile(rf"(?<![\w-])(?:{_TITLES})\.?[ \u00a0](?:[A-Z]\. ?){{0,2}}$")
# "U. S." and "D. C." are none, nor is the number of a chapter at the beginning of a line.
_INITIAL: Final = re.compile(
    r"(?<![\w.])(?<!U\. )(?<!D\. )(?:[A-HJ-UWYZ]|(?<!\n)[IVX])\.[ \u00a0]?$"
)
_GIVEN: Final = re.compile(r"(?<![\w-])([A-Z][a-zà-ž]+)[ \u00a0]$")
_INITIAL_BEHIND: Final = re.compile(r"[ \u00a0](?!D\. ?C)[A-Z]\.[ \u00a0][A-Z][a-zà-ž]")
_FAMILY_BEHIND: Final = re.compile(r"[ \u00a0](?:[Dd]e[nr]? )?[A-Z][a-zà-ž]")
_SEAT: Final = re.compile(r"\b(?:Member|Members|MP|MPs|MHR|MLA|[Cc]andidate) for (?:the )?$")
_PARTICLES: Final = frozenset({"Van", "Von"})
_HERE: Final = re.compile(
    r"(?:\b(?:in|near|outside|around|throughout|downtown|(?:city|town|port|capital|district|suburb|"
    r"village|state|province|bishop|archbishop|mayor|university) of|"
    r"(?:visits?|visited|visiting|trips?|travels?|travell?ed|travell?ing|flew|fly|flights?|"
    r"returned|returning|moved|drove) (?:to )?|arriv\w+ (?:in|at))|\bcapital,?) (?:the )?$",
    re.IGNORECASE,
)
_POSSESSED: Final = re.compile(r"[’']s?\b")
_REGION_BEHIND: Final = re.compile(r",[ \n]((?:[A-Z][\w.]*)(?: [A-Z][\w.]*)?)")
_PLACE_BEHIND: Final = re.compile(
    r"[ \u00a0](?:[Rr]egion|[Oo]blast|[Tt]erritory|[Pp]rovince|[Aa]irport|[Hh]arbou?r|[Aa]rea|City|"
    r"[Dd]istrict|[Cc]ounty|[Mm]etropolitan)\b"
)
_DATELINE: Final = re.compile(r"(?:, [A-Z][\w. ]{1,20})?(?: \([A-Z][\w /]{1,30}\))? ?[—–-]{1,2} ")


class Reading(StrEnum):
    """What a word that can name a town names here."""

    PERSON = "person"
    PLACE = "place"
    OPEN = "open"  # nothing around it tells


@dataclass(frozen=True, slots=True)
class Sign:
    """What around a word tells how it is to be read."""

    id: str
    reading: Reading
    words: str
    example: str
    counter_example: str


SIGNS: Final = (
    Sign(
        "seat",
        Reading.PERSON,
        "a seat in parliament, which is called after what is not always the town we know",
        "Anna Berg is the Member for [Kingston].",
        "Anna Berg left for [Kingston].",
    ),
    Sign(
        "title",
        Reading.PERSON,
        "a title stands right before it",
        "A cable came from Ambassador [Butterworth] at night.",
        "The ambassador left [Butterworth] at night.",
    ),
    Sign(
        "initial",
        Reading.PERSON,
        "an initial stands right before it",
        "The paper was signed by William L. [Hamilton].",
        "The paper came from the U.S. [Hamilton] has another.",
    ),
    Sign(
        "given-name",
        Reading.PERSON,
        "a first name stands right before it",
        "The letter from Deborah [Cleveland] was read.",
        "The letter from beautiful [Cleveland] was read.",
    ),
    Sign(
        "initial-behind",
        Reading.PERSON,
        "an initial and a capital stand right behind it",
        "The director is [Dayton] S. Makepeace.",
        "He lives in [Washington] D. C. Others do not.",
    ),
    Sign(
        "particle",
        Reading.PERSON,
        "it is a particle of family names, and one follows",
        "They thanked [Van] der Bellen.",
        "They live at [Van] and like it.",
    ),
    Sign(
        "somewhere",
        Reading.PLACE,
        "something is there, or somebody goes there",
        "They met in [Austin] on Monday.",
        "They met [Austin] on Monday.",
    ),
    Sign(
        "region-behind",
        Reading.PLACE,
        "its state or region stands behind it",
        "Delegates from [Austin], Texas, came.",
        "Delegates from [Austin], Berg and Lind came.",
    ),
    Sign(
        "place-behind",
        Reading.PLACE,
        "a word for a part of the earth stands behind it",
        "The [Austin] region is dry.",
        "The [Austin] paper is dry.",
    ),
    Sign(
        "dateline",
        Reading.PLACE,
        "it opens a line as the place of the news",
        "[AUSTIN] — The council met.",
        "[Austin] opened the meeting.",
    ),
)  # fmt: skip


def sign_around(text: str, start: int, end: int) -> str:
    """The id of the first sign that tells how ``text[start:end]`` is to be read, "" if none does.

    >>> sign_around("Ambassador Butterworth wrote.", 11, 22)
    'title'
    """
    before, behind = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if _SEAT.search(before):
        return "seat"
    if _TITLED.search(before):
        return "title"
    if _INITIAL.search(before):
        return "initial"
    given = _GIVEN.search(before)
    if given is not None and is_given_name(given[1]) and not is_common_word(given[1]):
        return "given-name"
    if _INITIAL_BEHIND.match(behind):
        return "initial-behind"
    if text[start:end] in _PARTICLES and _FAMILY_BEHIND.match(behind):
        return "particle"
    return _sign_of_place(text, start, before, behind)


def is_region(name: str) -> bool:
    """Whether a name is that of a country, or of a state of one: "Bermuda", "Ore."."""
    found = gazetteer().match([name], 0)
    state = found is not None and found.length == 1 and found.entry.kind is EntityKind.COUNTRY
    return state or bool(country_of(name))


def _sign_of_place(text: str, start: int, before: str, behind: str) -> str:
    if _HERE.search(before) and not _POSSESSED.match(behind):
        return "somewhere"
    region = _REGION_BEHIND.match(behind)
    if region is not None and any(map(is_region, (region[1], region[1].split()[0]))):
        return "region-behind"
    if _PLACE_BEHIND.match(behind):
        return "place-behind"
    opens = start == 0 or text[start - 1] == "\n"
    return "dateline" if opens and _DATELINE.match(behind) else ""


_READINGS: Final = {sign.id: sign.reading for sign in SIGNS} | {"": Reading.OPEN}


def without_persons(
    text: str, names: Iterable[Named], surnames: Mapping[int, Collection[str]]
) -> list[Named]:
    """The names of a document without those of towns that are names of persons in it.

    ``surnames`` are the words of the name of the person that an offset lies in the mention of.
    Where nothing around a town's name tells, it is read as the document reads it elsewhere.
    """
    names = list(names)
    places = [named for named in names if named[0].kind is EntityKind.PLACE]
    towns = [named for named in places if _may_be_a_person(*named)]
    if not towns:
        return names
    edges = {edge for _, *span in names for edge in span}
    readings = {named: _reading(text, named, edges, surnames) for named in towns}
    found: defaultdict[str, set[Reading]] = defaultdict(set)
    for named, reading in readings.items():
        found[named[0].key].add(reading)

    def is_person(named: Named) -> bool:
        reading = readings.get(named, Reading.PLACE)
        elsewhere = found[named[0].key]
        lone = reading is Reading.OPEN and Reading.PLACE not in elsewhere
        return reading is Reading.PERSON or (lone and Reading.PERSON in elsewhere)

    return [named for named in names if not is_person(named)]


def _may_be_a_person(name: Name, _start: int, _end: int) -> bool:
    """Whether it is one word that names a town: regions are hardly anybody's names."""
    one_word = name.rule == "name.gazetteer" and " " not in name.text and not name.adjective
    town = name.kind is EntityKind.PLACE and bool(name.country and name.wikidata)
    return town and one_word


def _reading(
    text: str, named: Named, edges: Collection[int], surnames: Mapping[int, Collection[str]]
) -> Reading:
    """``edges`` are the offsets at which names of countries, places and bodies begin and end."""
    _, start, end = named
    words = surnames.get(start, ())
    sign = sign_around(text, start, end)
    if sign == "given-name" and start - 1 in edges:
        sign = ""  # "Victoria Queensland", in a table
    reading = _READINGS[sign]
    if text[start:end] in words and (len(words) > 1 or reading is Reading.OPEN):
        return Reading.PERSON
    return reading
