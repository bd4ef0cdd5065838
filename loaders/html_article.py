"""Web pages: the article's text by trafilatura, the rest from the page's own statements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html
from trafilatura import bare_extraction

from kg.loading import Source
from kg.model import Document
from kg.text.canonical import canonical
from kg.text.lines import split_lines
from loaders.support.assembly import Facts, assemble, compose_article
from loaders.support.markup import DROPPED, drop_hidden, parse_html, tree_text
from loaders.support.page import Page

_PAGE = re.compile(r"<!doctype\s{1,4}html|<html[\s>]|\A<(?:head|body)\b", re.IGNORECASE)
_ELEMENTS = re.compile(r"<(?:p|div|h[1-6]|article|table|ul|span)\b[^<>]{0,200}>", re.IGNORECASE)
# trafilatura names headings "head"; in a page that is the element of scripts and metadata.
_NOT_TEXT = DROPPED - {"head"}
_BODIES = (
    "//*[@itemprop='articleBody']",
    "//*[contains(concat(' ',@class,' '),' e-content ')]",
    "//*[contains(concat(' ',@class,' '),' entry-content ')]",
)
_SHORT_TEXT = 1000  # code points; less may be a wrong guess of trafilatura's fast way
_JUDGED_PAGE = 3000  # elements; its thorough way takes the square of their number
_SMALL_PAGE = 200  # elements; all words of a page so small are taken when no article is found


class HtmlArticle:
    """Loader of HTML pages and fragments."""

    name = "html_article"
    version = "1"
    keeps_text = False
    streams = False

    def match(self, source: Source) -> float:
        """Sure of pages by their first tags; less sure of fragments and of the suffix alone."""
        if not source.head.startswith("<"):
            return 0.6 if _is_html_path(source) and "<" in source.head else 0.0
        if _PAGE.search(source.head):
            return 0.95
        if _is_html_path(source):
            return 0.9
        return 0.5 if _ELEMENTS.match(source.head) else 0.0

    def read(self, source: Source) -> Iterator[Document]:
        """The one article of the page."""
        tree = parse_html(source.markup)
        if tree is None:
            raise source.error("there is no HTML element in it")
        page = Page(tree)
        title, lead, place = page.title, page.lead, page.place
        facts = Facts(
            title=title,
            date=page.date,
            url=page.url,
            language=page.language,
            publisher=page.site,
            extra={"author": page.metas.get("author", "")},
        )
        drop_hidden(tree)  # only now: the date of publication may be among the hidden
        body = _article_text(tree, lead)
        if not body and not title:
            raise source.error("there is no article text on this page; save its text as .txt")
        text, known = compose_article(title, body, place)
        yield assemble(source, self.name, text, facts, known)


def _is_html_path(source: Source) -> bool:
    return source.suffix in (".html", ".htm", ".xhtml", ".shtml")


def _article_text(tree: html.HtmlElement, lead: str) -> str:
    """The paragraphs of the article; the lead before them where the extraction left it out."""
    text = _extracted_text(tree, fast=True)
    marked = _marked_text(tree)
    if marked is not None:
        text = text if _agree(text, marked) else marked
    elif len(text) < _SHORT_TEXT:
        elements = sum(1 for _ in tree.iter())
        if elements <= _JUDGED_PAGE:
            text = _extracted_text(tree, fast=False)
        if not text and elements <= _SMALL_PAGE:
            text = tree_text(tree)
    if lead and lead.partition("\n")[0] not in text:
        text = f"{lead}\n\n{text}"
    return canonical(text)


def _extracted_text(tree: html.HtmlElement, *, fast: bool) -> str:
    """What trafilatura takes for the article, "" where it finds none."""
    found = bare_extraction(
        tree, fast=fast, favor_recall=True, include_comments=False, include_tables=True
    )
    body = getattr(found, "body", None)
    return tree_text(body, _NOT_TEXT) if body is not None else ""


def _marked_text(tree: html.HtmlElement) -> str | None:
    """The text of the element that the page marks as the article's; None without such a mark."""
    for path in _BODIES:
        if elements := tree.xpath(path):
            return max((tree_text(element) for element in elements), key=len)
    return None


def _agree(text: str, marked: str) -> bool:
    """Whether an extraction is, but for a little, the marked text without its furniture.

    trafilatura judges by length and density; it drops paragraphs of very short articles and runs
    whole pages together where it finds no article.
    """
    lines = {line.lstrip("•- ") for line in text.split("\n")}
    marked_lines = [line for line in split_lines(marked) if line.is_prose]
    kept = sum(len(line.text) for line in marked_lines if line.text.lstrip("•- ") in lines)
    own = sum(len(line) for line in lines if line in marked)
    prose = sum(len(line.text) for line in marked_lines)
    return kept >= 0.8 * prose and own >= 0.8 * len("".join(lines))


LOADER = HtmlArticle()
