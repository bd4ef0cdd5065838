"""Documents of a sentence or two, for tests that say what follows from them."""

from __future__ import annotations

from small_world import Graph, Told, day, source

from kg.model import (
    Aspect,
    Claim,
    DateWindow,
    Entity,
    EntityKind,
    Extraction,
    MeetingClaim,
    MeetingKind,
    MeetingStatus,
    MemberRole,
    MembershipClaim,
    MembershipStatus,
    NamingClaim,
    Office,
    OfficeKind,
    Participant,
    ParticipantRole,
    TenureClaim,
    TenureStatus,
)
from kg.text.slug import slug

PRESIDENT_OF_VELMORA = Office(
    "office/president-of-velmora",
    "President",
    OfficeKind.HEAD_OF_STATE,
    "country/velmora",
    "President of Velmora",
)
PRESIDENT_OF_KARSIA = Office(
    "office/president-of-karsia",
    "President",
    OfficeKind.HEAD_OF_STATE,
    "country/karsia",
    "President of Karsia",
)
PRESIDENT = Office("office/president", "President", OfficeKind.HEAD_OF_STATE)
MAYOR = Office("office/mayor", "Mayor", OfficeKind.OTHER)
CHAIRMAN = Office("office/chairman", "Chairman", OfficeKind.HEAD_OF_ORGANISATION)
MINISTER_OF_VELMORA = Office(
    "office/minister-of-velmora",
    "Minister",
    OfficeKind.MINISTER,
    "country/velmora",
    "Minister of Velmora",
)


def person(name: str, *countries: str, wikidata: str = "") -> Entity:
    tied = tuple(f"country/{slug(country)}" for country in countries)
    return Entity(
        f"person/{slug(name)}", EntityKind.PERSON, name, wikidata=wikidata, countries=tied
    )


def country(name: str) -> Entity:
    return Entity(f"country/{slug(name)}", EntityKind.COUNTRY, name)


def place(name: str, within: str = "") -> Entity:
    area = f"country/{slug(within)}" if within else ""
    return Entity(f"place/{slug(name)}", EntityKind.PLACE, name, country=area)


def key(name: str, kind: str = "person") -> str:
    return f"{kind}/{slug(name)}"


def named(name: str) -> Claim:
    return NamingClaim(source("naming"), key(name))


def holds(
    name: str,
    office: Office,
    window: DateWindow,
    aspect: Aspect = Aspect.HOLDS,
    status: TenureStatus = TenureStatus.SUBSTANTIVE,
    **manner: object,
) -> Claim:
    return TenureClaim(source("tenure", **manner), key(name), office, window, aspect, status)


def member(
    agent: str,
    organisation: str,
    window: DateWindow,
    status: MembershipStatus = MembershipStatus.ACTIVE,
    aspect: Aspect = Aspect.HOLDS,
    role: MemberRole = MemberRole.FULL,
    **manner: object,
) -> Claim:
    return MembershipClaim(
        source("membership", **manner),
        key(agent, "country"),
        key(organisation, "organisation"),
        window,
        role,
        status,
        aspect,
    )


def meets(
    names: list[str],
    window: DateWindow,
    kind: MeetingKind = MeetingKind.MEETING,
    status: MeetingStatus = MeetingStatus.HELD,
    where: str = "",
    called: str = "",
    **manner: object,
) -> Claim:
    role = ParticipantRole.VISITOR if kind is MeetingKind.VISIT else ParticipantRole.ATTENDEE
    taking_part = tuple(
        Participant(name if "/" in name else key(name), role=role) for name in names
    )
    return MeetingClaim(
        source("meeting", **manner), kind, status, taking_part, window, where, called
    )


def visits(name: str, where: str, window: DateWindow, **more: object) -> Claim:
    return meets([name], window, MeetingKind.VISIT, where=where, **more)  # type: ignore[arg-type]


def told(said: str, *parts: Entity | Claim) -> Told:
    entities = tuple(part for part in parts if isinstance(part, Entity))
    claims = tuple(part for part in parts if not isinstance(part, Entity))
    return Told(day(said) if said else None, Extraction(entities, claims))


def graph_of(*documents: Told) -> Graph:
    """The graph of these documents, loaded one after the other."""
    graph = Graph()
    for number, document in enumerate(documents):
        graph.change(come={f"d{number}": document})
    return graph


def values(graph: Graph, path: str, predicate: str) -> set[str]:
    return {value for name, value in graph.about(path) if name == predicate}


def value(graph: Graph, path: str, predicate: str) -> str:
    (only,) = values(graph, path, predicate) or {""}
    return only
