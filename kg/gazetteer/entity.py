"""An item of Wikidata as both ways of reading it deliver it, and what of it a gazetteer keeps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.gazetteer.classes import HUMAN, PERSON, POLITICIAN, kind_of
from kg.resolve.item import OFFICE, Former, Item, Term, number

# Properties of Wikidata by what they say.
INSTANCE_OF, OCCUPATION, POSITION = "P31", "P106", "P39"
CITIZENSHIP, COUNTRY, JURISDICTION, DIRECTED = "P27", "P17", "P1001", "P2389"
BORN, DIED, START, END, OF, DISTRICT = "P569", "P570", "P580", "P582", "P642", "P768"
OFFICIAL_NAME, SHORT_NAME, DEMONYM = "P1448", "P1813", "P1549"

ITEM_PROPERTIES = (
    INSTANCE_OF,
    OCCUPATION,
    POSITION,
    CITIZENSHIP,
    COUNTRY,
    JURISDICTION,
    DIRECTED,
)
TEXT_PROPERTIES = (OFFICIAL_NAME, SHORT_NAME, DEMONYM)
DATE_PROPERTIES = (BORN, DIED)
QUALIFIED = (POSITION, CITIZENSHIP, COUNTRY, JURISDICTION, OFFICIAL_NAME)
DATE_QUALIFIERS = (START, END)
# What a term is of, best first: jurisdiction, "of", the organisation, the electoral district.
ITEM_QUALIFIERS = (JURISDICTION, OF, DIRECTED, DISTRICT)
HOMES = {PERSON: (CITIZENSHIP,), OFFICE: (JURISDICTION, DIRECTED, COUNTRY), "country": ()}
ANY_LANGUAGE = "mul"  # Wikidata's code for names that are the same in all languages

_DATE = re.compile(r"\+?(\d{4})-(\d\d)-(\d\d)")
_SEPARATORS = re.compile(r"[|~\s]+")


@dataclass(frozen=True, slots=True)
class Statement:
    """One value of a property: a Q-number, a date at its precision, or a text in a language."""

    value: str
    preferred: bool = False
    language: str = ""
    qualifiers: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def first(self, *properties: str) -> str:
        """The first value of the first of these qualifiers that is there, "" if none is."""
        return next((self.qualifiers[p][0] for p in properties if self.qualifiers.get(p)), "")


@dataclass(slots=True)
class Entity:
    """Names and statements of an item; deprecated statements are not among them."""

    qid: str
    labels: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, list[str]] = field(default_factory=dict)
    statements: dict[str, list[Statement]] = field(default_factory=dict)
    sitelinks: int = 0

    def best(self, prop: str) -> list[Statement]:
        """The statements of a property, preferred ones first."""
        return sorted(self.statements.get(prop, ()), key=lambda found: not found.preferred)

    def numbers(self, prop: str) -> set[int]:
        """The numbers of the items that a property has as values."""
        return {number(found.value) for found in self.statements.get(prop, ())}


def date_at(time: str, precision: int) -> str:
    """A time of Wikidata at its own precision, "" for one before our era or coarser than a year.

    >>> date_at("+2014-05-26T00:00:00Z", 11), date_at("+2014-05-00T00:00:00Z", 10)
    ('2014-05-26', '2014-05')
    >>> date_at("2014-01-01T00:00:00Z", 9), date_at("-0044-03-15T00:00:00Z", 11)
    ('2014', '')
    """
    found = _DATE.match(time)
    if not found or precision < 9:
        return ""
    return "-".join(found.groups()[: min(precision, 11) - 8])


def kind_of_entity(entity: Entity, classes: Mapping[int, str]) -> str:
    """What a gazetteer takes an item for, "" if it leaves it out."""
    kind = kind_of(entity.numbers(INSTANCE_OF), classes)
    if kind != PERSON or HUMAN not in entity.numbers(INSTANCE_OF):
        return kind
    politician = POLITICIAN in entity.numbers(OCCUPATION)
    return kind if politician or entity.statements.get(POSITION) else ""


def item_of(entity: Entity, kind: str, languages: Sequence[str], source: str) -> Item | None:
    """The item of a gazetteer, None if it has no name in any of the languages."""
    spoken = (*languages, ANY_LANGUAGE)
    names = [entity.labels[each] for each in spoken if each in entity.labels]
    if not names:
        return None
    official = [found for found in entity.best(OFFICIAL_NAME) if found.language in spoken]
    short = [found for found in entity.best(SHORT_NAME) if found.language in spoken]
    people = [found for found in entity.best(DEMONYM) if found.language in spoken]
    label, *others = names
    for language in spoken:
        others += entity.aliases.get(language, [])
    others += [found.value for found in (*official, *short) if not found.first(END)]
    adjectives = _texts(found.value for found in people)
    return Item(
        entity.qid,
        kind,
        _text(label),
        tuple(sorted({*_texts(others)} - {_text(label), *adjectives})),
        _homes(entity, kind),
        entity.sitelinks,
        _only(entity.best(BORN)),
        _only(entity.best(DIED)),
        _terms(entity) if kind == PERSON else (),
        source,
        adjectives,
        tuple(
            Former(_text(found.value), found.first(START), found.first(END))
            for found in official
            if found.first(END)
        ),
    )


def _terms(entity: Entity) -> tuple[Term, ...]:
    terms = [
        (not held.preferred, Term(held.value, held.first(START), held.first(END),
                                  held.first(*ITEM_QUALIFIERS)))
        for held in entity.best(POSITION)
    ]  # fmt: skip
    ordered = sorted(terms, key=lambda pair: (pair[0], pair[1].start, pair[1].end, pair[1].office))
    return tuple(dict.fromkeys(term for _, term in ordered))


def _homes(entity: Entity, kind: str) -> tuple[str, ...]:
    """Countries or jurisdictions; what has ended comes after what holds."""
    for prop in HOMES.get(kind, (COUNTRY,)):
        found = sorted(entity.best(prop), key=lambda each: bool(each.first(END)))
        if found:
            return tuple(dict.fromkeys(each.value for each in found))
    return ()


def _only(statements: list[Statement]) -> str:
    return statements[0].value if statements else ""


def _text(name: str) -> str:
    """One line without the signs that part the cells of facts."""
    return _SEPARATORS.sub(" ", name).strip()


def _texts(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for name in names if (text := _text(name))))
