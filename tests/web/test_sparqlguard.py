"""No query makes the endpoint call another server, and no honest one is taken for such."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.sparqlguard import LIMITS, Limits, RefusedError, check, is_update

TRAP = "http://127.0.0.1:1/"  # a port that no HTTP client connects to: an error, and no request

HONEST = [
    "SELECT * { ?s ?p 'SERVICE <x> {' }",
    'SELECT * { ?s ?p "SERVICE <x> {" }',
    "SELECT * { ?s ?p '''it's SERVICE <x> {\n''' }",
    'SELECT * { ?s ?p """a "SERVICE" <x> SERVICE ?x {\n""" }',
    r"SELECT * { ?s ?p 'it\'s SERVICE <x> {' }",
    "# SERVICE <x> {\nSELECT * { ?s ?p ?o }",
    "SELECT * { ?s ?p ?o } # SERVICE <x> { } LOAD <y>",
    "SELECT * { ?s <http://x/SERVICE> ?o . GRAPH <http://x/service#a> { ?s ?p ?o } }",
    "PREFIX service: <http://x/> SELECT * { GRAPH service:here { ?s service:offers ?service } }",
    "PREFIX ex: <http://x/> SELECT * { ?s ex:hasService ?o . { ?o ?p ?q } }",
    "SELECT ?service $silent { ?service ?p 'x'@en-service . FILTER(?service > 1) }",
    "SELECT * { VALUES (?a ?b) { (<#it's> <#SERVICE>) ('SERVICE ?x {' <urn:x:a#b>) } }",
    "SELECT * { ?s ?p ?o FILTER(?s<?o && ?o>?p) BIND('SERVICE <x> {' AS ?t) }",
    "SELECT * { ?s ?p ?o FILTER(?o < 3 && STR(?s) > '#') }",
    "ASK FROM service:g { ?s ?p ?o }",
]

CALLING = [
    f"SELECT * {{ SERVICE <{TRAP}> {{ ?s ?p ?o }} }}",
    f"SELECT * {{ service silent <{TRAP}> {{ ?s ?p ?o }} }}",
    f"SELECT * {{ ?s ?p ?o SERVICE#comment\n<{TRAP}>#}}\n{{}} }}",
    f"PREFIX ex: <{TRAP}> SELECT * {{ SERVICE ex:a {{}} }}",
    f"PREFIX ex: <{TRAP}> SELECT * {{ SERVICEex:a {{}} }}",
    f"PREFIX ex: <{TRAP}> SELECT * {{ SERVICESILENTex:a {{}} }}",
    f"PREFIX : <{TRAP}> SELECT * {{ SERVICE:a {{}} }}",
    f"PREFIX ex: <{TRAP}> PREFIX h: <http://x#> SELECT * {{ ?s ?p h:SERVICEex:a\\#b {{}} }}",
    f"SELECT * {{ ?s ?p true SERVICE<{TRAP}>{{}} }}",
    f"SELECT * {{ ?s ?p trueSERVICE<{TRAP}>{{}} }}",
    f"SELECT * {{ ?s ?p 1SERVICE<{TRAP}>{{}} }}",
    f"SELECT * {{ ?s ?p 'x'SERVICE<{TRAP}>{{}} }}",
    "SELECT * { ?s ?p ?o SERVICE?x{} }",
    "SELECT * { ?s ?p ?o FILTER(?s<?b)SERVICE?x#>\n{} }",
    f"SELECT * {{ ?s ?p ?o FILTER(?s<?b+'>')SERVICE<{TRAP}>{{}} FILTER('a'='b') }}",
    f"SELECT * {{ VALUES ?x {{'''a'}} SERVICE<{TRAP}>{{}} #\\uD800'''\n}}",
    f"SELECT * {{ VALUES ?x {{'''a'}} SERVICE<{TRAP}>{{}} #\\x'''\n}}",
    f"SELECT * {{ ?s ?p ?o FILTER EXISTS {{ SERVICE <{TRAP}> {{}} }} }}",
    f"SELECT * {{ {{ SELECT * {{ SERVICE <{TRAP}> {{}} }} }} }}",
]


@pytest.mark.parametrize("query", HONEST)
def test_the_word_service_in_a_text_a_name_or_a_comment_is_no_call(query: str) -> None:
    check(query)


@pytest.mark.parametrize("query", CALLING)
def test_a_call_to_another_server_is_refused(query: str) -> None:
    with pytest.raises(RefusedError, match=r"SERVICE|blank after"):
        check(query)


def test_the_refusal_says_where() -> None:
    with pytest.raises(RefusedError) as refused:
        check(f"SELECT *\n{{ é SERVICE <{TRAP}> {{}} }}")
    assert (refused.value.line, refused.value.column) == (2, 5)


@pytest.mark.parametrize(
    ("update", "refused"),
    [
        ("LOAD <http://x/> INTO GRAPH <g>", True),
        ("PREFIX a: <b> CLEAR ALL;load silent a:b", True),
        ("INSERT DATA {};LOAD<x>", True),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <x> { ?s ?p ?o } }", True),
        ("INSERT DATA { <a> <b> 'LOAD <x>' , <http://x/LOAD> } # LOAD <y>", False),
        ("PREFIX load: <x> INSERT DATA { load:a load:b load:c }; DROP GRAPH load:a", False),
    ],
)
def test_an_update_may_not_fetch(update: str, refused: bool) -> None:
    if refused:
        with pytest.raises(RefusedError):
            check(update, update=True)
    else:
        check(update, update=True)


# What the engine does is the measure: pieces that its parser reads in surprising ways.
PIECES = [
    "{", "{}", "BIND(1 AS ?v)", "VALUES ?x {", "VALUES (?x ?y) {(", "FILTER(1<", "FILTER(?a<",
    "FILTER(", "BIND(", "?s ?p ", "OPTIONAL{?s ?p ", "ok:a", "h:", "true", "1", ".", "?q", '"',
    "'", "'''", '"""', "\\", "\\'", "\\uD800", "#", "\n", " ", "<", ">", "<a>", "<#a>", ")", "}",
    "))", "SERVICE", "service:x", ">1)", "<2)", "=1)", "AS ?z)", "(", "a", ",", ";", "+", "'x'",
    '"x"', "||", "/", "^", "!", "IN(", "GRAPH ?g", "_:b", "[]", "[", "] ", "@en", "^^", "UNDEF",
    "\\#", "\r", "é", "?b+'>'", "<?b)", "UNION", "EXISTS{",
]  # fmt: skip
CALLS = [
    f"SERVICE<{TRAP}>{{}}", "SERVICE ok:x{}", "SERVICE?x{}", "SERVICE:x{}", "SERVICE SILENTok:x{}",
    "SERVICEok:x{?s ?p ?o}", "SERVICE?x#>\n{}", "SERVICEok:a\\#b{}",
]  # fmt: skip
ENDS = ["}", "}}", ")}", "'''}", '"""}', "'}", '"}', "\n}", ">}", "\n)}", "#x\n}", "{}}"]
PREFIXES = f"PREFIX ok: <{TRAP}> PREFIX h: <http://x#> PREFIX : <{TRAP}> PREFIX service: <{TRAP}s>"


@settings(max_examples=3000)
@given(
    before=st.lists(st.sampled_from(PIECES), max_size=5),
    call=st.sampled_from(CALLS),
    after=st.lists(st.sampled_from(PIECES), max_size=3),
    end=st.sampled_from(ENDS),
)
def test_whatever_is_let_through_calls_nobody(
    before: list[str], call: str, after: list[str], end: str
) -> None:
    query = f"{PREFIXES} SELECT * {{{''.join(before)}{call}{''.join(after)}{end}"
    try:
        check(query)
    except RefusedError:
        return
    try:
        answer = ox.Store().query(query, base_iri="http://127.0.0.1:1/b")
        assert not isinstance(answer, ox.QueryBoolean)
        list(answer)
    except SyntaxError:
        pass  # anything else, an OSError above all, would be the attempt to connect


quiet = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\"'\\\r\n#"), max_size=9
)


@given(quiet, quiet)
def test_no_text_is_refused_for_what_it_quotes(before: str, after: str) -> None:
    said = f"{before}SERVICE <x> {{{after}"
    for quote in ("'", '"', "'''", '"""'):
        check(f"SELECT * {{ ?s ?p {quote}{said}{quote} FILTER(?s < 1) }}")
    check(f"# {said}\nSELECT * {{ ?s ?p ?o }}")


@pytest.fixture
def other_server() -> Iterator[tuple[str, list[str]]]:
    """A server beside ours, and the requests it got."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            seen.append(self.path)
            self.send_error(500)

        do_GET = do_POST  # noqa: N815  (the library's name)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", seen
        server.shutdown()
        thread.join()


def test_the_engine_would_call_if_nobody_stopped_it(other_server: tuple[str, list[str]]) -> None:
    # The reason for all this; when it no longer holds, the guard may go.
    address, seen = other_server
    with pytest.raises((OSError, RuntimeError)):
        list(ox.Store().query(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"))  # type: ignore[arg-type]
    assert seen


# --- limits

DEEP = {
    "parentheses": lambda n: "SELECT * {FILTER(" + "(" * n + "1" + ")" * n + ")}",
    "braces": lambda n: "SELECT * " + "{" * n + "}" * n,
    "brackets": lambda n: "SELECT * {" + "[ <a:b> " * n + "1" + "]" * n + "}",
    "calls": lambda n: "SELECT (" + "COALESCE(" * n + "1" + ")" * n + " AS ?x) {}",
    "exists": lambda n: "SELECT * {" + "FILTER EXISTS{" * n + "}" * n + "}",
    "additions": lambda n: "SELECT (1" + "+1" * n + " AS ?x) {}",
    "subtractions": lambda n: "SELECT (1" + "-1" * n + " AS ?x) {}",
    "spaced subtractions": lambda n: "SELECT (1" + "- 1" * n + " AS ?x) {}",
    "disjunctions": lambda n: "SELECT * {?s ?p ?o FILTER(1" + "||1" * n + ")}",
    "negations": lambda n: "SELECT * {FILTER(" + "!" * n + "1)}",
    "alternatives": lambda n: "SELECT * {?s <a:b>" + "|<a:b>" * n + " ?o}",
    "minus": lambda n: "SELECT * {?s ?p ?o " + "MINUS{}" * n + "}",
    "binds": lambda n: "SELECT * {" + "".join(f"BIND(1 AS ?x{i})" for i in range(n)) + "}",
    "triple terms": lambda n: "SELECT * {?s ?p " + "<<( ?s ?p " * n + "1" + ")>>" * n + "}",
}


@pytest.mark.parametrize("name", DEEP)
def test_what_crashes_the_parser_does_not_reach_it(name: str) -> None:
    with pytest.raises(RefusedError):
        check(DEEP[name](20_000))
    longest = max(n for n in range(0, 20_000, 100) if len(DEEP[name](n)) <= LIMITS.length)
    with pytest.raises(RefusedError, match="too complex"):
        check(DEEP[name](longest))


@pytest.mark.parametrize("name", DEEP)
def test_what_is_let_through_is_parsed(name: str) -> None:
    def passes(n: int) -> bool:
        try:
            check(DEEP[name](n))
        except RefusedError:
            return False
        return True

    most = max(n for n in [*range(1, 70), *range(70, 4200, 70)] if passes(n))
    assert most >= 10
    program = "import pyoxigraph, sys; pyoxigraph.Store().query(sys.stdin.read())"
    done = subprocess.run(
        [sys.executable, "-c", program], input=DEEP[name](most), text=True, capture_output=True
    )
    assert done.returncode == 0, done.stderr


def test_a_long_table_of_values_is_no_trouble() -> None:
    rows = " ".join(f"(<#row{n}> <urn:x#{n}> -{n} 'a < b')" for n in range(1500))
    check(f"SELECT * {{ VALUES (?a ?b ?c ?d) {{ {rows} }} }}")


def test_length_is_limited() -> None:
    with pytest.raises(RefusedError, match="characters"):
        check("#" * 100_001)
    check("#" * 100_000)


def test_limits_can_be_set() -> None:
    with pytest.raises(RefusedError, match="more than 2 brackets"):
        check("SELECT * {{{}}}", limits=Limits(depth=2))


@pytest.mark.parametrize("piece", ["service", "service ", "'''\\'", "<a", "service:a<", "(?a<#a>"])
def test_no_text_keeps_the_guard_busy(piece: str) -> None:
    # Far from a timed assertion: quadratic reading of these takes minutes.
    with contextlib.suppress(RefusedError):
        check((piece * LIMITS.length)[: LIMITS.length])


@pytest.mark.parametrize(
    ("text", "update"),
    [
        ("INSERT DATA {}", True),
        ("PREFIX a: <b#>\n# c\nBASE <x> delete where {}", True),
        ("SELECT * {}", False),
        ("PREFIX insert: <x> SELECT * {}", False),
        ("DESCRIBE <x>", False),
        ("", False),
    ],
)
def test_an_update_is_told_from_a_query(text: str, update: bool) -> None:
    assert is_update(text) is update
