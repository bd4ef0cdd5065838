"""What is written for the graph is valid, says what was read, and names things alike each time."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import (
    DateWindow,
    Document,
    Entity,
    EntityKind,
    Evidence,
    Extraction,
    MembershipClaim,
    MembershipStatus,
    NamingClaim,
    Source,
    Stance,
    Zone,
    ZoneKind,
)
from kg.rdf.claims import claim_ids
from kg.rdf.evidence import evidence_triples
from kg.rdf.identifiers import document_slug, safe_path, web_address
from kg.rdf.triples import stated
from kg.vocabulary import CMQ

BASE = "http://127.0.0.1:7878/"
_any_text = st.text(max_size=120)


@given(_any_text)
def test_every_id_has_a_slug_that_is_one_step_of_an_iri(document_id: str) -> None:
    slug = document_slug(document_id)
    assert slug
    assert slug not in (".", "..")
    assert not set(slug) & set("/?#%")
    assert len(slug) <= 100
    assert ox.NamedNode(f"{BASE}document/{slug}")


@given(st.sets(_any_text, max_size=20))
def test_different_ids_have_different_slugs(ids: set[str]) -> None:
    assert len({document_slug(one) for one in ids}) == len(ids)


def test_a_safe_id_is_its_own_slug() -> None:
    for name in ("76dd88a1-3c5d-4c87-b4f3-0dad4e2272fa", "notes.txt", "a_b~c"):
        assert document_slug(name) == name


@given(_any_text)
def test_every_key_makes_a_valid_iri(key: str) -> None:
    assert ox.NamedNode(BASE + safe_path(key))


@given(_any_text | st.from_regex(r"https?://[a-z0-9.:\[\]@%-]{1,20}(/.{0,20})?", fullmatch=True))
def test_a_web_address_is_a_valid_iri_or_none(url: str) -> None:
    address = web_address(url)
    assert not address or ox.NamedNode(address)


def test_ordinary_addresses_stay_as_they_are() -> None:
    for url in (
        "https://www3.nhk.or.jp/nhkworld/en/news/20240320_04/",
        "http://example.org:8080/a?b=c&d=%20#e",
        "https://example.org",
    ):
        assert web_address(url) == url
    for odd in ("ftp://x/", "javascript:alert(1)", "//x/y", "http://[::1]/", "http://a b.org/"):
        assert web_address(odd) == ""


@pytest.mark.parametrize(
    ("words", "datatype"),
    [
        ("2024-03-19", "date"), ("2024-03", "gYearMonth"), ("2024", "gYear"),
        ("2024-03-19/2024-03-21", "EDTF"),
        ("2024-03/2024-05", "EDTF"),
        ("1990/1999", "EDTF"),
    ],
)  # fmt: skip
def test_a_date_keeps_the_precision_of_the_words(words: str, datatype: str) -> None:
    assert stated(words).startswith(f'"{words}"^^<')
    assert stated(words).endswith(f"{datatype}>")


@pytest.mark.parametrize(
    "words", ["", "March", "2024-13", "2024-02-30", "24", "2024-03-19/", "x/y"]
)
def test_what_is_no_date_is_not_written_as_one(words: str) -> None:
    assert stated(words) == ""


# ---------------------------------------------------------------- one document

TEXT = "Armenia has frozen its participation in CSTO. Armenia has frozen its participation in CSTO."
SECOND = 46
ARMENIA = Entity("country/armenia", EntityKind.COUNTRY, "Armenia")
CSTO = Entity("organisation/csto", EntityKind.INTERNATIONAL_ORGANISATION, "CSTO")
DOCUMENT = Document(
    id="d1",
    text=TEXT,
    zones=(Zone(ZoneKind.BODY, 0, 45), Zone(ZoneKind.REPEAT, SECOND, len(TEXT), 0)),
    loader="reader_clip",
    title="Frozen “for now”",
    published=DateWindow(stated="2024-03"),
    url="https://example.org/a",
    language="en",
    publisher="nhk",
)


def frozen(stance: Stance = Stance.ASSERTED, rule: str = "membership.froze") -> MembershipClaim:
    evidence = (Evidence(12, 44, 0, 45), Evidence(58, 90, SECOND, 91))
    return MembershipClaim(
        Source(evidence, rule, stance, claimant="country/armenia"),
        "country/armenia",
        "organisation/csto",
        DateWindow(stated="2024-02"),
        status=MembershipStatus.FROZEN,
    )


def graph(*claims: MembershipClaim | NamingClaim) -> ox.Store:
    extraction = Extraction((ARMENIA, CSTO), claims)
    text = evidence_triples(BASE, "d1", DOCUMENT, "f" * 64, extraction, claim_ids(claims))
    store = ox.Store()
    store.load(text, ox.RdfFormat.N_TRIPLES)
    return store


def values(store: ox.Store, subject: str, predicate: str) -> list[str]:
    found = store.quads_for_pattern(ox.NamedNode(BASE + subject), ox.NamedNode(predicate), None)
    return sorted(quad.object.value.removeprefix(BASE) for quad in found)


def test_the_evidence_of_a_document_has_the_agreed_shape() -> None:
    claim = frozen()
    store = graph(claim)
    (claim_id,) = claim_ids([claim])
    path = f"document/d1/claim/{claim_id}"
    assert values(store, path, CMQ + "inPassage") == [
        "document/d1/passage/0-45", "document/d1/passage/46-91",
    ]  # fmt: skip
    oa = "http://www.w3.org/ns/oa#"
    assert (values(store, path, oa + "start"), values(store, path, oa + "end")) == (["12"], ["44"])
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    assert values(store, path, label) == ["Armenia: frozen member of CSTO"]
    assert values(store, path, CMQ + "claimantName") == ["Armenia"]
    assert values(store, path, CMQ + "date") == ["2024-02"]
    assert values(store, path, CMQ + "earliest") == []
    passage = "document/d1/passage/46-91"
    assert values(store, passage, CMQ + "section") == ["repeat"]
    assert values(store, passage, oa + "exact") == [TEXT[SECOND:]]
    dcterms = "http://purl.org/dc/terms/"
    assert values(store, "document/d1", dcterms + "issued") == ["2024-03"]
    assert values(store, "document/d1", dcterms + "source") == ["https://example.org/a"]


def test_a_claim_keeps_its_name_when_it_is_read_again_in_other_words() -> None:
    (first,) = claim_ids([frozen(rule="membership.froze")])
    (second,) = claim_ids([frozen(rule="membership.better-rule")])
    assert first == second
    assert len(first) == 8
    (other,) = claim_ids([frozen(Stance.DENIED)])
    assert other == first  # alone in its document it is the claim, whatever its stance


def test_one_claim_made_in_two_manners_is_two_claims_whatever_their_order() -> None:
    asserted, denied = frozen(), frozen(Stance.DENIED)
    ids = claim_ids([asserted, denied])
    assert len(set(ids)) == 2
    assert claim_ids([denied, asserted]) == ids[::-1]
    assert claim_ids([asserted, asserted]) == [ids[0], ids[0]]
