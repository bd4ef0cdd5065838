"""Choosing a format by the Accept header, as RFC 9110 (12.5.1) has it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.results.formats import Format, ResultKind, formats_for

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_QUOTED = r'"(?:[^"\\]|\\.)*"'
_RANGE = re.compile(rf"({_TOKEN})/({_TOKEN})")
_ELEMENT = re.compile(rf"(?:[^,\"]|{_QUOTED})+")
_PARAMETER = re.compile(rf";[ \t]*(?:({_TOKEN})=({_TOKEN}|{_QUOTED}))?[ \t]*")
_QUALITY = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?")


@dataclass(frozen=True, slots=True)
class _MediaRange:
    """One element of the header. Parameters other than q do not tell our formats apart."""

    type: str
    subtype: str
    quality: float

    def closeness(self, media_type: str) -> int:
        """How closely the range describes a media type: 3 exactly, 1 as anything, 0 not at all."""
        type_, _, subtype = media_type.partition("/")
        if (self.type, self.subtype) == (type_, subtype):
            return 3
        if self.subtype == "*":
            return {type_: 2, "*": 1}.get(self.type, 0)
        return 0


def negotiate(accept: str | None, kind: ResultKind) -> Format | None:
    """The format that a client likes best for a result of this kind.

    Without a header, or with one that says nothing readable, the first format. Among equals, the
    one that is named most closely, then the order of FORMATS. None if the client takes none of
    them.

    >>> negotiate("text/*;q=0.5, application/json", ResultKind.ROWS).name
    'json'
    >>> negotiate("image/png", ResultKind.ROWS) is None
    True
    """
    formats = formats_for(kind)
    offered = {media_type: format_ for format_ in formats for media_type in format_.media_types}
    chosen = best(accept, list(offered))
    return None if chosen is None else offered[chosen]


def best(accept: str | None, media_types: Sequence[str]) -> str | None:
    """The media type among ours (in our order of preference) that the client likes best, or None.

    >>> best("text/html,application/xml;q=0.9,*/*;q=0.8", ["text/turtle", "text/html"])
    'text/html'
    """
    ranges = _ranges(accept or "")
    if not ranges:
        return media_types[0] if media_types else None
    ranked = []
    for order, media_type in enumerate(media_types):
        closeness, quality = max((r.closeness(media_type), r.quality) for r in ranges)
        if closeness and quality > 0:
            ranked.append((-quality, -closeness, order, media_type))
    return min(ranked)[3] if ranked else None


def _ranges(accept: str) -> list[_MediaRange]:
    """The readable elements of the header; the others are passed over."""
    found = (_range(element.strip(" \t")) for element in _ELEMENT.findall(accept))
    return [media_range for media_range in found if media_range]


def _range(element: str) -> _MediaRange | None:
    named = _RANGE.match(element)
    if not named or (named[1] == "*" and named[2] != "*"):
        return None
    quality, position = 1.0, named.end()
    rest = element[position:].lstrip(" \t")
    while rest:
        parameter = _PARAMETER.match(rest)
        if not parameter:
            return None
        if (parameter[1] or "").lower() == "q":
            if not _QUALITY.fullmatch(parameter[2]):
                return None
            quality = float(parameter[2])
        rest = rest[parameter.end() :]
    return _MediaRange(named[1].lower(), named[2].lower(), quality)
