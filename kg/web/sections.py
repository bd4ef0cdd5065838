"""A page in sections: each a list of facts with its heading, its total and its own paging."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from flask import request, url_for

from kg.web.facts import inclusions, meetings, memberships, ordered, tenures
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
        # What strangers ask for becomes no keyword of url_for.
        asked = request.args.to_dict(flat=False) | {self.id: [str(page)]}
        path = url_for(str(request.endpoint), **(request.view_args or {}))
        return f"{path}?{urlencode(asked, doseq=True)}#{self.id}"


def page_number(name: str) -> int:
    """The page asked for, 1 where the request asks for none or for nonsense."""
    text = request.args.get(name, "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1


_KINDS: dict[str, Callable[[Graph, list[str]], Sequence[object]]] = {
    "tenures": tenures,
    "memberships": memberships,
    "meetings": meetings,
}


def facts(
    graph: Graph, name: str, title: str, kind: str, pattern: str, **options: object
) -> Section | None:
    """The section of all facts ``?x`` of the pattern; None where there are none."""
    page, found = page_number(name), ordered(graph, kind, pattern)
    if not found:
        return None
    items = _KINDS[kind](graph, found[(page - 1) * SIZE : page * SIZE])
    return Section(name, title, kind, items, len(found), page, SIZE, options)


def parts(graph: Graph, name: str, title: str, pattern: str, show: str) -> Section | None:
    """The section of inclusions; ``show`` is the side to name, "part" or "whole"."""
    items = inclusions(graph, pattern)
    if not items:
        return None
    return Section(name, title, "inclusions", items, len(items), options={"show": show})
