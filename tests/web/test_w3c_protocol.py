"""The SPARQL 1.1 Protocol, promise by promise, over HTTP against a server process.

Written from the W3C Recommendation of 21 March 2013. Each test has a mark with the name of the
entry in the manifest of the W3C's own suite whose promise it holds; test_w3c_suite.py tells when an
entry has none. Where the suite is content with any 4xx, these tests name the status.
"""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest
from plain_server import FORM, QUERY, UPDATE, PlainServer, get

NORTH, SOUTH, EAST = (f"http://lights.example/coast/{name}" for name in ("north", "south", "east"))
CHART = "http://lights.example/chart"
LIT = "http://lights.example/ns#Lit"
WORKING = "http://lights.example/ns#Working"

TABLES = {
    "application/sparql-results+json", "application/sparql-results+xml",
    "text/csv", "text/tab-separated-values",
}  # fmt: skip
TRUTHS = {"application/sparql-results+json", "application/sparql-results+xml"}
GRAPHS = {"text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"}

# A light in each graph, of the graph's own name.
LIGHTS = (
    "INSERT DATA {"
    + "".join(f"GRAPH <{g}> {{ <{g}> a <{LIT}> }}" for g in (NORTH, SOUTH, EAST))
    + "}"
)


@pytest.fixture
def lights(plain: PlainServer) -> PlainServer:
    assert plain.update(LIGHTS).status == 204
    return plain


def lit(*names: str) -> str:
    return " . ".join(f"<{name}> a <{LIT}>" for name in names)


# How a query is sent.


@pytest.mark.w3c("query_get")
def test_a_query_may_be_asked_by_get(plain: PlainServer) -> None:
    answer = plain.send("GET", get("ASK {}"))
    assert answer.status == 200
    assert answer.type in TRUTHS
    assert answer.json()["boolean"] is True


@pytest.mark.w3c("query_post_form")
def test_a_query_may_be_posted_as_a_form(plain: PlainServer) -> None:
    body = urlencode({"query": "ASK { FILTER(1 + 1 = 2) }"})
    answer = plain.send("POST", "/sparql", body, Content_Type=FORM)
    assert answer.status == 200
    assert answer.type in TRUTHS
    assert answer.json()["boolean"] is True


@pytest.mark.w3c("query_post_direct")
def test_a_query_may_be_posted_as_it_is(plain: PlainServer) -> None:
    answer = plain.send("POST", "/sparql", 'ASK { FILTER("ß" = "ß") }', Content_Type=QUERY)
    assert answer.status == 200
    assert answer.json()["boolean"] is True


# Which graphs a query is about.


@pytest.mark.w3c("query_dataset_default_graphs_get")
def test_the_default_graphs_of_a_get_are_merged(lights: PlainServer) -> None:
    asked = f"ASK {{ {lit(NORTH, SOUTH)} }}"
    both = lights.send("GET", get(asked, default_graph=[NORTH, SOUTH]))
    assert both.json()["boolean"] is True
    one = lights.send("GET", get(asked, default_graph=[NORTH]))
    assert one.json()["boolean"] is False


@pytest.mark.w3c("query_dataset_default_graphs_post")
def test_the_default_graphs_of_a_post_are_merged(lights: PlainServer) -> None:
    assert lights.says(lit(NORTH, SOUTH), default_graph=[NORTH, SOUTH])
    assert not lights.says(lit(NORTH, SOUTH), default_graph=[SOUTH])


@pytest.mark.w3c("query_dataset_named_graphs_get")
def test_the_named_graphs_of_a_get_are_the_only_ones(lights: PlainServer) -> None:
    asked = "SELECT DISTINCT ?g { GRAPH ?g { ?light a ?kind } }"
    answer = lights.send("GET", get(asked, named_graph=[NORTH, SOUTH]))
    rows = answer.json()["results"]["bindings"]
    assert {row["g"]["value"] for row in rows} == {NORTH, SOUTH}


@pytest.mark.w3c("query_dataset_named_graphs_post")
def test_the_named_graphs_of_a_post_are_the_only_ones(lights: PlainServer) -> None:
    named = [NORTH, SOUTH]
    for name in named:
        assert lights.says(f"GRAPH ?g {{ {lit(name)} }}", named_graph=named)
    assert not lights.says(f"GRAPH ?g {{ {lit(EAST)} }}", named_graph=named)
    assert not lights.says(lit(NORTH), named_graph=named)  # no default graph was named


@pytest.mark.w3c("query_dataset_full")
def test_default_and_named_graphs_may_both_be_named(lights: PlainServer) -> None:
    dataset = {"default_graph": [EAST], "named_graph": [NORTH, SOUTH]}
    pattern = f"{lit(EAST)} GRAPH ?g {{ {lit(NORTH)} }} GRAPH ?h {{ {lit(SOUTH)} }}"
    assert lights.says(pattern, **dataset)
    assert not lights.says(f"GRAPH ?g {{ {lit(EAST)} }}", **dataset)


@pytest.mark.w3c("query_multiple_dataset")
def test_the_graphs_of_the_request_win_over_those_of_the_query(lights: PlainServer) -> None:
    asked = f"ASK FROM <{EAST}> FROM NAMED <{EAST}> {{ GRAPH <{NORTH}> {{ {lit(NORTH)} }} }}"
    answer = lights.query(asked, named_graph=[NORTH])
    assert answer.json()["boolean"] is True
    inside = lights.query(f"ASK FROM <{EAST}> {{ {lit(EAST)} }}", default_graph=[NORTH])
    assert inside.json()["boolean"] is False


# What comes back where the client does not say what it wants.


@pytest.mark.w3c("query_content_type_select")
def test_rows_come_as_a_table(plain: PlainServer) -> None:
    answer = plain.query('SELECT ("lamp" AS ?word) {}')
    assert answer.status == 200
    assert answer.type in TABLES


@pytest.mark.w3c("query_content_type_ask")
def test_a_truth_comes_as_one(plain: PlainServer) -> None:
    answer = plain.query("ASK { ?light a ?kind }")
    assert answer.status == 200
    assert answer.type in TRUTHS
    assert answer.json()["boolean"] is False


@pytest.mark.w3c("query_content_type_describe")
def test_a_description_comes_as_rdf(lights: PlainServer) -> None:
    answer = lights.query(f"DESCRIBE <{NORTH}>")
    assert answer.status == 200
    assert answer.type in GRAPHS


@pytest.mark.w3c("query_content_type_construct")
def test_a_constructed_graph_comes_as_rdf(plain: PlainServer) -> None:
    answer = plain.query(f"CONSTRUCT {{ <{NORTH}> <urn:height> 41 }} {{}}")
    assert answer.status == 200
    assert answer.type in GRAPHS
    assert "41" in answer.text


# How an update is sent.


@pytest.mark.w3c("update_post_form")
def test_an_update_may_be_posted_as_a_form(lights: PlainServer) -> None:
    answer = lights.send("POST", "/sparql", "update=CLEAR+ALL", Content_Type=FORM)
    assert answer.status == 204
    assert not lights.says("GRAPH ?g { ?light a ?kind }")


@pytest.mark.w3c("update_post_direct")
def test_an_update_may_be_posted_as_it_is(lights: PlainServer) -> None:
    answer = lights.send("POST", "/sparql", f"CLEAR GRAPH <{NORTH}>", Content_Type=UPDATE)
    assert answer.status == 204
    assert not lights.says(f"GRAPH <{NORTH}> {{ ?light a ?kind }}")
    assert lights.says(f"GRAPH <{SOUTH}> {{ ?light a ?kind }}")


# Which graphs an update reads.

MARK = f"INSERT {{ GRAPH <{CHART}> {{ ?light a <{WORKING}> }} }}"
MARKED = "GRAPH <%s> { <%s> a <%s> }"


def charted(server: PlainServer) -> set[str]:
    """The lights that an update has marked."""
    answer = server.query(f"SELECT ?light {{ GRAPH <{CHART}> {{ ?light a <{WORKING}> }} }}")
    return {row["light"]["value"] for row in answer.json()["results"]["bindings"]}


@pytest.mark.w3c("update_dataset_default_graph")
def test_an_update_reads_the_default_graph_it_is_told(lights: PlainServer) -> None:
    text = f"DROP ALL ; {LIGHTS} ; {MARK} WHERE {{ ?light a <{LIT}> }}"
    assert lights.update(text, using_graph=[NORTH]).status == 204
    assert charted(lights) == {NORTH}


@pytest.mark.w3c("update_dataset_default_graphs")
def test_an_update_reads_several_default_graphs_as_one(lights: PlainServer) -> None:
    text = f"{MARK} WHERE {{ ?light a <{LIT}> }}"
    assert lights.update(text, using_graph=[NORTH, SOUTH]).status == 204
    assert charted(lights) == {NORTH, SOUTH}


@pytest.mark.w3c("update_dataset_named_graphs")
def test_an_update_sees_only_the_named_graphs_it_is_told(lights: PlainServer) -> None:
    text = f"{MARK} WHERE {{ GRAPH ?coast {{ ?light a <{LIT}> }} }}"
    assert lights.update(text, using_named_graph=[SOUTH, EAST]).status == 204
    assert charted(lights) == {SOUTH, EAST}


@pytest.mark.w3c("update_dataset_full")
def test_an_update_may_be_told_default_and_named_graphs(lights: PlainServer) -> None:
    text = f"""INSERT {{ GRAPH <{CHART}> {{ ?light <urn:found> ?where }} }} WHERE {{
        {{ ?light a <{LIT}> BIND("here" AS ?where) }}
        UNION {{ GRAPH ?where {{ ?light a <{LIT}> }} }} }}"""
    assert lights.update(text, using_graph=[NORTH], using_named_graph=[SOUTH]).status == 204
    answer = lights.query(f"SELECT * {{ GRAPH <{CHART}> {{ ?light <urn:found> ?where }} }}")
    rows = answer.json()["results"]["bindings"]
    found = {(row["light"]["value"], row["where"]["value"]) for row in rows}
    assert found == {(NORTH, "here"), (SOUTH, SOUTH)}


@pytest.mark.w3c("update_base_uri")
def test_relative_iris_of_an_update_get_a_base(plain: PlainServer) -> None:
    text = f"INSERT DATA {{ GRAPH <{CHART}> {{ <{NORTH}> <urn:keeper> <keeper/1> }} }}"
    assert plain.update(text).status == 204
    absolute = 'isIRI(?keeper) && STR(?keeper) != "keeper/1" && STRENDS(STR(?keeper), "/keeper/1")'
    assert plain.says(f"GRAPH <{CHART}> {{ <{NORTH}> <urn:keeper> ?keeper FILTER({absolute}) }}")


# What is refused.


@pytest.mark.w3c("bad_query_method")
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "PROPFIND"])
def test_only_get_and_post_ask_queries(plain: PlainServer, method: str) -> None:
    answer = plain.send(method, get("ASK {}"), Content_Type=FORM)
    assert answer.status == 405
    assert {"GET", "POST"} <= set(answer.headers["Allow"].split(", "))


@pytest.mark.w3c("bad_multiple_queries")
def test_two_queries_in_one_request_are_refused(plain: PlainServer) -> None:
    answer = plain.send("GET", f"{get('ASK {}')}&query={quote('SELECT * {}')}")
    assert answer.status == 400
    assert "query" in answer.json()["detail"]


@pytest.mark.w3c("bad_query_wrong_media_type")
def test_a_query_of_another_media_type_is_refused(plain: PlainServer) -> None:
    answer = plain.send("POST", "/sparql", "ASK {}", Content_Type="text/plain")
    assert answer.status == 415
    assert QUERY in answer.json()["detail"]


@pytest.mark.w3c("bad_query_missing_form_type")
def test_a_form_without_its_media_type_is_refused(plain: PlainServer) -> None:
    answer = plain.send("POST", "/sparql", "query=ASK%20%7B%7D")
    assert answer.status == 415
    assert FORM in answer.json()["detail"]


@pytest.mark.w3c("bad_query_missing_direct_type")
def test_a_query_without_its_media_type_is_refused(plain: PlainServer) -> None:
    answer = plain.send("POST", "/sparql", "ASK {}")
    assert answer.status == 415


@pytest.mark.w3c("bad_query_non_utf8")
def test_a_query_that_is_not_utf8_is_refused(plain: PlainServer) -> None:
    named = plain.send(
        "POST", "/sparql", "ASK {}".encode("utf-16"), Content_Type=f"{QUERY}; charset=UTF-16"
    )
    assert named.status == 415
    silent = plain.send("POST", "/sparql", "ASK {}".encode("utf-16"), Content_Type=QUERY)
    assert silent.status == 400


@pytest.mark.w3c("bad_query_syntax")
def test_a_query_that_cannot_be_read_is_refused_with_the_place(plain: PlainServer) -> None:
    answer = plain.send("GET", get("ASK {\n ?light a }"))
    assert answer.status == 400
    assert answer.type == "application/problem+json"
    assert answer.json()["line"] == 2


@pytest.mark.w3c("bad_update_get")
def test_an_update_by_get_changes_nothing(lights: PlainServer) -> None:
    for name in ("update", "query"):
        assert lights.send("GET", f"/sparql?{name}=CLEAR%20ALL").status == 400
    assert lights.says(f"GRAPH <{NORTH}> {{ ?light a ?kind }}")


@pytest.mark.w3c("bad_multiple_updates")
def test_two_updates_in_one_request_change_nothing(lights: PlainServer) -> None:
    body = "update=CLEAR+NAMED&update=CLEAR+DEFAULT"
    assert lights.send("POST", "/sparql", body, Content_Type=FORM).status == 400
    assert lights.says(f"GRAPH <{NORTH}> {{ ?light a ?kind }}")


@pytest.mark.w3c("bad_update_wrong_media_type")
def test_an_update_of_another_media_type_changes_nothing(lights: PlainServer) -> None:
    assert lights.send("POST", "/sparql", "CLEAR ALL", Content_Type="text/plain").status == 415
    assert lights.says(f"GRAPH <{NORTH}> {{ ?light a ?kind }}")


@pytest.mark.w3c("bad_update_missing_form_type")
def test_an_update_form_without_its_media_type_changes_nothing(lights: PlainServer) -> None:
    assert lights.send("POST", "/sparql", "update=CLEAR%20ALL").status == 415
    assert lights.says(f"GRAPH <{NORTH}> {{ ?light a ?kind }}")


@pytest.mark.w3c("bad_update_non_utf8")
def test_an_update_that_is_not_utf8_changes_nothing(lights: PlainServer) -> None:
    body = "CLEAR ALL".encode("utf-16")
    named = lights.send("POST", "/sparql", body, Content_Type=f"{UPDATE}; charset=UTF-16")
    assert named.status == 415
    assert lights.send("POST", "/sparql", body, Content_Type=UPDATE).status == 400
    assert lights.says(f"GRAPH <{NORTH}> {{ ?light a ?kind }}")


@pytest.mark.w3c("bad_update_syntax")
def test_an_update_that_cannot_be_read_changes_nothing(lights: PlainServer) -> None:
    body = urlencode({"update": f"CLEAR GRAPH <{NORTH}> ; CLEAR EVERYTHING"})
    answer = lights.send("POST", "/sparql", body, Content_Type=FORM)
    assert answer.status == 400
    assert answer.type == "application/problem+json"
    assert lights.says(f"GRAPH <{NORTH}> {{ ?light a ?kind }}")


@pytest.mark.w3c("bad_update_dataset_conflict")
@pytest.mark.parametrize("parameter", ["using_graph", "using_named_graph"])
@pytest.mark.parametrize("clause", ["WITH", "USING"])
def test_an_update_that_names_its_graphs_twice_changes_nothing(
    lights: PlainServer, parameter: str, clause: str
) -> None:
    template = f"DELETE {{ GRAPH <{NORTH}> {{ ?light a <{LIT}> }} }}"
    begun = f"WITH <{NORTH}> {template}" if clause == "WITH" else f"{template} USING <{NORTH}>"
    answer = lights.update(f"{begun} WHERE {{ ?light a <{LIT}> }}", **{parameter: [NORTH]})
    assert answer.status == 400
    assert lights.says(f"GRAPH <{NORTH}> {{ ?light a ?kind }}")
