"""From what was read to claims: entities, dates, evidence, each fact once."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace

from kg.extract.coordination import Agent
from kg.extract.meetings import MeetingReading
from kg.extract.memberships import MembershipReading
from kg.extract.names import DatePhrase, Name
from kg.extract.offices import TenureReading, Titled
from kg.extract.people import Person
from kg.extract.quotes import Quote, inside
from kg.extract.reading import Reading
from kg.extract.references import Unnamed, short_title
from kg.extract.roles import office_of
from kg.model import (
    Aspect,
    Basis,
    Claim,
    DateWindow,
    Entity,
    EntityKind,
    Evidence,
    Extraction,
    Link,
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
    Source,
    Stance,
    TenureClaim,
    TenureStatus,
    ZoneKind,
)
from kg.text import dates

_NATIONAL = frozenset(
    {
        OfficeKind.HEAD_OF_STATE,
        OfficeKind.HEAD_OF_GOVERNMENT,
        OfficeKind.FOREIGN_MINISTER,
        OfficeKind.DEFENCE_MINISTER,
    }
)
_STATUS = {
    "acting": TenureStatus.ACTING,
    "elect": TenureStatus.ELECT,
    "nominee": TenureStatus.NOMINEE,
}
_SAME_KIND = {
    MeetingKind.TALKS: MeetingKind.MEETING,
    MeetingKind.MULTILATERAL: MeetingKind.MEETING,
}


@dataclass(frozen=True, slots=True)
class _Tenure:
    """A tenure with its office settled."""

    reading: TenureReading
    office: Office
    basis: Basis


class ClaimMaker:
    """Makes the claims of one reading; one use only."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._document = reading.document
        self._starts = [start for start, _ in reading.sentences]
        self._quotes = sorted(reading.quotes, key=lambda quote: quote.start)
        self._names: dict[str, Name] = {}
        self._home = _home_country(reading)
        self._persons = {person.key: person for person in reading.people.persons()}
        self._tenures = self._settled_tenures()

    def extraction(self) -> Extraction:
        """All entities, claims and links of the document."""
        claims: list[Claim] = [
            *self._tenure_claims(),
            *self._membership_claims(),
            *self._meeting_claims(),
        ]
        entities, namings = self._entities()
        return Extraction(tuple(entities), (*namings, *claims), self._links())

    # -- evidence ---------------------------------------------------------------------------------

    def _evidence(self, start: int, end: int) -> tuple[Evidence, ...]:
        """The words and their sentence; again for every copy that the document prints."""
        at = max(bisect_right(self._starts, start) - 1, 0)
        first, last = self._reading.sentences[at] if self._reading.sentences else (start, end)
        original = Evidence(start, max(end, start), min(first, start), max(last, end))
        found = [original]
        for zone in self._document.zones:
            if zone.kind is ZoneKind.REPEAT and zone.source <= original.sentence_start:
                shift = zone.start - zone.source
                if original.sentence_end + shift <= zone.end:
                    found.append(
                        Evidence(
                            start + shift, end + shift,
                            original.sentence_start + shift, original.sentence_end + shift,
                        )
                    )  # fmt: skip
        return tuple(sorted(found))

    def _in_quote(self, start: int, end: int) -> Quote | None:
        return inside(self._quotes, start, end)

    # -- time -------------------------------------------------------------------------------------

    def _document_window(self, *, stated: bool) -> DateWindow:
        published = self._document.published
        if published is None:
            return DateWindow()
        return published if stated else replace(published, stated="")

    def _sentence_window(self, start: int) -> DateWindow:
        """The date of the event in the sentence of an office, else the document's date."""
        lattice = self._reading.lattice
        at = max(bisect_right(self._starts, start) - 1, 0)
        first, last = self._reading.sentences[at]
        for symbol in range(lattice.symbol_at(first), len(lattice.codes)):
            if lattice.start(symbol) >= last:
                break
            if lattice.codes[symbol] == "D":
                phrase: DatePhrase = lattice.value(symbol)
                window = dates.read(phrase.text, self._document.published)
                if window is not None and self._plausible(window):
                    return replace(window, stated="")
        return self._document_window(stated=False)

    def _plausible(self, window: DateWindow) -> bool:
        """A date about the present of the document: days, not years, before it."""
        published = self._document.published
        if published is None or published.latest is None or window.latest is None:
            return window.latest is not None and len(window.stated) == 10
        assert window.earliest is not None
        days = (published.latest - window.latest).days
        return 0 <= days <= 31 and (window.latest - window.earliest).days <= 31

    # -- offices ----------------------------------------------------------------------------------

    def _settled_tenures(self) -> list[_Tenure]:
        named = [r for r in self._reading.tenures if self._in_quote(r.start, r.end) is None]
        known: dict[tuple[str, str], set[str]] = {}
        by_key: dict[str, Name] = {}
        for reading in named:
            if reading.of is not None:
                by_key[reading.of.key] = reading.of
                known.setdefault((reading.person.entity, reading.role.title), set()).add(
                    reading.of.key
                )
        settled: list[_Tenure] = []
        taken = {(r.role.kind, r.of.key): r.person.entity for r in named if r.of is not None}
        for reading in named:
            of, basis = reading.of, Basis.STATED
            if of is None and reading.status == "" and self._is_short_form(reading, named):
                continue
            if of is None:
                keys = known.get((reading.person.entity, reading.role.title), set())
                if len(keys) == 1:
                    of, basis = by_key[next(iter(keys))], Basis.RESOLVED
                    if reading.status == "":
                        continue  # the fuller phrase states the same
                elif not keys and self._home is not None and reading.role.kind in _NATIONAL:
                    holder = taken.get((reading.role.kind, self._home.key))
                    if holder in (None, reading.person.entity):
                        of, basis = self._home, Basis.RESOLVED
            if of is not None:
                self._names.setdefault(of.key, of)
            settled.append(
                _Tenure(reading, office_of(reading.role.title, reading.role.kind, of), basis)
            )
        return settled

    def _is_short_form(self, reading: TenureReading, named: list[TenureReading]) -> bool:
        """ "Secretary Berg" of somebody who is Foreign Secretary elsewhere in the document."""
        return any(
            other.person.entity == reading.person.entity
            and other.role.title != reading.role.title
            and short_title(reading.role.title, other.role.title)
            for other in named
        )

    def _tenure_claims(self) -> list[TenureClaim]:
        made: dict[tuple[object, ...], TenureClaim] = {}
        for tenure in self._tenures:
            reading = tenure.reading
            aspect, window = self._tenure_time(reading)
            status = _STATUS.get(reading.status, TenureStatus.SUBSTANTIVE)
            source = Source(
                self._evidence(reading.start, reading.end), reading.rule, basis=tenure.basis
            )
            claim = TenureClaim(
                source, reading.person.entity, tenure.office, window, aspect, status
            )
            made.setdefault((claim.person, claim.office.key, aspect, status, window), claim)
        return list(made.values())

    def _tenure_time(self, reading: TenureReading) -> tuple[Aspect, DateWindow]:
        window = self._sentence_window(reading.start)
        if reading.verb.startswith("serve") and not self._still_serves(reading):
            return Aspect.ENDS, DateWindow(None, self._document_window(stated=False).latest, "")
        if reading.status == "former" or reading.verb in ("was", "been"):
            if (
                reading.verb == "been"
                and "has been" in self._document.text[reading.start : reading.end]
            ):
                return Aspect.HOLDS, window
            return Aspect.ENDS, DateWindow(None, self._document_window(stated=False).latest, "")
        if reading.verb in ("became", "become", "appointed", "elected", "named", "sworn"):
            return Aspect.STARTS, DateWindow(None, window.latest, window.stated)
        return Aspect.HOLDS, window

    def _still_serves(self, reading: TenureReading) -> bool:
        """ "has served", "serves", "serving … since": not over yet."""
        text = self._document.text[reading.start : reading.end + 25]
        return reading.verb != "served" or "has served" in text or " since " in text

    def _capacity(self, agent: Titled) -> Office | None:
        """The office in which somebody acts: of the phrase itself, else the only one known."""
        own = [t for t in self._tenures if t.reading in agent.tenures]
        others = [
            t for t in self._tenures
            if t.reading.person.entity == agent.person.entity and t.reading.status in ("", "acting")
        ]  # fmt: skip
        current = [t for t in own if t.reading.status in ("", "acting")]
        for choice in (current, others):
            best = sorted(choice, key=lambda t: (t.office.of == "", t.reading.start))
            if best:
                full = [t for t in others if t.office.kind is best[0].office.kind and t.office.of]
                return full[0].office if not best[0].office.of and full else best[0].office
        return None

    # -- memberships ------------------------------------------------------------------------------

    def _membership_claims(self) -> list[MembershipClaim]:
        made: dict[tuple[object, ...], MembershipClaim] = {}
        for reading in self._reading.memberships:
            claim = self._membership(reading)
            if claim is not None:
                key = (claim.member, claim.organisation, claim.role, claim.status, claim.aspect)
                made.setdefault(key, claim)
        return list(made.values())

    def _membership(self, reading: MembershipReading) -> MembershipClaim | None:
        member, stance, claimant, basis = self._member(reading)
        if not member:
            return None
        quote = self._in_quote(reading.start, reading.end)
        if quote is not None:
            stance, claimant = Stance.REPORTED, self._speaker(quote)
        if reading.reported:
            stance, claimant = Stance.REPORTED, member
        window = self._membership_window(reading)
        self._names.setdefault(reading.organisation.key, reading.organisation)
        source = Source(
            self._evidence(reading.start, reading.end), reading.rule, stance, basis, claimant
        )
        return MembershipClaim(
            source, member, reading.organisation.key, window, reading.role, reading.status,
            reading.aspect,
        )  # fmt: skip

    def _member(self, reading: MembershipReading) -> tuple[str, Stance, str, Basis]:
        member = reading.member
        if isinstance(member, Name):
            self._names.setdefault(member.key, member)
            resolved = member.rule.startswith("reference.")
            return member.key, Stance.ASSERTED, "", Basis.RESOLVED if resolved else Basis.STATED
        if reading.role is MemberRole.PARTNER:
            # "X said his country …": the country of the speaker's office
            text = self._document.text[reading.start : reading.end]
            office = self._capacity(member)
            if "country" in text and office is not None and office.of.startswith("country/"):
                return office.of, Stance.REPORTED, member.person.entity, Basis.RESOLVED
            return "", Stance.ASSERTED, "", Basis.STATED
        return member.person.entity, Stance.ASSERTED, "", Basis.STATED

    def _membership_window(self, reading: MembershipReading) -> DateWindow:
        window = None
        if reading.date is not None:
            window = dates.read(reading.date.text, self._document.published)
        if window is None:
            document = self._document_window(stated=False)
            ended = reading.aspect is Aspect.ENDS or reading.aspect is Aspect.STARTS
            return DateWindow(None, document.latest, "") if ended else document
        if reading.reported or reading.status is MembershipStatus.FROZEN:
            return DateWindow(None, window.latest, window.stated)
        return window

    def _speaker(self, quote: Quote) -> str:
        """Who is introduced right before a quote, or named right after it; "" if nobody."""
        text = self._document.text
        mentions = [
            (mention.start, mention.end, person.key)
            for person in self._persons.values()
            for mention in person.mentions
            if self._in_quote(mention.start, mention.end) is None
        ]
        before = [m for m in mentions if quote.start - 250 <= m[1] <= quote.start]
        if before and text[: quote.start].rstrip().endswith((":", ",")):
            return max(before)[2]
        after = [m for m in mentions if quote.end <= m[0] <= quote.end + 80]
        return min(after)[2] if after else (max(before)[2] if before else "")

    # -- meetings ---------------------------------------------------------------------------------

    def _meeting_claims(self) -> list[MeetingClaim]:
        made: list[MeetingClaim] = []
        for reading in sorted(self._reading.meetings, key=self._is_headline):
            if self._in_quote(reading.start, reading.end) is not None:
                continue
            claim = self._meeting(reading)
            if reading.joins:
                if made and made[-1].kind not in (MeetingKind.VISIT, MeetingKind.CALL):
                    made[-1] = _merged(made[-1], replace(claim, window=DateWindow(), place=""))
                continue
            if len({p.agent for p in claim.participants}) < 2 and not claim.place:
                continue
            if claim.kind is MeetingKind.VISIT and not claim.place:
                continue
            for at, other in enumerate(made):
                if _one_event(claim, other):
                    made[at] = _merged(other, claim)
                    break
            else:
                made.append(claim)
        return made

    def _is_headline(self, reading: MeetingReading) -> bool:
        """Headlines come last: the body says the same more exactly."""
        return any(
            zone.kind is ZoneKind.HEADLINE and zone.start <= reading.start < zone.end
            for zone in self._document.zones
        )

    def _meeting(self, reading: MeetingReading) -> MeetingClaim:
        participants: dict[str, Participant] = {}
        basis = Basis.STATED
        for agent, role in reading.participants:
            participant = self._participant(agent)
            participants.setdefault(participant.agent, replace(participant, role=role))
            if isinstance(agent, Titled) and agent.person.rule.startswith("reference."):
                basis = Basis.RESOLVED
        place = ""
        if reading.place is not None:
            place = reading.place.key
            self._names.setdefault(place, reading.place)
        kind = reading.kind
        if kind is MeetingKind.MEETING and len(participants) > 2:
            kind = MeetingKind.MULTILATERAL
        stance = Stance.HEDGED if reading.hedged else Stance.ASSERTED
        source = Source(
            self._evidence(reading.start, reading.end), reading.rule, stance, basis=basis
        )
        return MeetingClaim(
            source, kind, reading.status, tuple(participants.values()),
            self._meeting_window(reading), place, reading.name,
        )  # fmt: skip

    def _participant(self, agent: Agent) -> Participant:
        if isinstance(agent, Unnamed):
            self._names.setdefault(agent.of.key, agent.of)
            office = office_of(agent.role.title, agent.role.kind, agent.of)
            return Participant(agent.of.key, office, agent.of.key)
        capacity = self._capacity(agent)
        return Participant(agent.person.entity, capacity, capacity.of if capacity else "")

    def _meeting_window(self, reading: MeetingReading) -> DateWindow:
        future = reading.status is not MeetingStatus.HELD
        window = None
        if reading.date is not None:
            window = dates.read(reading.date.text, self._document.published, future=future)
        if window is not None:
            return window
        document = self._document_window(stated=True)
        if future:
            return DateWindow(document.earliest, None, "")
        if reading.perfect or self._document.loader == "reader_clip":
            return DateWindow(None, document.latest, "")
        return document

    # -- entities ---------------------------------------------------------------------------------

    def _entities(self) -> tuple[list[Entity], list[NamingClaim]]:
        entities: list[Entity] = []
        namings: list[NamingClaim] = []
        for person in self._persons.values():
            entities.append(self._person_entity(person))
            first = min(person.mentions, key=lambda m: m.start)
            namings.append(self._naming(person.key, first.start, first.end, first.rule))
        mentions: dict[str, list[tuple[Name, int, int]]] = {}
        for name, start, end in self._reading.names:
            if not name.adjective or name.key in self._names:
                mentions.setdefault(name.key, []).append((name, start, end))
        for key, found in mentions.items():
            found.sort(key=lambda item: (item[0].adjective, item[1]))
            name, start, end = found[0]
            forms = {n.text for n, _, _ in found if not n.adjective} - {name.name}
            entities.append(
                Entity(key, name.kind, name.name, tuple(sorted(forms)), name.wikidata, name.country)
            )
            namings.append(self._naming(key, start, end, name.rule))
        known = {entity.key for entity in entities}
        entities += [
            self._unmentioned(name) for key, name in self._names.items() if key not in known
        ]
        return entities, namings

    def _unmentioned(self, name: Name) -> Entity:
        return Entity(name.key, name.kind, name.name, (), name.wikidata, name.country)

    def _naming(self, key: str, start: int, end: int, rule: str) -> NamingClaim:
        return NamingClaim(Source(self._evidence(start, end), rule), key)

    def _person_entity(self, person: Person) -> Entity:
        countries = {
            t.office.of for t in self._tenures
            if t.reading.person.entity == person.key and t.office.of.startswith("country/")
        }  # fmt: skip
        forms = person.forms - {person.name}
        return Entity(
            person.key, EntityKind.PERSON, person.name, tuple(sorted(forms)),
            countries=tuple(sorted(countries)),
        )  # fmt: skip

    def _links(self) -> tuple[Link, ...]:
        return tuple(
            Link(start, end, name.wikidata)
            for name, start, end in self._reading.names
            if name.wikidata and not name.adjective
        )


def _home_country(reading: Reading) -> Name | None:
    """The country that an official text speaks for, if its words say so.

    "the Republic" with nothing after it is the author's own; the country is the one that the
    document names most, and at least three times.
    """
    homes = any(getattr(value, "home", False) for value in reading.lattice.values.values()) or any(
        "of the Republic" in name.text for name, _, _ in reading.names
    )
    if not homes:
        return None
    counts = Counter(name.key for name, _, _ in reading.names if name.kind is EntityKind.COUNTRY)
    if not counts or counts.most_common(1)[0][1] < 3:
        return None
    best = counts.most_common(1)[0][0]
    return next(name for name, _, _ in reading.names if name.key == best)


def _one_event(claim: MeetingClaim, other: MeetingClaim) -> bool:
    """Two readings of one document that tell of the same event."""
    kinds = {_SAME_KIND.get(c.kind, c.kind) for c in (claim, other)}
    if len(kinds) > 1 or claim.status is not other.status:
        return False
    mine, others = ({p.agent for p in c.participants} for c in (claim, other))
    if claim.kind is MeetingKind.VISIT:
        return bool(mine & others) and claim.place == other.place and _dates_meet(claim, other)
    if claim.kind is MeetingKind.SUMMIT:
        return (
            _agree(claim.name, other.name)
            and _agree(claim.place, other.place)
            and (_dates_meet(claim, other))
        )
    if not (mine <= others or others <= mine):
        return False
    return _dates_meet(claim, other)


def _agree(a: str, b: str) -> bool:
    return not a or not b or a == b


def _dates_meet(claim: MeetingClaim, other: MeetingClaim) -> bool:
    a, b = claim.window, other.window
    if not a.stated or not b.stated:
        return True
    return a.stated.startswith(b.stated) or b.stated.startswith(a.stated)


def _merged(first: MeetingClaim, second: MeetingClaim) -> MeetingClaim:
    """One claim of two readings: all participants, the first place and the closer date."""
    agents = {p.agent for p in first.participants}
    window = first.window
    if len(second.window.stated) > len(window.stated):
        window = second.window
    evidence = tuple(sorted({*first.source.evidence, *second.source.evidence}))
    return replace(
        first,
        source=replace(first.source, evidence=evidence),
        participants=(
            *first.participants, *(p for p in second.participants if p.agent not in agents),
        ),
        window=window,
        place=first.place or second.place,
        name=first.name or second.name,
    )  # fmt: skip
