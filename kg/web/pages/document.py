"""A document: its text with every claim's words marked, beside the list of what it says."""

from __future__ import annotations

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from kg.model import Zone
from kg.text.language import is_english, language_name
from kg.web import negotiation
from kg.web.claims import claims, passages, spans
from kg.web.context import archive
from kg.web.graph import Graph
from kg.web.marks import LONGEST, marked
from kg.web.titles import title_of


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
        title=title_of(kept),
        date=document.published.stated if document.published else "",
        publisher=document.publisher,
        url=document.url,
        language=document.language,
        foreign="" if is_english(document) else language_name(document.language),
        loader=document.loader,
        path=kept.path,
        identifier=document.id,
        text=marked(document.text, zones, spans(said, sentences)),
        cut=LONGEST if len(document.text) > LONGEST else 0,
        facts=[claim for claim in said if claim.kind != "naming"],
        names=[claim for claim in said if claim.kind == "naming"],
        explanation=url_for("explain.explain", slug=kept.slug),
        alternates=negotiation.alternates(subject),
    )
