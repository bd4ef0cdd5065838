"""A document: its text with every claim's words marked, beside the list of what it says."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from kg.archive import ArchivedDocument
from kg.model import Zone
from kg.web import negotiation
from kg.web.claims import claims, passages, spans
from kg.web.context import archive
from kg.web.graph import Graph
from kg.web.marks import LONGEST, marked


def page(known: Graph, subject: str) -> ResponseReturnValue:
    """The page of a document that is in the graph."""
    kept = archive().by_slug(subject.removeprefix(f"{known.base}document/"))
    if kept is None:  # forgotten since this generation was published
        raise NotFound
    said, sentences = claims(known, subject), passages(known, subject)
    document = kept.document
    zones: tuple[Zone, ...] = document.zones
    return render_template(
        "document.html",
        title=document.title or first_words(kept),
        date=document.published.stated if document.published else "",
        publisher=document.publisher,
        url=document.url,
        language=document.language,
        loader=document.loader,
        path=kept.path,
        identifier=document.id,
        text=marked(document.text, zones, spans(said, sentences)),
        cut=LONGEST if len(document.text) > LONGEST else 0,
        facts=[claim for claim in said if claim.kind != "naming"],
        names=[claim for claim in said if claim.kind == "naming"],
        alternates=negotiation.alternates(subject),
    )


def first_words(kept: ArchivedDocument) -> str:
    """What stands for a title where a document has none.

    Its text has one line at least: documents without text are not loaded.
    """
    line = kept.document.text.strip().partition("\n")[0]
    return line if len(line) <= 80 else line[:79].rsplit(" ", 1)[0] + "…"
