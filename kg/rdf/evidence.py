"""The evidence graph of one document, as N-Triples text in the shape of docs/graph.md."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from kg.model import (
    Claim,
    DateWindow,
    Document,
    Evidence,
    Extraction,
    MeetingClaim,
    MembershipClaim,
    NamingClaim,
    Source,
    TenureClaim,
)
from kg.rdf.identifiers import claim_path, document_path, last_step, passage_path, web_address
from kg.rdf.readings import reading
from kg.rdf.triples import day, integer, iri, lines, plain, stated, worded
from kg.vocabulary import ClaimKind, Cmq, Dcterms, Oa, Rdf, Rdfs, kind

_CLAIM_KIND = {
    NamingClaim: ClaimKind.NAMING,
    TenureClaim: ClaimKind.TENURE,
    MembershipClaim: ClaimKind.MEMBERSHIP,
    MeetingClaim: ClaimKind.MEETING,
}


def evidence_triples(
    base: str,
    slug: str,
    document: Document,
    fingerprint: str,
    extraction: Extraction,
    claim_ids: Sequence[str],
) -> str:
    """The triples of the graph of a document; ``claim_ids`` name the claims, in their order.

    ``fingerprint`` tells a changed source, loader or extractor from an unchanged one.
    """
    return _Writer(base, slug, document, extraction).text(fingerprint, claim_ids)


class _Writer:
    """Writes one graph; the passages are written once, however many claims stand in them."""

    def __init__(self, base: str, slug: str, document: Document, extraction: Extraction) -> None:
        self._base = base
        self._path = document_path(slug)
        self._graph = iri(base + self._path)
        self._document = document
        self._extraction = extraction
        self._names = {entity.key: entity.name for entity in extraction.entities}
        self._zone_starts = [zone.start for zone in document.zones]
        self._out: list[str] = []

    def text(self, fingerprint: str, claim_ids: Sequence[str]) -> str:
        self._write_document(fingerprint)
        claims = dict(zip(claim_ids, self._extraction.claims, strict=True))
        spans = {
            (e.sentence_start, e.sentence_end)
            for claim in claims.values()
            for e in claim.source.evidence
        }
        for start, end in sorted(spans):
            self._write_passage(start, end)
        for claim_id, claim in claims.items():
            self._write_claim(iri(self._base + claim_path(self._path, claim_id)), claim)
        return lines(self._out)

    def _write_document(self, fingerprint: str) -> None:
        document, heading = self._document, self._document.heading
        values = [
            (Dcterms.identifier, plain(document.id)),
            (Rdfs.label, worded(heading, document.language) if heading else ""),
            (Dcterms.title, worded(document.title, document.language) if document.title else ""),
            (Dcterms.issued, stated(document.published.stated) if document.published else ""),
            (Dcterms.source, iri(address) if (address := web_address(document.url)) else ""),
            (Dcterms.language, plain(document.language) if document.language else ""),
            (Dcterms.publisher, plain(document.publisher) if document.publisher else ""),
            (Cmq.sha256, plain(document.sha256)),
            (Cmq.fingerprint, plain(fingerprint)),
            (Cmq.loader, plain(document.loader)),
        ]
        self._out.append(f"{self._graph} <{Rdf.type}> <{Cmq.Document}> .")
        self._out += [f"{self._graph} <{term}> {value} ." for term, value in values if value]

    def _write_passage(self, start: int, end: int) -> None:
        passage = iri(self._base + passage_path(self._path, start, end))
        words = worded(self._document.text[start:end], self._document.language)
        self._out += [
            f"{passage} <{Rdf.type}> <{Cmq.Passage}> .",
            f"{passage} <{Cmq.inDocument}> {self._graph} .",
            f"{passage} <{Oa.start}> {integer(start)} .",
            f"{passage} <{Oa.end}> {integer(end)} .",
            f"{passage} <{Oa.exact}> {words} .",
        ]
        zone = bisect_right(self._zone_starts, start) - 1
        if zone >= 0:
            section = plain(self._document.zones[zone].kind.value)
            self._out.append(f"{passage} <{Cmq.section}> {section} .")

    def _write_claim(self, claim_iri: str, claim: Claim) -> None:
        out, source = self._out, claim.source
        out.append(f"{claim_iri} <{Rdf.type}> <{Cmq.Claim}> .")
        out.append(f"{claim_iri} <{Cmq.claimKind}> {_kind(_CLAIM_KIND[type(claim)])} .")
        out.append(f"{claim_iri} <{Rdfs.label}> {worded(reading(claim, self._name))} .")
        out.append(f"{claim_iri} <{Cmq.inDocument}> {self._graph} .")
        self._write_place(claim_iri, source.evidence)
        self._write_manner(claim_iri, source)
        if isinstance(claim, TenureClaim | MembershipClaim):
            out.append(f"{claim_iri} <{Cmq.aspect}> {_kind(claim.aspect)} .")
        if not isinstance(claim, NamingClaim):
            out.append(f"{claim_iri} <{Cmq.claimedStatus}> {_kind(claim.status)} .")
            self._write_window(claim_iri, claim.window)

    def _write_place(self, claim_iri: str, evidence: Sequence[Evidence]) -> None:
        first = evidence[0]
        self._out.append(f"{claim_iri} <{Oa.start}> {integer(first.start)} .")
        self._out.append(f"{claim_iri} <{Oa.end}> {integer(first.end)} .")
        for start, end in sorted({(e.sentence_start, e.sentence_end) for e in evidence}):
            passage = iri(self._base + passage_path(self._path, start, end))
            self._out.append(f"{claim_iri} <{Cmq.inPassage}> {passage} .")

    def _write_manner(self, claim_iri: str, source: Source) -> None:
        self._out.append(f"{claim_iri} <{Cmq.stance}> {_kind(source.stance)} .")
        self._out.append(f"{claim_iri} <{Cmq.basis}> {_kind(source.basis)} .")
        self._out.append(f"{claim_iri} <{Cmq.rule}> {plain(source.rule)} .")
        if source.claimant:
            claimant = plain(self._name(source.claimant))
            self._out.append(f"{claim_iri} <{Cmq.claimantName}> {claimant} .")

    def _write_window(self, claim_iri: str, window: DateWindow) -> None:
        words = stated(window.stated)
        if words:
            self._out.append(f"{claim_iri} <{Cmq.date}> {words} .")
        if window.earliest:
            self._out.append(f"{claim_iri} <{Cmq.earliest}> {day(window.earliest)} .")
        if window.latest:
            self._out.append(f"{claim_iri} <{Cmq.latest}> {day(window.latest)} .")

    def _name(self, key: str) -> str:
        """What the document calls an entity; one it does not list is called by its key."""
        return self._names.get(key) or last_step(key).replace("-", " ")


@cache
def _kind(value: StrEnum) -> str:
    return iri(kind(value))
