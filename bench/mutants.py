"""Requests that no client should send: valid ones of every address, changed at random.

The number of a mutant and the seed say all about it, so whatever it brings to light can be sent
again.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from urllib.parse import quote, urlencode

Headers = list[tuple[bytes, bytes]]

FORM = b"application/x-www-form-urlencoded"
QUERY, UPDATE = b"application/sparql-query", b"application/sparql-update"
TURTLE = b"text/turtle"
BROWSER = b"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@dataclass(frozen=True)
class Request:
    """A request; ``broken`` where it is no HTTP any more, so that no answer is one, too."""

    method: bytes
    target: bytes
    headers: Headers = field(default_factory=list)
    body: bytes = b""
    broken: bool = False

    def wire(self) -> bytes:
        """What is sent."""
        headers = [(b"Host", b"127.0.0.1"), *self.headers]
        if self.body or self.method in (b"POST", b"PUT"):
            headers.append((b"Content-Length", str(len(self.body)).encode()))
        head = b"".join(b"%s: %s\r\n" % header for header in headers)
        return b"%s %s HTTP/1.1\r\n%s\r\n%s" % (self.method, self.target, head, self.body)


QUERIES = (
    "SELECT ?name { ?x a cmq:Country ; rdfs:label ?name } ORDER BY ?name LIMIT 20",
    "ASK { ?s ?p ?o }",
    "CONSTRUCT { ?x rdfs:label ?name } { ?x a cmq:Person ; rdfs:label ?name } LIMIT 20",
    "DESCRIBE <http://127.0.0.1:7878/document/doc-0-0>",
    'SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p "\\u00e9"@en } FILTER(?n < 3 || REGEX(?g, "a+")) }',
    "PREFIX x: <urn:x:> SELECT * { VALUES ?v { 1 2.5 'ü' } OPTIONAL { ?s x:p/x:q* ?v } } LIMIT 5",
)
CHANGES = (
    "INSERT DATA { GRAPH <http://127.0.0.1:7878/store/a> { <urn:s> <urn:p> 'o' } }",
    "CLEAR SILENT GRAPH <http://127.0.0.1:7878/store/a>",
    "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
)
PAGES = (
    "/", "/search?q=president", "/queries", "/queries/who-met-whom?from=2024-01-01",
    "/queries/office-holders.csv", "/documents?page=2", "/meeting/x",
    "/dataset", "/dataset.ttl", "/.well-known/void", "/ontology", "/ontology.ttl",
    "/rules", "/rules.json", "/openapi.json", "/api", "/robots.txt", "/favicon.ico", "/sparql",
    "/static/style.css", "/health/live", "/health/ready", "/metrics", "/store?default",
    "/store?graph=http%3A%2F%2F127.0.0.1%3A7878%2Fdocument%2Fdoc-0-0", "/store/a/b", "/export.nt",
)  # fmt: skip
ACCEPTS = (
    b"", b"*/*", BROWSER, b"text/turtle", b"application/sparql-results+json", b"text/csv;q=0.5",
    b"application/ld+json, text/turtle;q=0.1", b"application/problem+json",
)  # fmt: skip


def base(random: Random, token: str, pages: Sequence[str]) -> Request:
    """A valid request."""
    headers: Headers = []
    if accept := random.choice(ACCEPTS):
        headers.append((b"Accept", accept))
    kind = random.random()
    if kind < 0.45:
        method = random.choice([b"GET", b"GET", b"GET", b"HEAD", b"OPTIONS"])
        return Request(method, random.choice([*PAGES, *pages]).encode(), headers)
    if kind < 0.95:
        return _asked(random, headers)
    if random.random() < 0.5:
        headers.append((b"Authorization", b"Bearer " + token.encode()))
    return _written(random, headers)


def _asked(random: Random, headers: Headers) -> Request:
    query = random.choice(QUERIES)
    fields = {"query": query}
    if random.random() < 0.2:
        fields["format"] = random.choice(["json", "csv", "turtle", "xml", "html"])
    if random.random() < 0.2:
        fields["default-graph-uri"] = "http://127.0.0.1:7878/document/doc-0-0"
    match random.randrange(3):
        case 0:
            return Request(b"GET", b"/sparql?" + urlencode(fields).encode(), headers)
        case 1:
            headers = [*headers, (b"Content-Type", FORM)]
            return Request(b"POST", b"/sparql", headers, urlencode(fields).encode())
        case _:
            headers = [*headers, (b"Content-Type", QUERY)]
            return Request(b"POST", b"/sparql", headers, query.encode())


def _written(random: Random, headers: Headers) -> Request:
    data = b'<urn:a> <urn:says> "\xc3\xa9" .'
    match random.randrange(4):
        case 0:
            change = random.choice(CHANGES).encode()
            return Request(b"POST", b"/sparql", [*headers, (b"Content-Type", UPDATE)], change)
        case 1:
            return Request(b"DELETE", b"/store/a", headers)
        case 2:
            return Request(b"PUT", b"/store/a", [*headers, (b"Content-Type", TURTLE)], data)
        case _:
            form = b"multipart/form-data; boundary=x"
            part = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f.ttl"\r\n'
            body = part + b"Content-Type: text/turtle\r\n\r\n" + data + b"\r\n--x--\r\n"
            return Request(b"POST", b"/store/a", [*headers, (b"Content-Type", form)], body)


PARAMETERS = (
    b"query", b"update", b"q", b"page", b"format", b"graph", b"person", b"from", b"default",
    b"named-graph-uri", b"using-graph-uri",
)  # fmt: skip

# What is put in the place of something, or beside it.
NASTY = (
    "%00", "%ff", "%zz", "%", "%2e%2e%2f", "../../etc/passwd", "%c0%af", "%E2%80%AE", "%0d%0aX: y",
    "%F0%9F%9A%A2", "%ud800", "{{7*7}}", "<script>", "'", '"', "\\", ";", "&&==", "#", "?", "//",
    "a" * 3000, "-1", "99999999999999999999", "1e999", "NaN", "2024-13-45", "٣", "ÿ".encode().hex(),
    ".ttl", ".json", ".html.ttl", "*", "$(id)", "|", "javascript:alert(1)", "urn:x y", "_:b", "",
)  # fmt: skip
SPARQL = (
    "{", "}", "(", ")", "<", ">", "SERVICE <http://127.0.0.1:1/> {", "LOAD <file:///etc/passwd>",
    "\\u0000", "\\U0010FFFF", "\\ud800", "'''", '"', "#", ";", "^^<urn:x>", "@en-", "<<", ">>",
    "SELECT", "FILTER(", "GROUP BY ?x", "HAVING(1)", "BIND(1/0 AS ?z)", "?", "$x", "[]", "()",
    "a/b*", "LIMIT -1", "OFFSET 99999999999", "\x00", "\ufeff", "\U0001f6a2", "é" * 50, "0x1",
    "1e400", "VALUES (?a ?b) { (1) }", "GRAPH ?g {", "NOW()", "!" * 50, "xsd:date('x')",
    "PREFIX : <", "BASE <x>",
)  # fmt: skip
METHODS = (
    b"GET", b"HEAD", b"POST", b"PUT", b"DELETE", b"PATCH", b"OPTIONS", b"TRACE", b"PROPFIND",
    b"get", b"QUERY", b"X" * 200, b"CONNECT", b"M-SEARCH",
)  # fmt: skip
HEADERS: tuple[tuple[bytes, tuple[bytes, ...]], ...] = (
    (b"Accept", (
        b"text/html;q=x", b"*/*;q=-1", b";;;", b"text/*;q=0.000000001", b"a" * 5000, b",,,,",
        b"text/turtle;profile=\"x", b"\xff\xfe", b"*/*;q=0", b"image/png", b"text/turtle;q=1e9",
    )),
    (b"Accept-Encoding", (
        b"gzip", b"gzip;q=0", b"*;q=0", b"identity;q=0", b"br;q=1.0,zstd", b"gzip;q=abc",
        b"deflate", b"*", b"br", b"zstd;q=0.001", b",;=",
    )),
    (b"Content-Type", (
        b"text/plain", b"application/x-www-form-urlencoded; charset=utf-16", b"multipart/form-data",
        b"multipart/form-data; boundary=", b"text/turtle; charset=\xff", b"application/json", b"/",
        b"application/sparql-query; charset=utf-7", b"application/n-quads", b"a/b;c=\"d",
        b"application/rdf+xml", b"application/ld+json",
        b"multipart/form-data; boundary=" + b"y" * 300,
    )),
    (b"Content-Encoding", (b"gzip", b"br", b"identity", b"nonsense")),
    (b"Authorization", (
        b"Bearer", b"Bearer \xff", b"Basic Og==", b"bearer " + b"x" * 4000, b"Digest x=\"", b"\t",
    )),
    (b"If-None-Match", (b"*", b'"', b'W/"x"', b'"x", "y"', b"x" * 3000, b'"\xff"')),
    (b"If-Modified-Since", (b"yesterday", b"Thu, 99 Foo 2024 25:61:61 GMT", b"0")),
    (b"Range", (b"bytes=0-", b"bytes=-1", b"bytes=9-1", b"rows=1-2", b"bytes=0-0," * 500)),
    (b"Origin", (b"null", b"https://evil.example", b"\xff", b"x" * 2000)),
    (b"Access-Control-Request-Method", (b"PUT", b"", b"\xff")),
    (b"Host", (b"evil.example", b"", b"[::1", b"a b", b"127.0.0.1:99999", b"\xff")),
    (b"X-Forwarded-For", (b"1.2.3.4, x", b"\xff", b"," * 500)),
    (b"X-Forwarded-Proto", (b"javascript", b"https", b"")),
    (b"X-Forwarded-Prefix", (b"//evil.example", b"../..", b"\xff")),
    (b"Cookie", (b"a=b; " * 300, b"=;=;", b"\xff")),
    (b"Expect", (b"100-continue", b"nonsense")),
    (b"Upgrade", (b"websocket", b"h2c")),
    (b"Connection", (b"close", b"keep-alive, Upgrade", b"Content-Length")),
    (b"Transfer-Encoding", (b"chunked", b"gzip, chunked", b"identity", b"xchunked")),
    (b"Content-Length", (b"0", b"5", b"99999999999999999999", b"-1", b"1e3", b"10, 10", b"+1")),
    (b"Accept-Language", (b"de;q=x", b"*", b"x" * 2000)),
)  # fmt: skip
# After these the server may wait for more, or rightly not answer at all.
_FRAMING = {b"Transfer-Encoding", b"Content-Length", b"Expect", b"Upgrade", b"Connection", b"Host"}


def _method(random: Random, request: Request) -> Request:
    method = random.choice(METHODS)
    return replace(request, method=method, broken=request.broken or method == b"CONNECT")


def _target(random: Random, request: Request) -> Request:
    path, mark, rest = request.target.partition(b"?")
    nasty = quote(random.choice(NASTY), safe="%/?&;=.").encode()
    place = random.randint(1, max(1, len(path)))
    changed = random.choice([
        path[:place] + nasty + path[place:], path + nasty, b"/" + nasty, path[:place], path * 3,
        path.upper(), path.replace(b"/", b"//"), b"/%2e%2e" + path, path + b"/", b"/" + path,
    ])  # fmt: skip
    return replace(request, target=changed + mark + rest)


def _parameters(random: Random, request: Request) -> Request:
    path, mark, rest = request.target.partition(b"?")
    nasty = random.choice(NASTY)
    encoded = quote(nasty, safe=random.choice(["", "%&=;"])).encode()
    fields = rest.split(b"&") if mark else []
    name = random.choice([*PARAMETERS, encoded[:50]])
    match random.randrange(5):
        case 0 if fields:
            fields.append(random.choice(fields))
        case 1 if fields:
            changed = random.randrange(len(fields))
            fields[changed] = fields[changed].partition(b"=")[0] + b"=" + encoded
        case 2 if fields:
            fields.pop(random.randrange(len(fields)))
        case 3:
            fields += [name + b"=" + encoded] * random.choice([2, 20, 1500])
        case _:
            fields.append(name + b"=" + encoded)
    return replace(request, target=(path + b"?" + b"&".join(fields))[:60_000])


def _header(random: Random, request: Request) -> Request:
    name, values = random.choice(HEADERS)
    kept = [h for h in request.headers if h[0] != name or random.random() < 0.3]
    value = random.choice(values)
    broken = request.broken or name in _FRAMING
    return replace(request, headers=[*kept, (name, value)], broken=broken)


def _headers(random: Random, request: Request) -> Request:
    """Very many of them, a very long one, or one that no header can be."""
    added = random.choice([
        [(b"X-%d" % n, b"y") for n in range(300)], [(b"X-Long", b"z" * 200_000)],
        [(b"X y", b"z")], [(b"", b"z")], [(b"X", b"a\x00b")], [(b"X", b"a\r\n b")],
        [(b"\xff", b"z")],
    ])  # fmt: skip
    return replace(request, headers=[*request.headers, *added], broken=True)


def _body(random: Random, request: Request) -> Request:
    body = request.body or b"query=ASK%7B%7D"
    place = random.randint(0, len(body))
    changed = random.choice([
        body[:place], body[place:], body * 40, b"", gzip.compress(body, mtime=0),
        bytes(reversed(body)),
        body[:place] + random.randbytes(20) + body[place:], body.decode("latin-1").encode("utf-16"),
        b"\xef\xbb\xbf" + body, b"&" * 5000, b"query=" + b"%" * 500, body + b"\x00",
        b"x" * 2_000_000, random.randbytes(300),
    ])  # fmt: skip
    method = request.method if request.body else random.choice([b"POST", b"PUT", b"GET", b"DELETE"])
    return replace(request, method=method, body=changed)


def _sparql(random: Random, request: Request) -> Request:
    """A query with pieces put in, left out and doubled."""
    text = random.choice([*QUERIES, *CHANGES])
    for _ in range(random.randint(1, 4)):
        start = random.randint(0, len(text))
        end = random.randint(start, min(len(text), start + 30))
        piece = random.choice(SPARQL) if random.random() < 0.7 else text[start:end] * 2
        text = text[:start] + piece + text[end if random.random() < 0.5 else start :]
    kept = [header for header in request.headers if header[0] != b"Content-Type"]
    if random.random() < 0.5:
        return replace(request, method=b"GET", target=b"/sparql?query=" + quote(text).encode())
    headers = [*kept, (b"Content-Type", random.choice([QUERY, QUERY, UPDATE]))]
    return Request(b"POST", b"/sparql", headers, text.encode(), request.broken)


_CHANGES: tuple[Callable[[Random, Request], Request], ...] = (
    _method, _target, _target, _parameters, _parameters, _header, _header, _header, _headers, _body,
    _sparql, _sparql, _sparql,
)  # fmt: skip


_VERSIONS = (b"HTTP/1.0", b"HTTP/9.9", b"HTTP/2", b"", b"ICY")
_BREAKS = (b"\x00", b"\r\n\r\n", b"\r\n", b" ", b"\x7f" * 9)
_CHUNKS = (b"5\r\nASK{}\r\n0\r\n\r\n", b"zz\r\n", b"ffffffffffffffff1\r\n", b"-1\r\n\r\n")


def _scrambled(random: Random, wire: bytes) -> bytes:
    """What is no HTTP, or not quite."""
    place = random.randint(0, min(len(wire), 400))
    flipped = bytearray(wire)
    for _ in range(random.randint(1, 5)):
        flipped[random.randrange(min(len(wire), 400))] = random.randrange(256)
    chunked = wire.partition(b"\r\n")[0] + b"\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    return random.choice([
        bytes(flipped), wire[:place], wire.replace(b"\r\n", b"\n"), wire.replace(b"\r\n", b"\r"),
        wire.replace(b"HTTP/1.1", random.choice(_VERSIONS), 1),
        wire[:place] + random.choice(_BREAKS) + wire[place:],
        wire + wire, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", random.randbytes(200), b"\r\n" * 5 + wire,
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + random.randbytes(60), b"GET\r\n\r\n",
        wire.replace(b" /", b" http://evil.example/", 1), wire.replace(b" /", b" ", 1),
        chunked + random.choice(_CHUNKS),
    ])  # fmt: skip


def mutant(seed: int, number: int, token: str, pages: Sequence[str]) -> tuple[bytes, bool]:
    """The bytes of one mutant, and whether they are an HTTP request that gets an answer.

    ``pages`` are addresses of what the store holds, ``token`` is that of who may write.
    """
    random = Random(f"{seed}/{number}")
    request = base(random, token, pages)
    for _ in range(random.choice([1, 1, 1, 2, 3])):
        request = random.choice(_CHANGES)(random, request)
    if random.random() < 0.06:
        return _scrambled(random, request.wire()), False
    return request.wire(), not request.broken
