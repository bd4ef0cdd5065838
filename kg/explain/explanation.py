"""What the rules made of a document, sentence by sentence, and why they made nothing of some.

The rules are run with a trace, so the answers are those of the code that reads, not of a second
guess.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.explain.mentions import Mention, mentions_of
from kg.explain.silence import Silence
from kg.extract.claims import claims_of
from kg.extract.reading import MINED, Reading, read
from kg.extract.trace import Trace
from kg.model import Claim, Document, Extraction, NamingClaim, Zone
from kg.rdf.readings import reading as wording
from kg.text.language import is_english, language_name, language_of


@dataclass(frozen=True, slots=True)
class ClaimNote:
    """A claim that a sentence makes, in words."""

    kind: str
    says: str
    rule: str
    stance: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SentenceNote:
    """One sentence: what is mentioned, what it says, and why nothing (else) was read."""

    number: int
    start: int
    end: int
    section: str
    text: str
    mentions: tuple[Mention, ...]
    claims: tuple[ClaimNote, ...]
    silence: tuple[str, ...]  # why it makes no claim, or none of another kind


@dataclass(frozen=True, slots=True)
class Explanation:
    """All sentences of a document. ``note`` says why none was read, where none was."""

    id: str
    title: str  # or its first words
    language: str
    note: str
    sentences: tuple[SentenceNote, ...]

    def chosen(self, number: int | None, words: str) -> tuple[SentenceNote, ...]:
        """The sentences of a number, or those that hold some words; all without either."""
        wanted = " ".join(words.lower().split())
        return tuple(
            sentence
            for sentence in self.sentences
            if number in (None, sentence.number) and wanted in sentence.text.lower()
        )


def explain(document: Document) -> Explanation:
    """Read a document and say what the rules did."""
    if not is_english(document):
        language = language_of(document)
        note = f"the document is in {language_name(language)}, and only English is read"
        return Explanation(document.id, document.heading, language, note, _unread(document, note))
    trace = Trace()
    reading = read(document, trace=trace)
    notes = _Notes(document, reading, claims_of(reading), trace)
    language = language_of(document)
    return Explanation(document.id, document.heading, language, "", notes.sentences())


class _Notes:
    """The sentences of one reading."""

    def __init__(
        self, document: Document, reading: Reading, extraction: Extraction, trace: Trace
    ) -> None:
        self._document = document
        self._reading = reading
        names = {entity.key: entity.name for entity in extraction.entities}
        self._name = names
        self._silence = Silence(reading, trace)
        self._starts = [start for start, _ in reading.sentences]
        self._mentions = self._by_sentence(mentions_of(reading))
        self._claims: dict[int, list[ClaimNote]] = defaultdict(list)
        for claim in extraction.claims:
            if not isinstance(claim, NamingClaim):
                for at in sorted({self._at(e.start) for e in claim.source.evidence}):
                    self._claims[at].append(self._claim(claim))

    def sentences(self) -> tuple[SentenceNote, ...]:
        """The sentences of the text in their order, with the zones that are not read."""
        spans = [(start, end, at) for at, (start, end) in enumerate(self._reading.sentences)]
        unread = [z for z in self._document.zones if z.kind not in MINED]
        spans += [(zone.start, zone.end, -1) for zone in unread]
        found = [
            self._sentence(number, start, end, at)
            for number, (start, end, at) in enumerate(sorted(spans), 1)
        ]
        return tuple(found)

    def _sentence(self, number: int, start: int, end: int, at: int) -> SentenceNote:
        section = _section(self._document.zones, start)
        text = " ".join(self._document.text[start:end].split())
        if at < 0:
            reason = f"it stands in a part of the document that is not read: {section}"
            return SentenceNote(number, start, end, section, text, (), (), (reason,))
        claims = tuple(self._claims.get(at, ()))
        silence = tuple(self._silence.reasons(at, claims=bool(claims)))
        mentions = tuple(self._mentions.get(at, ()))
        return SentenceNote(number, start, end, section, text, mentions, claims, silence)

    def _at(self, start: int) -> int:
        return max(bisect_right(self._starts, start) - 1, 0)

    def _by_sentence(self, mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
        table: dict[int, list[Mention]] = defaultdict(list)
        for mention in mentions:
            table[self._at(mention.start)].append(mention)
        return table

    def _claim(self, claim: Claim) -> ClaimNote:
        kind = type(claim).__name__.removesuffix("Claim").lower()
        source = claim.source
        says = wording(claim, lambda key: self._name.get(key, key))
        status = getattr(claim, "status", "")
        shown = "" if status in ("", "substantive", "active", "held") else f" ({status})"
        first = source.evidence[0]
        return ClaimNote(
            kind, says + shown, source.rule, source.stance.value, first.start, first.end
        )


def _unread(document: Document, reason: str) -> tuple[SentenceNote, ...]:
    """The zones of a document of which nothing is read."""
    return tuple(
        SentenceNote(
            number, zone.start, zone.end, zone.kind.value,
            " ".join(document.text[zone.start : zone.end].split()), (), (), (reason,),
        )
        for number, zone in enumerate(document.zones, 1)
    )  # fmt: skip


def _section(zones: tuple[Zone, ...], start: int) -> str:
    return next((zone.kind.value for zone in zones if zone.start <= start < zone.end), "")
