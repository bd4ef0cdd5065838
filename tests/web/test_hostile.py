"""Documents and requests that want to do harm are shown as the text they are."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from running_site import BASE, Site, build_store, running

from kg.model import DateWindow, Document, Zone, ZoneKind
from kg.web import create_app

EVIL = "<script>alert('x')</script>\"'><img src=x onerror=alert(1)>{{1234567*1000001}}{% raw %}"
TEXT = f"{EVIL} Olga <b>Brandt</b> met &amp; left.\u202e \u2028Right."

DATA = f"""
@base <{BASE}> .
@prefix cmq: <https://w3id.org/communique/ns#> .
@prefix kind: <https://w3id.org/communique/kind/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <http://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<person/evil> a cmq:Person ; rdfs:label %(evil)s@en ; skos:altLabel %(evil)s@en ;
    schema:sameAs <javascript:alert(1)> , <data:text/html,x> ;
    cmq:evidence <document/evil.txt/claim/aaaaaaaa> .
<office/evil> a cmq:Office ; rdfs:label %(evil)s@en ; cmq:officeKind kind:minister ;
    cmq:evidence <document/evil.txt/claim/bbbbbbbb> .
<tenure/evil> a cmq:Tenure ; rdfs:label %(evil)s@en ; cmq:holder <person/evil> ;
    cmq:office <office/evil> ; cmq:tenureStatus kind:substantive ; cmq:basis kind:stated ;
    cmq:certainFrom "2024-01-01"^^xsd:date ; cmq:certainUntil "nonsense" ;
    cmq:evidence <document/evil.txt/claim/bbbbbbbb> .
<person/jos%%C3%%A9> a cmq:Person ; rdfs:label "José"@en ;
    cmq:evidence <document/evil.txt/claim/aaaaaaaa> .
<person/пётр> a cmq:Person ; rdfs:label "Пётр"@ru ;
    cmq:evidence <document/evil.txt/claim/aaaaaaaa> .
GRAPH <document/evil.txt> {{
  <document/evil.txt> a cmq:Document ; dcterms:identifier "evil.txt" ; dcterms:title %(evil)s@en ;
    dcterms:source <javascript:alert(1)> ; dcterms:publisher %(evil)s ; cmq:loader %(evil)s .
  <document/evil.txt/passage/0-{len(TEXT)}> a cmq:Passage ; cmq:inDocument <document/evil.txt> ;
    oa:start 0 ; oa:end {len(TEXT)} ; cmq:section "body" ; oa:exact %(text)s@en .
  <document/evil.txt/claim/aaaaaaaa> a cmq:Claim ; cmq:claimKind kind:naming ;
    rdfs:label %(evil)s@en ;
    cmq:inPassage <document/evil.txt/passage/0-{len(TEXT)}> ; oa:start 0 ; oa:end {len(EVIL)} ;
    cmq:inDocument <document/evil.txt> ; cmq:stance kind:asserted ; cmq:basis kind:stated ;
    cmq:claimantName %(evil)s ; cmq:rule %(evil)s .
  <document/evil.txt/claim/bbbbbbbb> a cmq:Claim ; cmq:claimKind kind:tenure ;
    rdfs:label %(evil)s@en ;
    cmq:inPassage <document/evil.txt/passage/0-{len(TEXT)}> ; oa:start 5 ; oa:end {len(TEXT)} ;
    cmq:inDocument <document/evil.txt> ; cmq:stance kind:asserted ; cmq:basis kind:stated ;
    cmq:rule %(evil)s .
}}
""" % {"evil": ox.Literal(EVIL), "text": ox.Literal(TEXT)}

PAGES = [
    "/",
    "/documents",
    "/person/evil",
    "/office/evil",
    "/tenure/evil",
    "/reconcile/preview?id=person%2Fevil",
    "/document/evil.txt",
    "/document/evil.txt/claim/aaaaaaaa",
    f"/document/evil.txt/passage/0-{len(TEXT)}",
    "/search?q=brandt",
    "/search?q=alert",
    f"/search?{urlencode({'q': EVIL})}",
    f"/sparql?{urlencode({'query': 'SELECT * { ?s ?p ?o }'})}",
    f"/sparql?{urlencode({'query': 'SELECT * { GRAPH ?g { ?s ?p ?o } }'})}",
    f"/sparql?{urlencode({'query': 'CONSTRUCT WHERE { ?s ?p ?o }'})}",
    f"/sparql?{urlencode({'query': EVIL})}",
    f"/sparql?{urlencode({'query': 'ASK {}', 'default-graph-uri': EVIL})}",
    f"/sparql?{urlencode({'query': EVIL, 'default-graph-uri': 'urn:' + EVIL})}",
    "/queries/office-holders",
    f"/queries/office-holders?{urlencode({'person': EVIL})}",
    f"/queries/office-holders?{urlencode({EVIL: EVIL})}",
    f"/person/{quote(EVIL)}",
    f"/{quote(EVIL)}",
    f"/queries/{quote(EVIL)}",
]


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    root = tmp_path_factory.mktemp("evil") / "store"
    data = ox.Store()
    data.load(DATA.encode(), ox.RdfFormat.TRIG)
    zones = (Zone(ZoneKind.BODY, 0, len(TEXT)),)
    document = Document(
        "evil.txt", TEXT, zones, EVIL, EVIL, DateWindow(stated=EVIL),
        "javascript:alert(1)", '"><script>', EVIL,
    )  # fmt: skip
    build_store(root, [document], data)
    app = create_app(root)
    with running(app) as started:
        yield started
    app.extensions["communique"].close()


@pytest.mark.parametrize("path", PAGES)
def test_hostile_text_stays_text(evil: Site, path: str) -> None:
    answer = evil.page(path)
    assert answer.status < 500
    assert answer.type == "text/html"
    tree = html.document_fromstring(answer.text)
    assert not tree.xpath("//script|//img|//b|//i")
    assert not tree.xpath("//@*[starts-with(name(), 'on')]")
    assert "1234568234567" not in answer.text  # a product too long to be a port or a count
    for link in tree.xpath("//a/@href|//form/@action|//link/@href"):
        assert link.split(":")[0] not in ("javascript", "data", "vbscript"), link


def test_what_flies_out_in_other_pages_is_text(evil: Site) -> None:
    for path in ("flyout/entity?id=person%2Fevil", "suggest/entity?prefix=alert"):
        answer = evil.get(f"/reconcile/{path}")
        assert answer.type == "application/json"
    flyout = evil.get("/reconcile/flyout/entity?id=person%2Fevil").json()["html"]
    assert not html.fromstring(flyout).xpath("//script|//img|//@onerror")
    assert "&lt;script&gt;" in flyout


def test_addresses_that_are_no_web_addresses_become_no_links(evil: Site) -> None:
    page = evil.page("/document/evil.txt")
    assert "javascript:alert(1)" in page.text  # it is said, as text
    person = evil.page("/person/evil")
    assert "href" in person.text


def test_a_slug_may_look_like_a_suffix(evil: Site) -> None:
    assert evil.page("/document/evil.txt").status == 200
    assert evil.get("/document/evil.txt.ttl").type == "text/turtle"
    assert evil.page("/document/evil.ttl").status == 404


def test_iris_of_every_script_open(evil: Site) -> None:
    assert "José" in evil.page("/person/jos%25C3%25A9").text
    assert evil.page(f"/person/{quote('пётр')}").status == 200
    assert evil.get(f"/person/{quote('пётр')}.ttl").status == 200
    links = html.document_fromstring(evil.page("/search?q=jos").text).xpath("//main//a/@href")
    assert "/person/jos%25C3%25A9" in links
    assert evil.page(links[0]).status == 200


def test_a_date_that_is_none_does_no_harm(evil: Site) -> None:
    assert "nonsense" in evil.page("/tenure/evil").text


@pytest.mark.parametrize(
    "path",
    [
        "/%00", "/person/%00", "/person/%ff%fe", "/document/..%2f..%2fetc%2fpasswd",
        "//evil.example",
        "/static/../__init__.py", "/static/..%2f__init__.py", "/person/a%0d%0aX-Evil:1",
        "/search?q=%ff", "/search?q=%00", "/search?q=" + "a" * 5000, "/queries/office-holders.%00",
        "/sparql?query=%00", "/person/" + "a" * 5000, "/ontology.exe", "/person/x%23y%23z",
        "/person/%25zz", "/person/a[b", "/meeting/%F0%9F%98%80", "/?page=-1&page=x",
        "/documents?page=99999999999999999999", "/documents?page=-1", "/documents?page=999999",
    ],
)  # fmt: skip
def test_strange_addresses_get_plain_answers(evil: Site, path: str) -> None:
    answer = evil.page(path)
    assert answer.status in (200, 308, 400, 404)
    assert "Traceback" not in answer.text
    assert "X-Evil" not in answer.headers


path = st.text(st.characters(codec="utf-8"), max_size=30).map(quote)


@given(
    st.sampled_from(["/", "/person/", "/document/", "/queries/", "/search?q=", "/sparql?query="]),
    path,
)
def test_no_address_brings_the_server_down(evil: Site, head: str, tail: str) -> None:
    answer = evil.get(head + tail, "text/html")
    assert answer.status < 500
    assert evil.get(head + tail, "application/json").status < 500


@given(st.text(st.characters(codec="latin-1", exclude_characters="\r\n\x00"), max_size=60))
def test_no_accept_header_brings_the_server_down(evil: Site, accept: str) -> None:
    for target in (
        "/person/evil",
        "/sparql?query=ASK%7B%7D",
        "/queries/office-holders",
        "/nothing",
    ):
        header = accept.encode("latin-1").decode("latin-1")
        assert evil.ask("GET", target, {"Accept": header}).status < 500
