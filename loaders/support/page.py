"""What a web page says of itself: title, date, address, language, publisher, lead, place.

Read here rather than by trafilatura, whose dates may be guessed and whose titles may be a menu's:
a date counts only where the page marks it as the date of publication.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import html

from kg.text.canonical import canonical
from kg.text.header_dates import read_date, read_date_line
from loaders.support.assembly import canonical_url, one_line
from loaders.support.markup import tree_text

_DATE_METAS = (
    "article:published_time", "article:published", "datepublished", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dcterms.date", "dc.date", "dc.date.created", "pubdate",
    "publishdate", "publish_date", "publication_date", "publish-date", "date", "parsely-pub-date",
    "sailthru.date", "og:published_time", "citation_publication_date", "displaydate",
)  # fmt: skip
_TITLE_METAS = ("og:title", "dc.title", "dcterms.title", "twitter:title", "citation_title")
_SITE_METAS = ("og:site_name", "dc.publisher", "dcterms.publisher", "application-name")
_LEAD_CLASSES = re.compile(
    r"(?:^|[\s_-])(?:lead|lede|leadtext|standfirst|teaser|entry-summary|p-summary|article-summary"
    r"|intro|subheadline|article__summary|abstract)(?:$|[\s_-])",
    re.IGNORECASE,
)
_DATE_CLASSES = re.compile(r"date|published|timestamp|posted|pubtime|dt-pub", re.IGNORECASE)
_LONGEST_LEAD = 1500  # code points
_LONGEST_SCRIPT = 500_000  # code points of linked data in a page
_SCOPES = "ancestor::*[self::article or self::main or @itemtype or @role='main'][1]"


@dataclass(frozen=True)
class Page:
    """A parsed page; its properties are "" where it says nothing."""

    tree: html.HtmlElement

    @cached_property
    def metas(self) -> Mapping[str, str]:
        """The meta elements with content, by name in lower case; the first of a name counts."""
        found: dict[str, str] = {}
        for element in self.tree.iter("meta"):
            content = (element.get("content") or "").strip()
            for key in ("property", "name", "itemprop", "http-equiv"):
                if content and (name := (element.get(key) or "").strip().lower()):
                    found.setdefault(name, content)
        return found

    @cached_property
    def linked(self) -> Mapping[str, object]:
        """The page's linked data of an article (JSON-LD), {} without."""
        for script in self.tree.iter("script"):
            if (script.get("type") or "").strip().lower() == "application/ld+json":
                for item in _objects((script.text or "")[:_LONGEST_SCRIPT]):
                    if any("Article" in kind or kind == "Report" for kind in _kinds(item)):
                        return item
        return {}

    @cached_property
    def heading(self) -> html.HtmlElement | None:
        """The element that prints the title: marked so, or the only h1."""
        marked = self.tree.xpath("//h1[@itemprop='headline' or contains(@class,'entry-title')]")
        headings = marked or self.tree.xpath("(//article|//main)//h1") or self.tree.xpath("//h1")
        return headings[0] if headings else None

    @property
    def title(self) -> str:
        """The article's title without the name of the site."""
        heading, named = _words(self.heading), _words(self.tree.find(".//title"))
        if _folded(heading) == _folded(self.site):
            heading = ""
        declared = [self.metas.get(name, "") for name in _TITLE_METAS]
        declared.append(str(self.linked.get("headline") or ""))
        declared = [one_line(value) for value in declared if one_line(value)]
        if heading and any(_folded(heading) in _folded(value) for value in [*declared, named]):
            return heading
        return self._without_site(declared[0] if declared else heading or named)

    def _without_site(self, title: str) -> str:
        head, mark, tail = max(
            (title.rpartition(mark) for mark in (" | ", " - ", " – ", " — ", " • ", " :: ")),
            key=lambda parts: len(parts[0]),
        )
        if mark and head and _folded(tail) in (_folded(self.site), _folded(self.host)):
            return head
        return title

    @property
    def url(self) -> str:
        """The canonical address."""
        links = self.tree.xpath("//link[@rel='canonical']/@href")
        linked = self.linked.get("url")
        candidates = [*links, self.metas.get("og:url", ""), linked if linked else ""]
        return next((url for value in candidates if (url := canonical_url(str(value)))), "")

    @property
    def host(self) -> str:
        """The host of the address, without "www."."""
        return self.url.partition("://")[2].partition("/")[0].removeprefix("www.")

    @property
    def site(self) -> str:
        """The name of the site, else its host."""
        for name in _SITE_METAS:
            if value := one_line(self.metas.get(name, "")):
                return value
        publisher = self.linked.get("publisher")
        named = publisher.get("name") if isinstance(publisher, Mapping) else publisher
        return (one_line(named) if isinstance(named, str) else "") or self.host

    @property
    def language(self) -> str:
        """The declared language."""
        root = self.tree.getroottree().getroot()
        candidates = (
            root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"),
            root.get("xml:lang"), self.metas.get("inlanguage"), self.metas.get("content-language"),
            self.metas.get("language"), self.metas.get("og:locale"),
        )  # fmt: skip
        return next((value.strip() for value in candidates if value and value.strip()), "")

    @property
    def date(self) -> str:
        """The date of publication as the page writes it."""
        return next((value for value in self._dates() if read_date(one_line(value))), "")

    def _dates(self) -> Iterator[str]:
        """Candidates, from the most to the least explicit."""
        for element in self.tree.xpath("//*[@itemprop='datePublished']"):
            yield from _date_values(element)
        for name in _DATE_METAS:
            yield self.metas.get(name, "")
        yield str(self.linked.get("datePublished") or "")
        for element in self._within_scope("time"):
            yield from _date_values(element)
        for element in self._within_scope("*"):
            if _DATE_CLASSES.search(f"{element.get('class')} {element.get('id')}"):
                words = _words(element)[:120]
                if dated := read_date_line(words):
                    yield dated[0].stated

    def _within_scope(self, tag: str) -> Iterator[html.HtmlElement]:
        """Elements of the part of the page that the heading is in, near the heading."""
        if self.heading is None:
            return
        scope = self.heading.xpath(_SCOPES)
        yield from (scope[0] if scope else self.tree).iter(tag)

    @property
    def place(self) -> str:
        """Where the item is dated from, where the page marks it."""
        marked = self.tree.xpath(
            "//*[contains(concat(' ',@class,' '),' p-location ') or @itemprop='dateline'"
            " or @itemprop='locationCreated' or @itemprop='contentLocation']"
        )
        candidates = [element.get("content") or _words(element) for element in marked]
        candidates.append(str(self.linked.get("dateline") or ""))
        return next((one_line(c) for c in candidates if 0 < len(one_line(c)) <= 80), "")

    @property
    def lead(self) -> str:
        """The paragraph between title and text that some sites keep outside the text."""
        if self.heading is None:
            return ""
        scope = self.heading.xpath(_SCOPES)
        for element in (scope[0] if scope else self.tree).iter():
            if element.get("itemprop") in ("description", "alternativeHeadline") or (
                _LEAD_CLASSES.search(element.get("class") or "")
            ):
                words = canonical(tree_text(element)) if element.tag != "meta" else ""
                if 20 <= len(words) <= _LONGEST_LEAD and words[-1] in '.!?…"”»)':
                    return words
        return ""


def _words(element: html.HtmlElement | None) -> str:
    return "" if element is None else one_line(" ".join(element.itertext()))


def _date_values(element: html.HtmlElement) -> tuple[str, ...]:
    return (element.get("content") or "", element.get("datetime") or "", _words(element)[:120])


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def _objects(text: str) -> Iterator[Mapping[str, object]]:
    """The objects of a JSON-LD script, outer ones first; none where it is broken."""
    try:
        waiting: list[object] = [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        return
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            yield item
            waiting.extend([item["@graph"]] if "@graph" in item else [])


def _kinds(item: Mapping[str, object]) -> list[str]:
    kind = item.get("@type")
    return [str(k) for k in kind] if isinstance(kind, list) else [str(kind)]
