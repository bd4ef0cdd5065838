"""XML, parsed so that a document can neither reach the network nor grow without bound."""

from __future__ import annotations

import re
from html.entities import html5

from lxml import etree

from kg.loading import Source
from kg.text.canonical import writable

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,200}\?>")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})


def parse_xml(source: Source) -> etree._Element:
    """The root element. Entities that the document defines are not expanded, DTDs not loaded.

    Raises:
        DocumentError: it is not well-formed, or too deep or large to be a document.
    """
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    markup = _ENTITY.sub(_named, _DECLARATION.sub("", writable(source.markup).lstrip("\ufeff"), 1))
    try:
        root = etree.fromstring(markup.strip().encode(), parser)
    except etree.XMLSyntaxError as error:
        reason = f"it is not well-formed XML: {error.msg}"
        raise source.error(reason, f"line {error.lineno}" if error.lineno else "") from error
    if root is None:
        raise source.error("there is no XML element in it")
    return root


def _named(match: re.Match[str]) -> str:
    """A character that HTML names, which feeds use although XML does not know it."""
    name = match[1]
    return match[0] if name in _OWN else html5.get(f"{name};", match[0])


def serialise(element: etree._Element) -> bytes:
    """An element as a document of its own, without what follows it."""
    return bytes(etree.tostring(element, encoding="utf-8", with_tail=False))
