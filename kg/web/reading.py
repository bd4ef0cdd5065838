"""The answer of a saved query for readers: the same rows in fewer columns.

``?x`` and ``?xLabel`` become one column, the bounds of a situation become words, and the sentence
with its document, date, address and basis becomes a quote. The columns have these names in all
saved queries; the data formats keep every one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pyoxigraph as ox

from kg.web import wording
from kg.web.graph import Graph, in_parts
from kg.web.links import href
from kg.web.tables import Cell, Quote, Rows, Table, Term, captions, cell, labels

Row = dict[str, Term]
Column = tuple[str, Callable[[Row], Cell]]

_BOUNDS = ("possibleFrom", "certainFrom", "certainUntil", "possibleUntil")
_WINDOW = ("when", "earliest", "latest")
_QUOTE = ("basis", "sentence", "document", "documentLabel", "date", "url", "documents", "claim")
_CODES = frozenset({"kind", "status", "role", "basis", "stance", "aspect", "certainty"})


def readable(known: Graph, rows: Rows) -> Table:
    """The rows for reading."""
    records = [dict(zip(rows.names, terms, strict=True)) for terms in rows.terms]
    names = labels(known, rows)
    columns = list(_columns(rows.names, names, _passages(known, records)))
    cells = [[make(record) for _, make in columns] for record in records]
    return Table(captions(name for name, _ in columns), cells, rows.more)


def _columns(
    names: list[str], known: dict[str, str], passages: dict[tuple[str, str], str]
) -> Iterator[Column]:
    quoted = "sentence" in names and "document" in names
    left = {name for name in names if name.endswith("Label") and name[:-5] in names}
    if quoted:
        left |= set(_QUOTE)
    bounded = "certainFrom" in names and "certainUntil" in names
    if bounded:
        left |= set(_BOUNDS)
    dated = set(_WINDOW) <= set(names)
    if dated:
        left |= set(_WINDOW)
    for name in names:
        if bounded and name in _BOUNDS:
            bounded = False
            yield "when", _spell
        elif dated and name == "when":
            yield "when", _window
        elif name not in left:
            yield name, _plain(name, known)
    if quoted:
        yield "says who", lambda row: _quote(row, passages)


def _plain(name: str, known: dict[str, str]) -> Callable[[Row], Cell]:
    def make(row: Row) -> Cell:
        found = cell(row[name], known)
        label = row.get(f"{name}Label")
        if isinstance(label, ox.Literal):
            return Cell(label.value, found.href, found.title, found.kind, label.language or "")
        if found.kind == "date":
            return Cell(wording.day(found.text), kind="date")
        if name in _CODES and not found.href:
            return Cell(wording.code(found.text))
        return found

    return make


def _spell(row: Row) -> Cell:
    return Cell(wording.spell(wording.Bounds(*(_text(row, name) for name in _BOUNDS))))


def _window(row: Row) -> Cell:
    return Cell(wording.window(*(_text(row, name) for name in _WINDOW)))


def _quote(row: Row, passages: dict[tuple[str, str], str]) -> Cell:
    sentence, document = row["sentence"], _text(row, "document")
    if not isinstance(sentence, ox.Literal):
        return Cell(kind="null")
    passage = passages.get((document, sentence.value), "")
    anchor = f"#passage-{passage.rpartition('/')[2]}" if passage else ""
    documents = _text(row, "documents")
    return Cell(
        kind="quote",
        quote=Quote(
            sentence=sentence.value,
            address=href(document) + anchor,
            lang=sentence.language or "",
            document=_text(row, "documentLabel") or "Untitled document",
            document_address=href(document),
            date=_text(row, "date"),
            url=_text(row, "url"),
            basis=wording.code(_text(row, "basis")),
            documents=int(documents) if documents.isdigit() else 1,
        ),
    )


def _text(row: Row, name: str) -> str:
    term = row.get(name)
    return term.value if isinstance(term, ox.Literal | ox.NamedNode) else ""


def _passages(known: Graph, records: Iterable[Row]) -> dict[tuple[str, str], str]:
    """The passage of each document and sentence, to link to its very place in the text."""
    wanted = set()
    for record in records:
        document, sentence = record.get("document"), record.get("sentence")
        if isinstance(document, ox.NamedNode) and isinstance(sentence, ox.Literal):
            wanted.add(f"({document} {sentence})")
    found: dict[tuple[str, str], str] = {}
    for part in in_parts(sorted(wanted), 50):
        for row in known.rows(
            f"""SELECT ?document ?sentence ?passage {{
            VALUES (?document ?sentence) {{ {" ".join(part)} }}
            GRAPH ?document {{ ?passage oa:exact ?sentence }} }} ORDER BY DESC(?passage)"""
        ):
            found[row["document"], row["sentence"]] = row["passage"]
    return found
