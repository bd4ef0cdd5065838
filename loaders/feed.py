"""RSS and Atom feeds: one document an item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from kg.loading import Hints, Source
from kg.model import Document
from loaders.support.assembly import Facts, assemble, canonical_url, compose_article, one_line
from loaders.support.markup import has_markup, html_text, local_name, tree_text
from loaders.support.xml import parse_xml, serialise

_FEED = re.compile(r"<(?:rss|(?:\w{1,20}:)?feed|rdf:RDF)\b", re.IGNORECASE)
_ITEM = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)\b")
_DATES = ("pubdate", "published", "date", "issued", "updated", "modified")
_TEXTS = ("encoded", "content", "description", "summary")
_USED = frozenset({"title", "link", "guid", "id", "creator", "author", *_DATES, *_TEXTS})


class Feed:
    """Loader of feeds and, when it has taken them apart, of their items."""

    name = "feed"
    version = "1"
    keeps_text = False
    streams = False

    def match(self, source: Source) -> float:
        """By the first element; items stand alone only where this loader put them so."""
        if not source.head.startswith("<"):
            return 0.0
        if source.place:
            return 0.97 if _ITEM.match(source.head) else 0.0
        if _FEED.search(source.head[:1500]):
            return 0.96
        return 0.9 if source.suffix in (".rss", ".atom") else 0.0

    def read(self, source: Source) -> Iterator[Document | Source]:
        """The items as sources, or the document of one item."""
        root = parse_xml(source)
        if local_name(root) in ("item", "entry"):
            yield self._item(source, root)
            return
        hints = Hints(language=_language(root), publisher=_channel_title(root))
        items = [element for element in root.iter() if local_name(element) in ("item", "entry")]
        if not items:
            raise source.error("there are no items in this feed")
        for number, item in enumerate(items, start=1):
            yield Source(source.path, serialise(item), f"item {number}", hints, source.mapping)

    def _item(self, source: Source, item: etree._Element) -> Document:
        fields = {name: element for element in reversed(item) if (name := local_name(element))}
        title = _words(fields.get("title"))
        texts = [_words(fields[name], paragraphs=True) for name in _TEXTS if name in fields]
        text, known = compose_article(title, next((text for text in texts if text), ""))
        identifier = one_line(_words(fields.get("guid")) or _words(fields.get("id")))
        author = fields.get("creator", fields.get("author"))
        facts = Facts(
            id=canonical_url(identifier) or identifier,
            title=title,
            date=next((_words(fields[name]) for name in _DATES if name in fields), ""),
            url=_link(item) or canonical_url(identifier),
            extra={"author": _words(author)},
            unused={f"feed:{name}": 1 for name in fields if name not in _USED},
        )
        return assemble(source, self.name, text, facts, known)


def _words(element: etree._Element | None, *, paragraphs: bool = False) -> str:
    """The words of an element whose content may be escaped HTML, as feeds have it."""
    if element is None:
        return ""
    text = "".join(element.itertext())
    if has_markup(text):
        text = html_text(text)
    elif paragraphs:
        text = tree_text(element)
    return text if paragraphs else one_line(text)


def _link(item: etree._Element) -> str:
    """The address of the item: the content of RSS's link, Atom's alternate link."""
    for element in item:
        is_link = local_name(element) == "link" and element.get("rel", "alternate") == "alternate"
        if is_link and (url := canonical_url(element.get("href") or element.text or "")):
            return url
    return ""


def _language(root: etree._Element) -> str:
    declared = root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    channel = next((e for e in root.iter() if local_name(e) == "language"), None)
    return declared or _words(channel)


def _channel_title(root: etree._Element) -> str:
    """The feed's own title: the first there is outside its items."""
    for parent in (root, *root):
        if local_name(parent) in ("channel", "feed"):
            for child in parent:
                if local_name(child) == "title":
                    return _words(child)
    return ""


LOADER = Feed()
