"""``kg explain``: what the rules made of a document, sentence by sentence, and why not more."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.command import Commands, add_fields, add_store, store_root
from kg.cli.table import plain, terminal_width

if TYPE_CHECKING:
    from kg.explain.explanation import Explanation, SentenceNote
    from kg.model import Document


def register(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add(
        "explain",
        _explain,
        "show what was read in each sentence of a document, by which rule, and why not more",
        [
            "kg explain clip.txt",
            "kg explain 76dd88a1-3c5d-4c87-b4f3-0dad4e2272fa --sentence 3",
            'kg explain clip.txt --find "might meet"',
        ],
    )
    parser.add_argument("document", metavar="DOCUMENT", help="a file, or an id in the store")
    parser.add_argument(
        "--sentence", type=int, metavar="N", help="only the sentence of this number"
    )
    parser.add_argument(
        "--find", metavar="WORDS", default="", help="only sentences that hold WORDS"
    )
    parser.add_argument("--json", action="store_true", help="as JSON, one object a document")
    add_store(parser)
    add_fields(parser)


def _explain(options: argparse.Namespace) -> int:
    from kg.explain.explanation import explain

    found = False
    for document in _documents(options):
        explanation = explain(document)
        chosen = explanation.chosen(options.sentence, options.find)
        found = found or bool(chosen)
        if options.json:
            print(json.dumps(_as_json(explanation, chosen), ensure_ascii=False))
        elif chosen:
            print("\n".join(_lines(explanation, chosen)))
    if not found:
        _none(options)
    return 0


def _none(options: argparse.Namespace) -> None:
    from kg.errors import UsageError

    if options.sentence is not None or options.find:
        wanted = f"“{options.find}”" if options.find else f"the number {options.sentence}"
        raise UsageError(f"{options.document} has no sentence with {wanted}")


def _documents(options: argparse.Namespace) -> Iterator[Document]:
    from kg.archive import Archive
    from kg.errors import DocumentError, UsageError
    from kg.loading import Failure, read_paths

    if Path(options.document).exists():
        for loaded in read_paths([Path(options.document)], mapping=dict(options.field) or None):
            if isinstance(loaded, Failure):
                raise DocumentError(loaded.path, loaded.reason, loaded.place)
            yield loaded.document
        return
    with Archive.open(store_root(options), readonly=True) as archive:
        kept = archive.get(options.document) or archive.by_slug(options.document)
    if kept is None:
        raise UsageError(f"{options.document} is neither a file nor the id of a document")
    yield kept.document


def _as_json(explanation: Explanation, chosen: tuple[SentenceNote, ...]) -> dict[str, object]:
    return asdict(explanation) | {"sentences": [asdict(sentence) for sentence in chosen]}


def _lines(explanation: Explanation, chosen: tuple[SentenceNote, ...]) -> Iterator[str]:
    yield plain(f"{explanation.title or explanation.id}  [{explanation.id}]")
    if explanation.note:
        yield f"  Nothing is read: {explanation.note}."
        return
    for sentence in chosen:
        yield ""
        section = "" if sentence.section == "body" else f"({sentence.section}) "
        yield plain(f"{sentence.number:>3}  {section}{_cut(sentence.text)}")
        for title, rows in _parts(sentence):
            yield f"       {title}"
            yield from _columns(rows)


def _parts(sentence: SentenceNote) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    if sentence.claims:
        rows = [(claim.kind, claim.says, claim.rule) for claim in sentence.claims]
        yield "says", [*rows]
    if sentence.mentions:
        mentions = [(m.kind, _meaning(m.text, m.means), m.rule) for m in sentence.mentions]
        yield "mentions", [*mentions]
    if sentence.silence:
        yield (
            ("nothing else, because" if sentence.claims else "says nothing, because"),
            [(reason,) for reason in sentence.silence],
        )


def _meaning(text: str, means: str) -> str:
    return text if text == means else f"{text} → {means}"


def _columns(rows: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (f"{plain(cell):<{width}}" for cell, width in zip(row, widths, strict=True))
        yield ("         " + "  ".join(cells)).rstrip()


def _cut(text: str) -> str:
    """The text; in a terminal no more than three lines of it."""
    width = terminal_width()
    most = len(text) if width is None else 3 * width
    return text if len(text) <= most else f"{text[: most - 1]}…"
