"""Search: documents by their words, everything else by its names."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from kg.archive import Hit
from kg.text.slug import fold, slug
from kg.vocabulary import CMQ
from kg.web.context import archive, graph
from kg.web.graph import Graph
from kg.web.sections import Section, page_number
from kg.web.terms import literal
from kg.web.things import HEADS

blueprint = Blueprint("search", __name__)

LONGEST = 200  # characters of a search that are read
_MOST = 500  # names looked at
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
_CLASSES = " ".join(f"cmq:{name}" for _, _, names in _GROUPS for name in sorted(names))


@dataclass(frozen=True, slots=True)
class Found:
    """A node whose name fits."""

    iri: str
    label: str
    kind: str
    name: str  # the other name that fitted, "" if it was the label
    rank: tuple[int, int, str]


@blueprint.route("/search")
def search() -> ResponseReturnValue:
    """Documents and names that fit ``q``."""
    needle = " ".join(request.args.get("q", "").split())[:LONGEST]
    if not needle:
        return render_template("search.html", needle="", sections=[], hits=None)
    found = names(graph(), needle)
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


def names(known: Graph, needle: str) -> list[Found]:
    """The nodes with a name that holds every word of the needle, best first."""
    words = " && ".join(f"CONTAINS(?lower, {literal(word)})" for word in needle.lower().split())
    rows = known.rows(
        f"""SELECT ?x ?type ?label ?name {{ VALUES ?type {{ {_CLASSES} }} ?x a ?type .
        ?x rdfs:label|skos:altLabel ?name . BIND(LCASE(STR(?name)) AS ?lower)
        FILTER({words} || {_in_slug(known, needle)}) ?x rdfs:label ?label }} LIMIT {_MOST}"""
    )
    best: dict[str, Found] = {}
    for row in rows:
        item = Found(
            row["x"],
            row["label"],
            row["type"].removeprefix(CMQ),
            "" if row["name"] == row["label"] else row["name"],
            _rank(row["name"], needle),
        )
        if item.iri not in best or item.rank < best[item.iri].rank:
            best[item.iri] = item
    return sorted(best.values(), key=lambda item: (item.rank, item.iri))


def _in_slug(known: Graph, needle: str) -> str:
    """Names in IRIs are without accents, so they are found by those who type none."""
    wanted = slug(needle)
    if len(wanted) < 3 or any(wanted in head for head in HEADS):
        return "false"
    return f"CONTAINS(STRAFTER(STR(?x), {literal(known.base)}), {literal(wanted)})"


def _rank(name: str, needle: str) -> tuple[int, int, str]:
    have, want = fold(name), fold(needle)
    if have == want:
        place = 0
    elif have.startswith(want):
        place = 1
    else:
        place = 2 if f" {want}" in f" {have}" else 3
    return place, len(have), have


def suggestions(known: Graph, path: str) -> list[Found]:
    """Names that resemble the last step of a path that leads nowhere."""
    last = path.rstrip("/").rpartition("/")[2].rpartition(".")[0] or path.rpartition("/")[2]
    words = [word for word in fold(last.replace("-", " ")).split() if len(word) > 2][:4]
    found: dict[str, Found] = {}
    for needle in (" ".join(words), *words) if words else ():
        found.update((item.iri, item) for item in names(known, needle)[:5])
        if len(found) >= 5:
            break
    return list(found.values())[:5]
