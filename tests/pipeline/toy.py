"""A toy extractor for tests of the pipeline: what its few patterns read is easy to foresee.

Ann Hill is President of Velmora.     a tenure on the day of the document
Ann Hill met Bob Lee in Lorn.         a held meeting on that day
2024-03-19                            a first line like this is that day
CRASH                                 the extractor fails
"""

from __future__ import annotations

import re
from datetime import date

from kg.model import (
    DateWindow,
    Document,
    Entity,
    EntityKind,
    Evidence,
    Extraction,
    MeetingClaim,
    MeetingKind,
    MeetingStatus,
    NamingClaim,
    Office,
    OfficeKind,
    Participant,
    Source,
    TenureClaim,
)
from kg.pipeline.extracting import Extractor
from kg.text.slug import slug

_NAME = r"[A-Z]\w+ [A-Z]\w+"
_HOLDS = re.compile(rf"({_NAME}) is ([A-Z]\w+) of ([A-Z]\w+)\.")
_MET = re.compile(rf"({_NAME}) met ({_NAME}) in ([A-Z]\w+)\.")


def extract(document: Document) -> Extraction:
    if "CRASH" in document.text:
        raise ValueError("crash, as asked for")
    found = re.search(r"\d{4}-\d\d-\d\d", document.text)
    day = date.fromisoformat(found.group()) if found else None
    window = DateWindow(day, day, day.isoformat() if day else "")
    entities: dict[str, Entity] = {}
    claims: list[NamingClaim | TenureClaim | MeetingClaim] = []

    def entity(kind: EntityKind, name: str, span: tuple[int, int], line: re.Match[str]) -> str:
        key = f"{kind.value}/{slug(name)}"
        if key not in entities:
            entities[key] = Entity(key, kind, name)
            claims.append(NamingClaim(_source("toy.naming", line, span), key))
        return key

    for line in _HOLDS.finditer(document.text):
        person = entity(EntityKind.PERSON, line[1], line.span(1), line)
        country = entity(EntityKind.COUNTRY, line[3], line.span(3), line)
        label = f"{line[2]} of {line[3]}"
        office = Office(f"office/{slug(label)}", line[2], OfficeKind.HEAD_OF_STATE, country, label)
        claims.append(TenureClaim(_source("toy.holds", line), person, office, window))
    for line in _MET.finditer(document.text):
        one = entity(EntityKind.PERSON, line[1], line.span(1), line)
        other = entity(EntityKind.PERSON, line[2], line.span(2), line)
        place = entity(EntityKind.PLACE, line[3], line.span(3), line)
        claims.append(
            MeetingClaim(
                _source("toy.met", line),
                MeetingKind.MEETING,
                MeetingStatus.HELD,
                (Participant(one), Participant(other)),
                window,
                place,
            )
        )
    return Extraction(tuple(entities.values()), tuple(claims))


def extract_less(document: Document) -> Extraction:
    """A later version of the extractor, which no longer reads meetings."""
    read = extract(document)
    return Extraction(
        read.entities, tuple(c for c in read.claims if not isinstance(c, MeetingClaim))
    )


def _source(rule: str, line: re.Match[str], span: tuple[int, int] | None = None) -> Source:
    start, end = span or line.span()
    return Source((Evidence(start, end, *line.span()),), rule)


TOY = Extractor(extract, "toy 1")
LESS = Extractor(extract_less, "toy 2")
