"""One document read stage by stage, until only claims are left to make."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from kg.extract import codes
from kg.extract.acronyms import acronym_stage, head_reference_stage
from kg.extract.body_names import body_name_stage
from kg.extract.body_references import member_body_stage
from kg.extract.contact import TRIGGERS
from kg.extract.coordination import group_stage
from kg.extract.courts_and_sees import court_stage, see_stage
from kg.extract.dates import date_stage
from kg.extract.lattice import Lattice
from kg.extract.lists import may_introduce, read_headline, read_list
from kg.extract.meetings import MeetingReading, read_meetings
from kg.extract.membership_names import (
    it_stage,
    member_name_stage,
    party_adjective_stage,
    party_reference_stage,
    town_stage,
)
from kg.extract.membership_reading import MembershipReading
from kg.extract.memberships import read_memberships
from kg.extract.names import Name, country_stage, gazetteer_stage, word_name_stage
from kg.extract.offices import clause_stage, office_stage
from kg.extract.organisations import organisation_stage
from kg.extract.party_codes import party_code_stage
from kg.extract.party_names import party_name_stage
from kg.extract.people import People, gather, surname_stage
from kg.extract.persons import person_stage
from kg.extract.places import destination_stage, place_stage
from kg.extract.pronouns import body_stage, pair_stage, pronoun_stage
from kg.extract.quotes import Quote, inside
from kg.extract.references import country_reference_stage, reference_stage, there_stage
from kg.extract.registry import rule_words
from kg.extract.role_owners import owner_stage
from kg.extract.roles import compound_heads, role_stage
from kg.extract.search import NEEDS
from kg.extract.speakers import speeches
from kg.extract.stance import Voice, sentence_voice
from kg.extract.tenures import TenureReading
from kg.extract.titled_members import long_phrases, member_offices
from kg.extract.trace import Trace
from kg.model import Document, Stance, ZoneKind
from kg.resolve.gazetteer import gazetteer
from kg.text.tokens import Tokens, tokenize

LONGEST_SENTENCE: Final = 4000  # characters behind a reading that still are its sentence
LONGEST: Final = 600  # symbols of a sentence; what is longer is a table, and no rule means it
_AGENTS: Final = re.compile("[TCO]")  # who can meet
_TOLD: Final = frozenset(
    "meeting talks call conversation visit ceremony discussions lunch dinner breakfast audience "
    "reception encounter".split()
)


def _opens_with_event(lattice: Lattice, first: int) -> bool:
    """ "The meeting took place in Oslo": more about what was told just before, and nobody named."""
    words = lattice.tokens.words
    token = lattice.edges[first]
    return words[token] == "The" and not _TOLD.isdisjoint(words[token + 1 : token + 3])


MINED: Final = frozenset({ZoneKind.HEADLINE, ZoneKind.BODY, ZoneKind.CAPTION})
_SENTENCE_END: Final = re.compile("[.][q)]*(?![xpq,;:.)])|n")
_NAMES: Final = re.compile("[COLA]")
_WRAPPED_LINE: Final = re.compile(r"(?<![.!?:”\"\n])\n(?!\n)")


@dataclass
class Reading:
    """What the stages found, with offsets into the document's text."""

    document: Document
    lattice: Lattice
    people: People = field(default_factory=People)
    names: list[tuple[Name, int, int]] = field(default_factory=list)
    tenures: list[TenureReading] = field(default_factory=list)
    meetings: list[MeetingReading] = field(default_factory=list)
    memberships: list[MembershipReading] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)  # offsets
    quotes: list[Quote] = field(default_factory=list)
    voices: dict[tuple[int, int], Voice] = field(default_factory=dict)

    def hear(self, start: int, end: int) -> Voice:
        """Who vouches for what a stretch says: the document, somebody quoted, or nobody."""
        if (start, end) not in self.voices:
            self.voices[start, end] = self._voice(start, end)
        return self.voices[start, end]

    def _voice(self, start: int, end: int) -> Voice:
        at = bisect_right(self.sentences, (start, len(self.document.text))) - 1
        voice = Voice()
        if at >= 0 and start < self.sentences[at][1] < start + LONGEST_SENTENCE:
            first, last = map(self.lattice.symbol_at, self.sentences[at])
            told = self.lattice.symbol_at(start), self.lattice.symbol_at(end)
            voice = sentence_voice(self.lattice, (first, last), *told)
        quote = inside(self.quotes, start, end)
        if quote is None or voice.stance in (Stance.HEDGED, Stance.DENIED):
            return voice
        return Voice(Stance.REPORTED, quote.speaker)


def read(
    document: Document, without: frozenset[str] = frozenset(), trace: Trace | None = None
) -> Reading:
    """Run the cascade over the mined zones of a document, without the rules of some ids."""
    tokens = _mined_tokens(document)
    lattice = _lattice(tokens, without, trace)
    reading = Reading(document, lattice)
    gazetteer_stage(lattice, gazetteer())
    country_stage(lattice)
    date_stage(lattice)
    word_name_stage(lattice)
    organisation_stage(lattice)
    acronym_stage(lattice)
    party_name_stage(lattice)
    body_name_stage(lattice)
    town_stage(lattice)
    head_reference_stage(lattice)
    place_stage(lattice)
    _collect_names(reading)
    party_adjective_stage(lattice)
    court_stage(lattice)
    role_stage(lattice)
    see_stage(lattice)
    owner_stage(lattice)
    person_stage(lattice)
    member_name_stage(lattice)
    gather(lattice, reading.people)
    surname_stage(lattice, reading.people)
    destination_stage(lattice)
    pronoun_stage(lattice)
    reading.tenures = office_stage(lattice)
    unresolved = lattice.codes
    pronoun_stage(lattice)
    if lattice.codes != unresolved:
        reading.tenures += clause_stage(lattice)
    reference_stage(lattice, reading.tenures)
    country_reference_stage(lattice)
    there_stage(lattice)
    body_stage(lattice)
    member_body_stage(lattice)
    party_code_stage(lattice)
    party_reference_stage(lattice)
    it_stage(lattice)
    pronoun_stage(lattice)  # again: "the President" counts as named now
    pair_stage(lattice)
    group_stage(lattice)
    mined = [zone for zone in document.zones if zone.kind in MINED]
    reading.quotes = speeches(document, lattice, mined)
    sentences = _sentences(lattice)
    reading.meetings += read_headline(lattice, sentences)
    reading.sentences += _offsets(lattice, sentences)
    introducing = may_introduce(lattice, sentences)
    long = long_phrases(lattice)
    for at, sentence in enumerate(sentences):
        if at in introducing:
            reading.meetings += read_list(lattice, sentences, at)
        if sentence[1] - sentence[0] > LONGEST:
            continue
        agents = _AGENTS.search(lattice.codes, *sentence) is not None
        if agents or _opens_with_event(lattice, sentence[0]):
            reading.meetings += read_meetings(lattice, sentence)
        reading.memberships += read_memberships(lattice, sentence, long, reading.memberships)
    reading.memberships += member_offices(lattice, reading.tenures)
    told = [(meeting.start, meeting.end) for meeting in reading.meetings]
    for start, end in told + [(member.start, member.end) for member in reading.memberships]:
        reading.hear(start, end)
    return reading


def _lattice(tokens: Tokens, without: frozenset[str], trace: Trace | None) -> Lattice:
    """The tokens before the first stage."""
    signs, seen, listed = _marked().read(tokens.words)
    edges = _EDGES[: len(signs) + 1] if len(signs) < len(_EDGES) else list(range(len(signs) + 1))
    found = {tokens.words[token] for token in listed}
    # who looks on sees every rule at work, with what its reader refuses
    lacks = 0 if trace is not None else NEEDS.lacking(seen | (found & rule_words()))
    return Lattice(tokens, signs, edges, {}, without, trace, seen, listed, lacks=lacks)


@cache
def _marked() -> codes.Marked:
    """The words of all lists in which stages look up tokens: looked up once for all of them."""
    return codes.Marked(gazetteer().first_words.union(compound_heads(), TRIGGERS, rule_words()))


_EDGES: Final = list(range(20_000))  # of a text of tokens: copied faster than counted


def _mined_tokens(document: Document) -> Tokens:
    """Tokens of the mined zones, a line break between two zones."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for zone in document.zones:
        if zone.kind not in MINED:
            continue
        tokens = tokenize(document.text, zone.start, zone.end)
        if _is_wrapped(document.text[zone.start : zone.end]):
            tokens = _unwrapped(tokens)
        tokens = _without(tokens, _LIFE_DATES, zone.start, zone.end)
        words += tokens.words
        starts += tokens.starts
        ends += tokens.ends
        words.append("\n")
        starts.append(zone.end)
        ends.append(zone.end)
    return Tokens(document.text, words, starts, ends)


# "Anna Berg (Norwegian: …; born 2 April 1956)": read over, so that the sentence goes on
_LIFE_DATES: Final = re.compile(
    r"\((?!(?:(?:the|former|[A-Z]\w+) ){0,3}(?:[Mm]inister|[Pp]resident|[Dd]irector|[Cc]hair|"
    r"[Ss]ecretary|[Aa]mbassador|[Gg]overnor|[Mm]ayor|[Cc]ommissioner|[Hh]ead|CEO)\b)"
    r"(?=[^()\n]{0,160}(?:\([^()\n]{0,60}\)[^()\n]{0,160}){0,3}\))"
    r"(?=[^\n]{0,300}?(?:\bborn\b|\d{4} ?[-–—] ?(?:[A-Z\d]|c\.)))"
    r"(?:[^()\n]|\([^()\n]{0,60}\)){0,400}\)"
)


def _without(tokens: Tokens, pattern: re.Pattern[str], start: int, end: int) -> Tokens:
    """The tokens that no match of the pattern covers."""
    covered = [m.span() for m in pattern.finditer(tokens.text, start, end)]
    if not covered:
        return tokens
    keep = [i for i, at in enumerate(tokens.starts) if not any(a <= at < b for a, b in covered)]
    return _chosen(tokens, keep)


def _is_wrapped(text: str) -> bool:
    """Lines broken at a fixed width: most lines end without a full stop, at similar lengths."""
    if text.count("\n") < 3:
        return False
    lines = text.split("\n")
    if any(len(line) >= 100 for line in lines):
        return False
    written = sum(1 for line in lines if line.strip())
    return written >= 4 and len(_WRAPPED_LINE.findall(text)) > 0.6 * written


def _unwrapped(tokens: Tokens) -> Tokens:
    return _chosen(tokens, [i for i, word in enumerate(tokens.words) if word != "\n"])


def _chosen(tokens: Tokens, keep: list[int]) -> Tokens:
    return Tokens(
        tokens.text,
        [tokens.words[i] for i in keep],
        [tokens.starts[i] for i in keep],
        [tokens.ends[i] for i in keep],
    )


def _collect_names(reading: Reading) -> None:
    lattice = reading.lattice
    for m in _NAMES.finditer(lattice.codes):
        symbol = m.start()
        value = lattice.value(symbol)
        if isinstance(value, Name):
            reading.names.append((value, lattice.start(symbol), lattice.end(symbol)))


def _offsets(lattice: Lattice, sentences: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sentences as offsets into the text."""
    starts, ends, edges = lattice.tokens.starts, lattice.tokens.ends, lattice.edges
    return [(starts[edges[first]], ends[edges[last] - 1]) for first, last in sentences]


def _sentences(lattice: Lattice) -> list[tuple[int, int]]:
    """Sentences as symbols (first, last), without the breaks between them."""
    found: list[tuple[int, int]] = []
    at = 0
    for m in _SENTENCE_END.finditer(lattice.codes):
        last = m.start() if m.group() == "n" else m.end()
        if last > at:
            found.append((at, last))
        at = m.end()
    if at < len(lattice.codes):
        found.append((at, len(lattice.codes)))
    return found
