"""XML documents: TEI editions, and plain files with a title, a date and a content element."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from kg.loading import Hints, Source
from kg.model import Document
from kg.text.header_dates import read_date
from loaders.support.assembly import Facts, assemble, compose_article, one_line
from loaders.support.fields import KEYS, leftovers, pick
from loaders.support.markup import has_markup, html_text, local_name, tree_text
from loaders.support.xml import parse_xml, serialise

_TEI = re.compile(r"http://www\.tei-c\.org/ns/1\.0|<TEI\b|<teiHeader\b")
# Notes are an editor's, written decades after the document; breaks and figures have no words.
_TEI_DROPPED = frozenset({
    "note", "teiheader", "fw", "pb", "cb", "milestone", "figdesc", "graphic", "facsimile",
})  # fmt: skip
_NONE: frozenset[str] = frozenset()
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Formats that write 04/09/1973 for the fourth of September: (record, date element).
_DAY_FIRST = frozenset({("transcript", "release-date")})
_FIELDS = ("id", "title", "date", "url", "language", "publisher")


class XmlDocument:
    """Loader of TEI and of simple XML records."""

    name = "xml_document"
    version = "1"
    keeps_text = False
    streams = False

    def match(self, source: Source) -> float:
        """TEI by its namespace, other XML by declaration or suffix."""
        if not source.head.startswith("<"):
            return 0.0
        if _TEI.search(source.head):
            return 0.9
        if source.suffix == ".xml" or source.head.startswith("<?xml"):
            return 0.7
        return 0.4 if source.place else 0.0  # a part that this loader took out of a file

    def read(self, source: Source) -> Iterator[Document | Source]:
        """The document; where a file holds several, each as a source."""
        root = parse_xml(source)
        parts = _parts(root)
        if len(parts) > 1:
            hints = Hints(language=root.get(_XML_LANG) or "", publisher=_header(root, "publisher"))
            for number, part in enumerate(parts, start=1):
                yield Source(
                    source.path, serialise(part), f"document {number}", hints, source.mapping
                )
        elif _is_tei(root):
            yield self._tei(source, root, parts[0])
        else:
            yield self._record(source, parts[0] if parts else root)

    def _tei(self, source: Source, root: etree._Element, division: etree._Element) -> Document:
        head = next((e for e in division if local_name(e) == "head"), None)
        dateline = next((e for e in division.iter() if local_name(e) == "dateline"), None)
        without = [element for element in (head, dateline) if element is not None]
        body = _tei_text(division, without)
        heading = one_line(_tei_text(head)) if head is not None else ""
        place = one_line(_tei_text(dateline)) if dateline is not None else ""
        title = heading or _header(root, "title")
        text, known = compose_article(title, body, place)
        notes = sum(local_name(e) == "note" for e in division.iter())
        facts = Facts(
            id=_header(root, "idno"),
            title=title,
            date=_tei_date(root, dateline),
            language=root.get(_XML_LANG) or division.get(_XML_LANG) or "",
            publisher=_header(root, "publisher"),
            extra={"xml:id": division.get(_XML_ID) or ""},
            unused={"note": notes} if notes else {},
        )
        return assemble(source, self.name, text, facts, known)

    def _record(self, source: Source, element: etree._Element) -> Document:
        record = _fields(element)
        name = local_name(element)
        key, body = pick(record, "text", source.mapping)
        if not isinstance(body, str) and not record.get("title"):
            names = ", ".join(sorted(record)[:12]) or "none"
            raise source.error(
                f"there is no text element in <{name}>; name it with --field text=NAME"
                f" (it has: {names})"
            )
        picked = {field: pick(record, field, source.mapping) for field in _FIELDS}
        values = {field: str(value or "") for field, (_, value) in picked.items()}
        own_id = record.get(f"{name}-id") or record.get(f"{name}_id") or ""
        used = [key, *(key for key, _ in picked.values()), f"{name}-id", f"{name}_id"]
        text, known = compose_article(values["title"], str(body or ""))
        facts = Facts(
            # A bare number says nothing outside its own format: transcript-id 12 is transcript-12.
            id=values["id"] or (f"{name}-{own_id}" if own_id else ""),
            title=values["title"],
            date=values["date"],
            day_first=True if (name, picked["date"][0]) in _DAY_FIRST else None,
            url=values["url"],
            language=values["language"] or element.get(_XML_LANG) or "",
            publisher=values["publisher"],
            unused=leftovers(record, used, "xml"),
        )
        return assemble(source, self.name, text, facts, known)


def _is_tei(root: etree._Element) -> bool:
    return "tei-c.org" in (etree.QName(root).namespace or "") or local_name(root) == "tei"


def _parts(root: etree._Element) -> list[etree._Element]:
    """The elements that hold a document each: TEI divisions of that type, or alike records."""
    if _is_tei(root):
        found = [e for e in root.iter() if local_name(e) == "div" and e.get("type") == "document"]
        inner = {e for division in found for e in division.iterdescendants()}
        bodies = [e for e in root.iter() if local_name(e) == "text"]
        return [e for e in found if e not in inner] or bodies[:1] or [root]
    texts = {key.replace("_", "") for key in KEYS["text"]}
    return list(dict.fromkeys(
        parent
        for element in root.iter()
        if local_name(element).replace("-", "").replace("_", "") in texts
        and (parent := element.getparent()) is not None
        and not any(local_name(a) in texts for a in element.iterancestors())
    ))  # fmt: skip


def _tei_text(element: etree._Element, without: list[etree._Element] | None = None) -> str:
    return tree_text(element, _TEI_DROPPED, without=without or (), bullets=False)


def _tei_date(root: etree._Element, dateline: etree._Element | None) -> str:
    """The date of the dateline, else that of the edition's header, at the precision it has."""
    scopes = [dateline] if dateline is not None else []
    scopes += [e for e in root.iter() if local_name(e) == "publicationstmt"][:1]
    for scope in scopes:
        for element in scope.iter():
            if local_name(element) == "date" and (value := _date_value(element)):
                return value
    return ""


def _date_value(date: etree._Element) -> str:
    """The date of a TEI date element: one day, or from one to another."""
    start = str(date.get("when") or date.get("from") or date.get("notBefore") or "")
    end = str(date.get("to") or date.get("notAfter") or start)
    for value in ([f"{start[:10]}/{end[:10]}"] if end != start else []) + [start]:
        if read_date(value):
            return value
    words = one_line("".join(date.itertext()))
    return words if read_date(words) else ""


def _header(root: etree._Element, name: str) -> str:
    """The first element of a name in the TEI header; of titles the complete one."""
    header = next((e for e in root.iter() if local_name(e) == "teiheader"), None)
    if header is None:
        return ""
    named = [e for e in header.iter() if local_name(e) == name]
    named.sort(key=lambda e: e.get("type") != "complete")
    return one_line("".join(named[0].itertext())) if named else ""


def _fields(element: etree._Element) -> dict[str, object]:
    """The children of a record as text; content in escaped or real HTML as paragraphs."""
    fields: dict[str, object] = {}
    for child in element:
        text = "".join(child.itertext())
        words = html_text(text) if has_markup(text) else tree_text(child, _NONE)
        if words and (name := local_name(child)):
            fields.setdefault(name, words)
    return fields


LOADER = XmlDocument()
