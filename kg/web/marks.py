"""A document's text as HTML: zones apart, sentences as anchors, the words of each claim marked.

Spans may overlap in any way, elements may not: where a span ends while a later one is still open,
the later one is closed and opened again behind it, without its id.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from kg.model import Zone

LONGEST = 1_000_000  # code points that a page shows; browsers get slow beyond

ZONE_NAMES = {
    "headline": "Headline",
    "dateline": "Dateline",
    "body": "",
    "caption": "Caption",
    "repeat": "Printed again",
    "related": "About other documents",
    "summary": "Summary",
    "metadata": "Metadata",
    "furniture": "Page furniture",
}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text that becomes an element. ``kind`` is its class, with a tag for each."""

    start: int
    end: int
    id: str
    kind: str  # "passage", "naming", or a kind of claim that states a fact
    title: str = ""


def marked(text: str, zones: Iterable[Zone], spans: Iterable[Span]) -> Markup:
    """The text with its zones as sections and its spans as elements, escaped throughout."""
    text = text[:LONGEST]
    # Longer ones first, and a sentence around the words that are the whole of it.
    ordered = sorted(
        (span for span in spans if 0 <= span.start < span.end),
        key=lambda span: (span.start, -span.end, span.kind != "passage", span.id),
    )
    blocks, position = [], 0
    for zone in zones:
        blocks.append(_block("body", text, position, zone.start, ordered))
        blocks.append(_block(str(zone.kind), text, zone.start, zone.end, ordered))
        position = zone.end
    blocks.append(_block("body", text, position, len(text), ordered))
    return Markup("\n").join(block for block in blocks if block)


def _block(kind: str, text: str, start: int, end: int, ordered: list[Span]) -> Markup:
    content = text[start:end]
    if not content.strip():
        return Markup("")
    first, last = start + len(content) - len(content.lstrip()), start + len(content.rstrip())
    inside = [
        replace(
            span,
            start=max(span.start, first),
            end=min(span.end, last),
            id=span.id if span.start >= start else "",  # it has its id in an earlier block
        )
        for span in ordered
        if span.start < last and span.end > first
    ]
    name = ZONE_NAMES.get(kind, kind)
    heading = Markup('<h3 class="zone-name">{}</h3>\n').format(name) if name else Markup("")
    return Markup('<section class="zone zone-{}">\n{}<p>{}</p>\n</section>').format(
        kind, heading, _inline(text, first, last, inside)
    )


def _inline(text: str, start: int, end: int, spans: list[Span]) -> Markup:
    parts: list[Markup] = []
    open_spans: list[Span] = []
    position = start

    def advance(to: int) -> None:
        nonlocal position
        while open_spans and min(span.end for span in open_spans) <= to:
            ending = min(span.end for span in open_spans)
            parts.append(escape(text[position:ending]))
            position = ending
            _close(parts, open_spans, ending)
        parts.append(escape(text[position:to]))
        position = to

    for span in spans:
        advance(span.start)
        parts.append(_opening(span, first=True))
        open_spans.append(span)
    advance(end)
    return Markup("").join(parts)


def _close(parts: list[Markup], open_spans: list[Span], at: int) -> None:
    """Close what ends here; what is nested in it and goes on is opened anew."""
    first = next(index for index, span in enumerate(open_spans) if span.end <= at)
    goes_on = [span for span in open_spans[first:] if span.end > at]
    parts.extend(_closing(span) for span in reversed(open_spans[first:]))
    parts.extend(_opening(span, first=False) for span in goes_on)
    open_spans[first:] = goes_on


def _opening(span: Span, *, first: bool) -> Markup:
    identity = Markup(' id="{}"').format(span.id) if first and span.id else Markup("")
    title = Markup(' title="{}"').format(span.title) if span.title else Markup("")
    return Markup('<{}{} class="{}"{}>').format(_tag(span), identity, span.kind, title)


def _closing(span: Span) -> Markup:
    return Markup("</{}>").format(_tag(span))


def _tag(span: Span) -> str:
    return "span" if span.kind == "passage" else "mark"
