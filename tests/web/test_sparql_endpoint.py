"""SPARQL over HTTP: every way to ask, every format, and honest answers when something is wrong."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
from running_site import BASE, Site

SELECT = "SELECT ?name { ?x a cmq:Country ; rdfs:label ?name } ORDER BY ?name"
ASK = "ASK { ?x a cmq:Country }"
CONSTRUCT = "CONSTRUCT { ?x rdfs:label ?name } { ?x a cmq:Country ; rdfs:label ?name }"
FORM = "application/x-www-form-urlencoded"
NAMES = ["Karsia", "Ostrand", "Velmora"]


def ask(query: str, **more: str) -> str:
    return f"/sparql?{urlencode({'query': query, **more})}"


def names(answer: str) -> list[str]:
    return [row["name"]["value"] for row in json.loads(answer)["results"]["bindings"]]


def test_a_query_comes_by_get_by_form_and_direct(site: Site) -> None:
    answers = [
        site.get(ask(SELECT)),
        site.post("/sparql", urlencode({"query": SELECT}), FORM),
        site.post("/sparql", urlencode({"query": SELECT}), f"{FORM}; charset=UTF-8"),
        site.post("/sparql", SELECT, "application/sparql-query"),
    ]
    for answer in answers:
        assert answer.status == 200
        assert answer.type == "application/sparql-results+json"
        assert names(answer.text) == NAMES


@pytest.mark.parametrize(
    ("accept", "type_"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("text/turtle, text/csv;q=0.5", "text/csv"),  # what cannot hold a table is passed over
    ],
)
def test_rows_come_in_the_format_asked_for(site: Site, accept: str, type_: str) -> None:
    answer = site.get(ask(SELECT), accept)
    assert answer.status == 200
    assert answer.type == type_
    assert "Accept" in answer.headers["Vary"]
    assert "Velmora" in answer.text


@pytest.mark.parametrize(
    ("accept", "type_", "form"),
    [
        ("", "text/turtle", ox.RdfFormat.TURTLE),
        ("text/turtle", "text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", "application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", "application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", "application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/trig", "application/trig", ox.RdfFormat.TRIG),
        ("application/n-quads", "application/n-quads", ox.RdfFormat.N_QUADS),
    ],
)
def test_a_graph_comes_in_the_format_asked_for(
    site: Site, accept: str, type_: str, form: ox.RdfFormat
) -> None:
    answer = site.get(ask(CONSTRUCT), accept)
    assert answer.status == 200
    assert answer.type == type_
    store = ox.Store()
    store.load(answer.body, form)
    assert len(store) == 3


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_the_format_can_be_named_in_the_address(site: Site, form: str) -> None:
    answer = site.page(ask(SELECT, format=form))
    assert answer.status == 200
    assert form in answer.type.replace("tab-separated-values", "tsv")


def test_yes_and_no(site: Site) -> None:
    assert site.get(ask(ASK)).json()["boolean"] is True
    assert site.get(ask("ASK { <urn:x> ?p ?o }")).json()["boolean"] is False
    assert "Yes" in site.page(ask(ASK)).text


def test_csv_is_what_a_spreadsheet_reads(site: Site) -> None:
    rows = list(csv.reader(io.StringIO(site.get(ask(SELECT), "text/csv").text)))
    assert rows == [["name"], *([name] for name in NAMES)]


def test_an_unacceptable_format_is_406_and_an_unknown_name_400(site: Site) -> None:
    answer = site.get(ask(SELECT), "image/png")
    assert answer.status == 406
    assert "text/csv" in answer.json()["detail"]
    assert site.get(ask(SELECT, format="docx")).status == 400
    assert site.get(ask(CONSTRUCT, format="csv")).status == 400


# --- datasets

IN_DATASET = "SELECT (COUNT(?x) AS ?n) { ?x a cmq:Claim }"
DOCUMENT = f"{BASE}document/velmora-visit"


def count(site: Site, path: str) -> int:
    return int(site.get(path).json()["results"]["bindings"][0]["n"]["value"])


def test_the_default_graph_is_the_consolidated_one(site: Site) -> None:
    assert count(site, ask(IN_DATASET)) == 0  # claims lie in the graphs of their documents
    assert count(site, ask("SELECT (COUNT(?x) AS ?n) { GRAPH ?g { ?x a cmq:Claim } }")) == 74


def test_default_and_named_graphs_can_be_chosen(site: Site) -> None:
    chosen = {"default-graph-uri": DOCUMENT}
    one = count(site, f"/sparql?{urlencode({'query': IN_DATASET, **chosen})}")
    assert 0 < one < 74
    other = f"{BASE}document/karsia-talks"
    two = [("query", IN_DATASET), ("default-graph-uri", DOCUMENT), ("default-graph-uri", other)]
    assert count(site, f"/sparql?{urlencode(two)}") > one
    named = "SELECT (COUNT(?x) AS ?n) { GRAPH ?g { ?x a cmq:Claim } }"
    assert count(site, f"/sparql?{urlencode({'query': named, 'named-graph-uri': DOCUMENT})}") == one
    body = urlencode({"query": IN_DATASET, "default-graph-uri": DOCUMENT})
    posted = site.post("/sparql", body, FORM).json()
    assert int(posted["results"]["bindings"][0]["n"]["value"]) == one
    direct = f"/sparql?{urlencode(chosen)}"
    sent = site.post(direct, IN_DATASET, "application/sparql-query").json()
    assert int(sent["results"]["bindings"][0]["n"]["value"]) == one


def test_a_graph_without_an_iri_is_a_bad_request(site: Site) -> None:
    answer = site.get(f"/sparql?{urlencode({'query': ASK, 'default-graph-uri': 'no iri'})}")
    assert answer.status == 400


# --- what goes wrong


def test_a_mistake_is_400_with_line_and_column(site: Site) -> None:
    answer = site.get(ask("SELECT *\nWHERE { ?s ?p }"))
    assert answer.status == 400
    assert answer.type == "application/problem+json"
    problem = answer.json()
    assert (problem["status"], problem["line"], problem["column"]) == (400, 2, 15)
    assert problem["title"]
    assert problem["type"]


def test_in_a_browser_a_caret_stands_under_the_mistake(site: Site) -> None:
    answer = site.page(ask("SELECT *\nWHERE { ?s ?p }"))
    assert answer.status == 400
    assert answer.type == "text/html"
    assert "Line 2, column 15" in answer.text
    assert f"WHERE {{ ?s ?p }}\n{' ' * 14}^" in answer.text


def test_updates_are_refused_and_told_why(site: Site) -> None:
    update = "INSERT DATA { <urn:a> <urn:b> <urn:c> }"
    for answer in (
        site.post("/sparql", update, "application/sparql-update"),
        site.post("/sparql", urlencode({"update": update}), FORM),
        site.get(f"/sparql?{urlencode({'update': update})}"),
        site.get(ask(update)),
        site.get(ask(f"PREFIX a: <b>\n{update}")),
    ):
        assert answer.status == 403
        assert "reads only" in answer.json()["detail"]
    assert site.get(ask("ASK { <urn:a> ?p ?o }")).json()["boolean"] is False


def test_calls_to_other_servers_are_refused(site: Site) -> None:
    answer = site.get(ask("SELECT * {\n SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"))
    assert answer.status == 403
    assert answer.json()["line"] == 2
    assert "SERVICE" in answer.json()["detail"]
    assert site.page(ask("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")).status == 403
    assert site.get(ask("LOAD <http://127.0.0.1:1/>")).status == 403


def test_what_would_crash_the_parser_is_refused(site: Site) -> None:
    deep = "SELECT * {FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ")}"
    answer = site.post("/sparql", deep, "application/sparql-query")
    assert answer.status == 403
    assert "too complex" in answer.json()["detail"]
    assert site.post("/sparql", "#" * 200_000, "application/sparql-query").status == 403
    assert site.get(ask(ASK)).status == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/sparql?query=", 400),
        (f"/sparql?query={quote(ASK)}&query={quote(ASK)}", 400),
        (f"/sparql?query={quote(ASK)}&update=x", 400),
        ("/sparql?query=%ff", 400),
        (f"/sparql?{'&'.join('a=b' for _ in range(2000))}", 400),
    ],
)
def test_a_request_against_the_protocol_is_400(site: Site, path: str, status: int) -> None:
    answer = site.get(path)
    assert answer.status == status
    assert answer.type == "application/problem+json"


def test_bodies_of_other_types_are_415(site: Site) -> None:
    assert site.post("/sparql", SELECT, "text/plain").status == 415
    assert site.post("/sparql", SELECT, "application/json").status == 415
    latin = "application/sparql-query; charset=iso-8859-1"
    assert site.post("/sparql", SELECT, latin).status == 415
    assert site.post("/sparql", b"\xff\xfe", "application/sparql-query").status == 400


def test_a_body_that_is_too_large_is_413(site: Site) -> None:
    headers = {"Content-Type": "application/sparql-query", "Content-Length": "50000000"}
    assert site.ask("POST", "/sparql", headers).status == 413


def test_other_methods_are_405(site: Site) -> None:
    answer = site.ask("PUT", "/sparql", {})
    assert answer.status == 405
    assert "POST" in answer.headers["Allow"]


# --- for other clients


def test_head_tells_without_a_body(site: Site) -> None:
    answer = site.ask("HEAD", ask(SELECT), {"Accept": "text/csv"})
    assert (answer.status, answer.body) == (200, b"")
    assert answer.type == "text/csv"
    assert int(answer.headers["Content-Length"]) > 0


def test_pages_of_other_sites_may_read(site: Site) -> None:
    assert site.get(ask(SELECT)).headers["Access-Control-Allow-Origin"] == "*"
    assert site.get("/person/mirela-dorn.ttl").headers["Access-Control-Allow-Origin"] == "*"
    preflight = site.ask(
        "OPTIONS",
        "/sparql",
        {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"},
    )
    assert preflight.status == 200
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in preflight.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in preflight.headers


# --- for people


def test_a_browser_gets_a_form_with_examples(site: Site) -> None:
    answer = site.page("/sparql")
    assert answer.status == 200
    assert answer.type == "text/html"
    assert "<textarea" in answer.text
    assert "<script" not in answer.text


def test_a_browser_gets_a_table_with_names_and_links(site: Site) -> None:
    page = site.page(ask("SELECT ?who ?office { ?t cmq:holder ?who ; cmq:office ?office }"))
    assert page.status == 200
    assert "10 rows" in page.text
    assert ">Mirela Dorn</a>" in page.text
    assert 'href="/person/mirela-dorn"' in page.text
    assert "format=csv" in page.text


def test_a_browser_gets_a_graph_as_turtle(site: Site) -> None:
    assert "@prefix rdfs:" in site.page(ask(CONSTRUCT)).text


def test_a_query_stays_in_the_form(site: Site) -> None:
    assert "SELECT ?name { ?x a cmq:Country" in site.page(ask(SELECT)).text
    assert "a &lt; b" in site.page(ask("SELECT * { ?s ?p 'a < b' }")).text


def test_every_example_has_an_answer(site: Site) -> None:
    from kg.web.examples import EXAMPLES

    for example in EXAMPLES:
        answer = site.page(ask(example.query))
        assert answer.status == 200, example.title
        assert "No rows" not in answer.text, example.title


def test_long_results_are_cut_on_the_page_and_whole_as_data(site: Site) -> None:
    rows = "SELECT * { ?a ?b ?c . ?d a ?e }"
    page = site.page(ask(rows))
    assert "The first 1,000 rows" in page.text
    assert page.text.count("<tr>") == 1001
    assert site.get(ask(rows), "text/csv").text.count("\n") > 1001
