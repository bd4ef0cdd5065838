"""Search: documents by their words, everything else by its names."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from kg.archive import Hit
from kg.text.slug import fold
from kg.web.context import archive, graph, holding
from kg.web.names import Found, Names
from kg.web.sections import Section, page_number

blueprint = Blueprint("search", __name__)

LONGEST = 200  # characters of a search that are read
_SIZE = 10
_GROUPS = (
    ("people", "People", {"Person"}),
    (
        "organisations",
        "Countries and organisations",
        {"Country", "InternationalOrganisation", "GovernmentBody", "Organisation"},
    ),
    ("offices", "Offices", {"Office"}),
    ("places", "Places", {"Place"}),
)


@blueprint.route("/search")
def search() -> ResponseReturnValue:
    """Documents and names that fit ``q``."""
    needle = " ".join(request.args.get("q", "").split())[:LONGEST]
    if not needle:
        return render_template("search.html", needle="", sections=[], hits=None)
    found = names().find(needle)
    sections = []
    for name, title, classes in _GROUPS:
        items = [item for item in found if item.kind in classes]
        if items:
            page = page_number(name)
            shown = items[(page - 1) * _SIZE : page * _SIZE]
            sections.append(Section(name, title, "names", shown, len(items), page, _SIZE))
    return render_template("search.html", needle=needle, sections=sections, hits=_documents(needle))


def _documents(needle: str) -> Section:
    page = page_number("page")
    hits: list[Hit] = archive().search(needle, _SIZE, (page - 1) * _SIZE)
    total = archive().search_count(needle)
    return Section("page", "Documents", "hits", hits, total, page, _SIZE)


def names() -> Names:
    """The names of the generation at hand."""
    known = graph()
    return holding().once("names", lambda: Names.read(known))


def suggestions(path: str) -> list[Found]:
    """Names that resemble the last step of a path that leads nowhere."""
    last = path.rstrip("/").rpartition("/")[2]
    return names().similar(fold(last.rpartition(".")[0] or last).split())
