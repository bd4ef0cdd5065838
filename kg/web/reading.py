"""The answer of a saved query for readers: the same rows in fewer columns.

``?x`` and ``?xLabel`` become one column, the bounds of a situation become words, and the sentence
with its document, date, address and basis becomes a quote. The columns have these names in all
saved queries; the data formats keep every one of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

import pyoxigraph as ox

from kg.web import wording
from kg.web.graph import Graph, in_parts
from kg.web.links import href
from kg.web.tables import Cell, Quote, Rows, Table, Term, captions, cell, labels
from kg.web.titles import title

Row = dict[str, Term]
Column = tuple[str, Callable[[Row], Cell]]

_BOUNDS = ("possibleFrom", "certainFrom", "certainUntil", "possibleUntil")
_WINDOW = ("when", "earliest", "latest")
_QUOTE = ("Sentence", "Document", "DocumentLabel", "Date", "Url")  # each may have a word before it
_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")
_CODES = frozenset(
    {"kind", "status", "role", "stance", "aspect", "announced", "outcome", "change", "topic", "how"}
)


def readable(known: Graph, rows: Rows) -> Table:
    """The rows for reading."""
    records = [dict(zip(rows.names, terms, strict=True)) for terms in rows.terms]
    names = labels(known, rows)
    columns = list(_columns(rows.names, names, _passages(known, records)))
    cells = [[make(record) for _, make in columns] for record in records]
    headings = captions(name for name, _ in columns)
    # A column that is empty in all rows has nothing to say.
    filled = [i for i in range(len(columns)) if not cells or any(_says(row[i]) for row in cells)]
    kept = [[row[index] for index in filled] for row in cells]
    return Table([headings[index] for index in filled], kept, rows.more)


def _says(found: Cell) -> bool:
    return bool(found.text or found.quote)


def _columns(
    names: list[str], known: dict[str, str], passages: dict[tuple[str, str], str]
) -> Iterator[Column]:
    quotes = {_named(head, "Sentence"): head for head in _heads(names)}
    left = {name for name in names if name.endswith("Label") and name[:-5] in names}
    left |= {_named(head, part) for head in quotes.values() for part in _QUOTE}
    if "sentence" in quotes:
        left |= {"basis", "documents"}
    merged: dict[str, Column] = {}
    if {"certainFrom", "certainUntil"} <= set(names):
        left |= set(_BOUNDS)
        merged[next(name for name in names if name in _BOUNDS)] = "when", _spell
    if set(_WINDOW) <= set(names):
        left |= set(_WINDOW)
        merged["when"] = "when", _window
    for name in names:
        if name in quotes:
            head = quotes[name]
            yield f"{head} says who".strip(), partial(_quote, head=head, passages=passages)
        elif name in merged:
            yield merged[name]
        elif name not in left:
            yield name, _plain(name, known)


def _heads(names: list[str]) -> list[str]:
    """The words before the columns of each quote: "" for ?sentence, "other" for ?otherSentence."""
    heads = [name[:-8] for name in names if name.endswith(("Sentence", "sentence"))]
    return [head for head in heads if _named(head, "Document") in names]


def _named(head: str, part: str) -> str:
    return head + part if head else part[0].lower() + part[1:]


def _plain(name: str, known: dict[str, str]) -> Callable[[Row], Cell]:
    def make(row: Row) -> Cell:
        found = cell(row[name], known)
        label = row.get(f"{name}Label")
        if isinstance(label, ox.Literal):
            return Cell(label.value, found.href, found.title, found.kind, label.language or "")
        if found.kind == "date" or _DATE.fullmatch(found.text):
            return Cell(wording.day(found.text), kind="date")
        if name in _CODES and not found.href:
            return Cell(wording.code(found.text))
        return found

    return make


def _spell(row: Row) -> Cell:
    bounds = wording.Bounds(*(_text(row, name) for name in _BOUNDS))
    return Cell("" if bounds == wording.Bounds() else wording.spell(bounds), kind="when")


def _window(row: Row) -> Cell:
    return Cell(wording.window(*(_text(row, name) for name in _WINDOW)), kind="when")


def _quote(row: Row, head: str, passages: dict[tuple[str, str], str]) -> Cell:
    sentence, document = row[_named(head, "Sentence")], _text(row, _named(head, "Document"))
    if not isinstance(sentence, ox.Literal):
        return Cell(kind="null")
    passage = passages.get((document, sentence.value), "")
    anchor = f"#passage-{passage.rpartition('/')[2]}" if passage else ""
    documents = "" if head else _text(row, "documents")
    return Cell(
        kind="quote",
        quote=Quote(
            sentence=sentence.value,
            address=href(document) + anchor,
            lang=sentence.language or "",
            document=title(document, _text(row, _named(head, "DocumentLabel"))),
            document_address=href(document),
            date=_text(row, _named(head, "Date")),
            url=_text(row, _named(head, "Url")),
            basis="" if head else wording.code(_text(row, "basis")),
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
        for head in _heads(list(record)):
            document, sentence = record[_named(head, "Document")], record[_named(head, "Sentence")]
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
