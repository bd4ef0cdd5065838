"""What templates can do beside Jinja's own: say dates and codes in words, find addresses."""

from __future__ import annotations

import re

from flask import Flask
from markupsafe import Markup, escape

from kg.archive import Hit
from kg.web import links, wording
from kg.web.context import elapsed, generation
from kg.web.titles import title


def install(app: Flask) -> None:
    """Add the filters and functions to the application's templates."""
    app.jinja_env.filters.update(
        code=wording.code,
        count=wording.count,
        day=wording.day,
        last_step=last_step,
        listing=wording.listing,
        snippet=snippet,
        spell=wording.spell,
    )
    app.jinja_env.globals.update(
        basis_meaning=lambda value: wording.BASIS.get(value, ""),
        elapsed=elapsed,
        generation=generation,
        href=links.href,
        is_web=links.is_web,
        document_title=title,
        rule_href=links.rule_href,
        words_href=links.words_href,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def last_step(iri: str) -> str:
    """The last step of an IRI.

    >>> last_step("http://www.wikidata.org/entity/Q399")
    'Q399'
    """
    return re.split(r"[/#]", iri.rstrip("/#"))[-1]


def snippet(hit: Hit) -> Markup:
    """The words around a hit, those that were searched for marked."""
    parts: list[str | Markup] = []
    position = 0
    for start, end in hit.spans:
        parts += [
            escape(hit.snippet[position:start]),
            Markup("<mark>{}</mark>").format(hit.snippet[start:end]),
        ]
        position = end
    return Markup("").join([*parts, escape(hit.snippet[position:])])
