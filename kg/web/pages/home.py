"""The first page: what is loaded, and what to try."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from kg.web.context import archive, graph, holding
from kg.web.facts import meetings, ordered
from kg.web.graph import Graph, Node
from kg.web.pages.queries import saved
from kg.web.titles import title_of

blueprint = Blueprint("home", __name__)

# What is counted on the page, in this order: class, noun, plural.
_COUNTED = (
    ("Document", "document", "documents"),
    ("Person", "person", "persons"),
    ("Office", "office", "offices"),
    ("Country", "country", "countries"),
    ("InternationalOrganisation", "international organisation", "international organisations"),
    ("Meeting", "meeting", "meetings"),
    ("Membership", "membership", "memberships"),
    ("Claim", "claim", "claims"),
)
_FEATURED = (
    "who-met-whom", "office-holders", "office-holder-on", "memberships", "visits",
    "contradictions", "single-source", "planned-outcome",
)  # fmt: skip


@blueprint.route("/")
def home() -> ResponseReturnValue:
    """The home page. What is costly in it is computed once for each generation."""
    known = graph()
    return render_template(
        "home.html",
        **holding().once("home", lambda: _overview(known)),
        documents=[(kept.iri, title_of(kept), kept) for kept in archive().documents(0, 6)],
        questions=[saved().get(name) for name in _FEATURED if name in saved()],
        host=url_for("sparql.endpoint", _external=True),
    )


def _overview(known: Graph) -> dict[str, Any]:
    counts = known.counts()
    latest = ordered(known, "meetings", "?x cmq:eventStatus kind:held .", 4)
    return {
        "counts": [
            (counts.get(name, 0), one if counts.get(name) == 1 else many)
            for name, one, many in _COUNTED
        ],
        "people": _busiest(known),
        "meetings": meetings(known, latest, 1),
    }


def _busiest(known: Graph) -> list[Node]:
    rows = known.rows(
        """SELECT ?x ?label { { SELECT ?x (COUNT(?meeting) AS ?n) { ?x cmq:attended ?meeting }
        GROUP BY ?x ORDER BY DESC(?n) ?x LIMIT 20 } ?x a cmq:Person ; rdfs:label ?label }
        ORDER BY DESC(?n) ?x"""
    )
    return [Node(row["x"], row["label"]) for row in rows[:6]]
