"""The value types that flow through the house: Document, then entities and claims.

Everything here is immutable, uses the standard library only and knows nothing of RDF, files or the
web. Offsets are Unicode code points into ``Document.text``, end exclusive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class ZoneKind(StrEnum):
    """What a stretch of a document is. Only headline, dateline, body and caption are mined."""

    HEADLINE = "headline"
    DATELINE = "dateline"
    BODY = "body"
    CAPTION = "caption"
    REPEAT = "repeat"  # printed before, word for word: see Zone.source
    RELATED = "related"  # headlines of other documents
    SUMMARY = "summary"  # somebody's digest of this document
    METADATA = "metadata"  # trailer lines such as "ID: …", "URL: …"
    FURNITURE = "furniture"  # navigation, counters, share buttons


_TELLING = frozenset({ZoneKind.HEADLINE, ZoneKind.BODY, ZoneKind.CAPTION})
_LONGEST_HEADING = 80  # characters of the words that stand for a title


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the text. Zones of a document are sorted and do not overlap."""

    kind: ZoneKind
    start: int
    end: int
    source: int = -1  # REPEAT only: where the stretch stood the first time


@dataclass(frozen=True, slots=True)
class DateWindow:
    """The days within which something lies, and the words' own precision.

    ``earliest`` and ``latest`` are inclusive; None is an open side. ``stated`` is the date at the
    precision of the words: "2024-03-19", "2024-03", "2024", "2024-03-19/2024-03-21", or "" where
    no words state one.
    """

    earliest: date | None = None
    latest: date | None = None
    stated: str = ""


@dataclass(frozen=True)
class Document:
    """One news item or press release, in canonical text (NFC, line feeds, no trailing blanks)."""

    id: str
    text: str
    zones: tuple[Zone, ...]
    loader: str
    title: str = ""
    published: DateWindow | None = None
    url: str = ""
    language: str = ""  # BCP 47, as declared or recognised; "" where nothing tells it
    publisher: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)  # other metadata, as found
    unused: Mapping[str, int] = field(default_factory=dict)  # what the loader left aside, counted

    @property
    def sha256(self) -> str:
        """Digest of the UTF-8 text that offsets refer to, 64 hexadecimal digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def heading(self) -> str:
        """What to call it: its title, else the words that it begins with."""
        if self.title:
            return self.title
        told = (zone for zone in self.zones if zone.kind in _TELLING)
        start = min((zone.start for zone in told), default=0)
        line = self.text[start:].lstrip().partition("\n")[0].rstrip()
        if len(line) <= _LONGEST_HEADING:
            return line
        return line[: _LONGEST_HEADING - 1].rsplit(" ", 1)[0] + "…"


class EntityKind(StrEnum):
    """The class of a node of the knowledge graph that documents name."""

    PERSON = "person"
    COUNTRY = "country"
    INTERNATIONAL_ORGANISATION = "international-organisation"
    GOVERNMENT_BODY = "government-body"
    ORGANISATION = "organisation"
    PLACE = "place"


class OfficeKind(StrEnum):
    """Kinds of office; those in SINGLE_HOLDER have one holder at a time."""

    HEAD_OF_STATE = "head-of-state"
    HEAD_OF_GOVERNMENT = "head-of-government"
    FOREIGN_MINISTER = "foreign-minister"
    DEFENCE_MINISTER = "defence-minister"
    MINISTER = "minister"
    HEAD_OF_ORGANISATION = "head-of-organisation"
    SPEAKER = "speaker"
    AMBASSADOR = "ambassador"
    SPOKESPERSON = "spokesperson"
    LEGISLATOR = "legislator"
    DEPUTY = "deputy"
    ROYAL = "royal"
    MILITARY = "military"
    OTHER = "other-office"


SINGLE_HOLDER = frozenset(
    {
        OfficeKind.HEAD_OF_STATE,
        OfficeKind.HEAD_OF_GOVERNMENT,
        OfficeKind.FOREIGN_MINISTER,
        OfficeKind.DEFENCE_MINISTER,
        OfficeKind.HEAD_OF_ORGANISATION,
    }
)


class Stance(StrEnum):
    """How the document stands to what it says."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    HEDGED = "hedged"
    DENIED = "denied"


class Basis(StrEnum):
    """How a fact is known, strongest first."""

    STATED = "stated"
    RESOLVED = "resolved"
    INFERRED = "inferred"


class Aspect(StrEnum):
    """What a claim's window says of a situation."""

    HOLDS = "holds"
    STARTS = "starts"
    ENDS = "ends"


class TenureStatus(StrEnum):
    """In which way an office is held. Nominees and those elected do not hold it yet."""

    SUBSTANTIVE = "substantive"
    ACTING = "acting"
    ELECT = "elect"
    NOMINEE = "nominee"


class MemberRole(StrEnum):
    """The formal relation of a member to an organisation; only FULL is membership."""

    FULL = "full-member"
    PARTNER = "partner"
    OBSERVER = "observer"
    CANDIDATE = "candidate"


class MembershipStatus(StrEnum):
    """The state of a membership; frozen and suspended ones are memberships still."""

    ACTIVE = "active"
    FROZEN = "frozen"
    SUSPENDED = "suspended"
    ENDED = "ended"


class MeetingKind(StrEnum):
    """Kinds of contact between parties."""

    MEETING = "bilateral-meeting"
    MULTILATERAL = "multilateral-meeting"
    TALKS = "talks"
    VISIT = "visit"
    CALL = "call"
    PRESS_CONFERENCE = "press-conference"
    SUMMIT = "summit"
    CEREMONY = "ceremony"


class MeetingStatus(StrEnum):
    """What became of a meeting."""

    HELD = "held"
    PLANNED = "planned"
    CALLED_FOR = "called-for"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class ParticipantRole(StrEnum):
    """The part taken in a meeting."""

    HOST = "host"
    VISITOR = "visitor"
    ATTENDEE = "attendee"
    MEDIATOR = "mediator"


class Entity(NamedTuple):
    """What one document calls one person, organisation, country or place.

    ``key`` is unique in the document and, but for persons, the same for the same entity in every
    document: "country/armenia", "organisation/nato", "place/yerevan"; it is the path of the IRI.
    A person's key ("person/jens-stoltenberg") only says which name; who is meant is decided over
    all documents, with ``countries`` (keys of the countries the document ties the person to).
    """

    key: str
    kind: EntityKind
    name: str
    forms: tuple[str, ...] = ()  # the other ways the document writes it, sorted
    wikidata: str = ""  # "Q399" where the gazetteer of the reading knows it
    country: str = ""  # key of the country an organisation or place belongs to
    countries: tuple[str, ...] = ()  # persons only


@dataclass(frozen=True, slots=True)
class Office:
    """A post, whoever holds it. ``of`` is the key of its organisation or country, "" if unsaid.

    ``key`` is the path of the IRI: "office/prime-minister-of-armenia".
    """

    key: str
    role: str  # "Prime Minister"
    kind: OfficeKind
    of: str = ""
    label: str = ""  # "Prime Minister of Armenia"


class Evidence(NamedTuple):
    """The words that make a claim (start, end) inside the sentence that holds them."""

    start: int
    end: int
    sentence_start: int
    sentence_end: int


class Source(NamedTuple):
    """What every claim says of itself: where it stands, who read it, how it is known."""

    evidence: tuple[Evidence, ...]  # sorted, at least one; several where the text repeats itself
    rule: str  # id of the rule that read it
    stance: Stance = Stance.ASSERTED
    basis: Basis = Basis.STATED
    claimant: str = ""  # key of the entity that is quoted, "" where the document speaks


@dataclass(frozen=True, slots=True)
class NamingClaim:
    """The document names this entity."""

    source: Source
    entity: str


@dataclass(frozen=True, slots=True)
class TenureClaim:
    """A person holds, takes or leaves an office. A former holder is aspect ENDS."""

    source: Source
    person: str
    office: Office
    window: DateWindow
    aspect: Aspect = Aspect.HOLDS
    status: TenureStatus = TenureStatus.SUBSTANTIVE


@dataclass(frozen=True, slots=True)
class MembershipClaim:
    """An agent is, becomes or ceases to be in a formal relation to an organisation."""

    source: Source
    member: str
    organisation: str
    window: DateWindow
    role: MemberRole = MemberRole.FULL
    status: MembershipStatus = MembershipStatus.ACTIVE
    aspect: Aspect = Aspect.HOLDS


@dataclass(frozen=True, slots=True)
class Participant:
    """Who takes part, in which office, for whom. ``agent`` is an entity key."""

    agent: str
    capacity: Office | None = None
    on_behalf_of: str = ""
    role: ParticipantRole = ParticipantRole.ATTENDEE


@dataclass(frozen=True, slots=True)
class MeetingClaim:
    """A meeting of one or more participants. A visit names its destination as ``place``."""

    source: Source
    kind: MeetingKind
    status: MeetingStatus
    participants: tuple[Participant, ...]
    window: DateWindow
    place: str = ""  # key of a place or country
    name: str = ""  # a proper name of the event: "Washington Summit"


Claim = NamingClaim | TenureClaim | MembershipClaim | MeetingClaim


class Mention(NamedTuple):
    """Where the text names an entity, or its people where ``adjective`` ("Armenian")."""

    start: int
    end: int
    entity: str
    adjective: bool = False


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one document: a pure function of document, rules and gazetteer."""

    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...] = ()
