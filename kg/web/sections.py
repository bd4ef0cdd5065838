"""A page in sections: each a list of facts with its heading, its total and its own paging."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import request, url_for

from kg.web.facts import Slice, inclusions, meetings, memberships, tenures
from kg.web.graph import Graph

SIZE = 25


@dataclass(frozen=True)
class Section:
    """One list of a page. ``kind`` names the macro that shows it, ``options`` its arguments."""

    id: str
    title: str
    kind: str
    items: Sequence[object]
    total: int
    page: int = 1
    size: int = SIZE
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """How many pages the list has."""
        return max(1, -(-self.total // self.size))

    def address(self, page: int) -> str:
        """The address of this page of ours with another page of this list."""
        values: dict[str, Any] = {**request.args.to_dict(flat=False), **(request.view_args or {})}
        values[self.id] = page
        return url_for(str(request.endpoint), **values, _anchor=self.id)


def page_number(name: str) -> int:
    """The page asked for, 1 where the request asks for none or for nonsense."""
    text = request.args.get(name, "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1


_KINDS: dict[str, Callable[..., Sequence[object]]] = {
    "tenures": tenures,
    "memberships": memberships,
    "meetings": meetings,
}


def facts(
    graph: Graph, name: str, title: str, kind: str, pattern: str, **options: object
) -> Section | None:
    """The section of all facts ``?x`` of the pattern; None where there are none."""
    page = page_number(name)
    part = Slice(SIZE, (page - 1) * SIZE)
    items = _KINDS[kind](graph, pattern, part)
    total = part.skip + len(items)
    if part.skip or len(items) == SIZE:
        total = graph.total(pattern, "DISTINCT ?x")
    if not total:
        return None
    return Section(name, title, kind, items, total, page, SIZE, options)


def parts(graph: Graph, name: str, title: str, pattern: str, show: str) -> Section | None:
    """The section of inclusions; ``show`` is the side to name, "part" or "whole"."""
    items = inclusions(graph, pattern)
    if not items:
        return None
    return Section(name, title, "inclusions", items, len(items), options={"show": show})
