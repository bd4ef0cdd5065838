"""What a reading recognised: names, persons, references, offices, dates, and what each means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.coordination import Group
from kg.extract.dates import DatePhrase
from kg.extract.persons import PersonMention
from kg.extract.reading import Reading
from kg.extract.references import Unnamed
from kg.extract.roles import Role
from kg.extract.tenures import Titled


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """Words that were recognised, as what, and what they are taken to mean."""

    start: int
    end: int
    text: str
    kind: str  # person, country, organisation …, office, date
    means: str
    rule: str


def mentions_of(reading: Reading) -> list[Mention]:
    """All mentions in the order of the text."""
    return sorted({*_names(reading), *_persons(reading), *_values(reading)})


def _text(reading: Reading, start: int, end: int) -> str:
    return " ".join(reading.document.text[start:end].split())


def _names(reading: Reading) -> Iterator[Mention]:
    for name, start, end in reading.names:
        kind = "nationality" if name.adjective else name.kind.value
        means = name.name + (f" ({name.wikidata})" if name.wikidata else "")
        yield Mention(start, end, _text(reading, start, end), kind, means, name.rule)


def _persons(reading: Reading) -> Iterator[Mention]:
    for person in reading.people.persons():
        for mention in person.mentions:
            yield _person(reading, mention, person.name)


def _person(reading: Reading, mention: PersonMention, means: str) -> Mention:
    text = _text(reading, mention.start, mention.end)
    return Mention(mention.start, mention.end, text, "person", means, mention.rule)


def _values(reading: Reading) -> Iterator[Mention]:
    """What stands in the lattice only: references, offices and dates."""
    lattice, published = reading.lattice, reading.document.published
    names = {person.key: person.name for person in reading.people.persons()}
    for token, value in lattice.values.items():
        for agent in value.agents if isinstance(value, Group) else (value,):
            if isinstance(agent, Titled) and agent.person.rule.startswith("reference."):
                key = agent.person.entity
                yield _person(reading, agent.person, names.get(key, key))
            elif isinstance(agent, Unnamed):
                text = _text(reading, agent.start, agent.end)
                means = f"the {agent.role.title} of {agent.of.name}, whom the text does not name"
                yield Mention(agent.start, agent.end, text, "person", means, "reference.role")
        start = lattice.tokens.starts[token]
        if isinstance(value, Role):
            kind = f"{value.status} {value.title}".strip()
            means = kind + (f" of {value.of.name}" if value.of else "")
            yield Mention(start, start + len(value.text), value.text, "office", means, "role")
        elif isinstance(value, DatePhrase):
            window = value.window(published)
            means = window.stated if window and window.stated else "a day that nothing tells"
            yield Mention(start, start + len(value.text), value.text, "date", means, value.rule)
