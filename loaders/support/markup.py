"""Markup to paragraphs of plain text, without recursion, entities, scripts or the network."""

from __future__ import annotations

import re
from collections.abc import Collection

from lxml import etree, html

from kg.text.canonical import canonical, writable

DROPPED = frozenset({
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math",
    "canvas", "button", "select", "input", "textarea", "audio", "video", "map", "head",
    "title", "meta", "link", "nav", "dialog",
})  # fmt: skip
_PARAGRAPHS = frozenset({
    "p", "div", "section", "article", "main", "aside", "header", "footer", "h1", "h2", "h3",
    "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "dl", "table", "figure", "figcaption",
    "address", "hr", "fieldset", "body", "caption", "center", "head", "list", "opener", "closer",
    "dateline", "salute", "signed", "postscript", "lg", "quote", "graphic", "row",
})  # fmt: skip
_LINES = frozenset({
    "br", "li", "dt", "dd", "tr", "lb", "item", "l", "doc",
})  # fmt: skip
_ITEMS = frozenset({"li", "item"})
_CELLS = frozenset({
    "td", "th", "cell", "label",
})  # fmt: skip
_HIDDEN = frozenset({
    "hidden-copy", "tooltip", "tooltip__text", "tooltip-text", "sr-only",
    "visually-hidden", "visuallyhidden", "screen-reader-text", "off-screen", "offscreen",
    "no-print", "breadcrumb", "breadcrumbs",
})  # fmt: skip
_SPACES = re.compile(r"\s+")
_EMPTY_ITEM = re.compile(r"•(?=\s*+(?:•|\Z))")
_ITEM_GAP = re.compile(r"•\s++(?=[^\s•])")
_HAS_MARKUP = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|ul|li|h[1-6]|table|img)\b[^<>]*>", re.IGNORECASE
)


def parse_html(markup: str) -> html.HtmlElement | None:
    """The tree of a page or fragment; None where there is no element at all."""
    # One parser a call: parsers keep state, and documents may be read in threads.
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        return html.document_fromstring(writable(markup).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # "document is empty"
        return None


def has_markup(text: str) -> bool:
    """Whether a text is a fragment of HTML rather than plain text."""
    return _HAS_MARKUP.search(text) is not None


def html_text(markup: str) -> str:
    """The words of a page or fragment of HTML as canonical paragraphs."""
    tree = parse_html(markup)
    return "" if tree is None else tree_text(tree)


def tree_text(
    tree: etree._Element,
    dropped: frozenset[str] = DROPPED,
    *,
    without: Collection[etree._Element] = (),
    bullets: bool = True,
) -> str:
    """The words under an element as canonical paragraphs; list items and rows are lines.

    Elements with a name in ``dropped`` (compared without namespace) and those of ``without`` are
    left out, but not what follows them. ``bullets`` marks the items of lists.
    """
    parts: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        name = local_name(element)
        if event == "end":
            parts.append("\n\n" if name in _PARAGRAPHS else " " if name in _CELLS else "")
            if element is not tree:
                parts.append(_SPACES.sub(" ", element.tail or ""))
        elif name in dropped or not name or element in without or _is_hidden(element):
            walk.skip_subtree()
        else:
            text = element.text or ""
            parts.append(_edge(name) + ("• " if bullets and name in _ITEMS else ""))
            parts.append(text if name == "pre" else _SPACES.sub(" ", text))
    return canonical(_ITEM_GAP.sub("• ", _EMPTY_ITEM.sub("", "".join(parts))))


def drop_hidden(tree: html.HtmlElement) -> None:
    """Remove from a page what it does not print, for readers that do not know how to tell."""
    for element in [element for element in tree.iterdescendants() if _is_hidden(element)]:
        element.drop_tree()


def _is_hidden(element: etree._Element) -> bool:
    """Whether a page does not print the element, or only as a note beside the text."""
    classes = element.get("class")
    if classes and not _HIDDEN.isdisjoint(classes.lower().split()):
        return True
    return element.get("hidden") is not None


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace, in lower case; "" for comments and such."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _edge(name: str) -> str:
    """What the start of an element means for the text."""
    if name in _PARAGRAPHS:
        return "\n\n"
    if name in _LINES:
        return "\n"
    return " " if name in _CELLS else ""
