"""Putting a document together: identity, dates, zones and what was left aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from kg.loading import Source
from kg.model import DateWindow, Document, Zone, ZoneKind
from kg.text.canonical import canonical, writable
from kg.text.header_dates import read_date
from kg.text.zones import Zoning, read_zones

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_CONTROLS = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]+")
_ABSENT = frozenset({"", "na", "n/a", "none", "null", "nan", "-", "~", "unknown"})
_LONGEST_ID = 1000  # code points: identifiers become IRIs and file names


@dataclass(frozen=True)
class Facts:
    """What a loader found out beside the text; the container's hints come before them."""

    id: str = ""
    title: str = ""
    date: str = ""
    day_first: bool | None = None  # how the format means 04/05/2024, where it has a convention
    url: str = ""
    language: str = ""
    publisher: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    unused: Mapping[str, int] = field(default_factory=dict)


def compose(parts: Sequence[tuple[ZoneKind, str]]) -> tuple[str, list[Zone]]:
    """Text made of paragraphs for formats without offsets of their own, and its known zones."""
    text, zones = "", []
    for kind, part in parts:
        part = canonical(part)
        if not part:
            continue
        start = len(text) + 2 if text else 0
        text = f"{text}\n\n{part}" if text else part
        if kind is not ZoneKind.BODY:
            zones.append(Zone(kind, start, len(text)))
    return text, zones


def compose_article(title: str, body: str, dateline: str = "") -> tuple[str, list[Zone]]:
    """The text of an article: title, dateline, body; a title that the body repeats stands once."""
    title, body = one_line(title), canonical(body)
    first, _, rest = body.partition("\n")
    if title and one_line(first) == title:
        body = rest
    return compose(
        [(ZoneKind.HEADLINE, title), (ZoneKind.DATELINE, dateline), (ZoneKind.BODY, body)]
    )


def assemble(
    source: Source,
    loader: str,
    text: str,
    facts: Facts | None = None,
    known: Sequence[Zone] = (),
) -> Document:
    """The document of a source whose text is given.

    Raises:
        DocumentError: there are no words in the text, or its identifier cannot be one.
    """
    facts, hints = facts or Facts(), source.hints
    if not text.strip():
        raise source.error("there is no text in it")
    title = one_line(hints.title or facts.title)
    zoning = read_zones(text, title=title, known=known)
    stated = {item.name: item.value for item in reversed(zoning.fields) if item.name}
    url = canonical_url(hints.url or facts.url or _own_url(stated))
    return Document(
        id=_identity(source, facts, stated, url),
        text=text,
        zones=zoning.zones,
        loader=loader,
        title=title or one_line(stated.get("title", "")) or zoning.headline,
        published=_published(source, facts, stated, zoning),
        url=url,
        language=_language(hints.language or facts.language or stated.get("language", "")),
        publisher=one_line(hints.publisher or facts.publisher or stated.get("publisher", "")),
        extra=_extra(source, facts, stated),
        unused=dict(Counter(facts.unused) + Counter(hints.unused) + Counter(zoning.unused)),
    )


def one_line(text: str) -> str:
    """A value on one line, in canonical form; "" for the ways to say that there is none."""
    line = " ".join(canonical(text).split())
    return "" if line.casefold() in _ABSENT else line


def canonical_url(url: str) -> str:
    """An http(s) URL in one spelling, without fragment, default port or tracking; "" otherwise.

    >>> canonical_url("HTTPS://Example.org:443/news/1?utm_source=x#top")
    'https://example.org/news/1'
    """
    try:
        parts = urlsplit(_CONTROLS.sub("", writable(url)))
        host, port = parts.hostname or "", parts.port
    except ValueError:  # such as a bad port or an open bracket
        return ""
    if parts.scheme not in ("http", "https") or "." not in host:
        return ""
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    return SplitResult(parts.scheme, host, parts.path, _without_tracking(parts.query), "").geturl()


def _without_tracking(query: str) -> str:
    """The query as it is, unless a part of it only says how a reader came to the page."""
    if "utm_" not in query and "fbclid" not in query and "gclid" not in query:
        return query
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode([p for p in pairs if not p[0].startswith(("utm_", "fbclid", "gclid"))])


def _own_url(stated: Mapping[str, str]) -> str:
    """The URL a metadata line gives; "Source: …" may hold one instead of a name."""
    if "url" in stated:
        return stated["url"]
    publisher = stated.get("publisher", "")
    return publisher if publisher.startswith(("http://", "https://")) else ""


def _identity(source: Source, facts: Facts, stated: Mapping[str, str], url: str) -> str:
    """The record's or front matter's id, else the text's own, else the URL, else the path."""
    for candidate in (source.hints.id, facts.id, stated.get("id", "")):
        if identifier := _CONTROLS.sub(" ", writable(candidate)).strip():
            if len(identifier) > _LONGEST_ID:
                raise source.error(f"its id is longer than {_LONGEST_ID:,} characters")
            return identifier
    if url and _names_a_page(url) and len(url) <= _LONGEST_ID:
        return url
    number = re.sub(r"\D", "", source.place)
    return f"{source.path}#{number}" if source.place else source.path


def _names_a_page(url: str) -> bool:
    """Whether a URL is that of one page: many pages wrongly give the site's own as theirs."""
    parts = urlsplit(url)
    return bool(parts.path.strip("/") or parts.query)


def _published(
    source: Source, facts: Facts, stated: Mapping[str, str], zoning: Zoning
) -> DateWindow | None:
    """The first readable date, from the most to the least explicit place."""
    for value in (source.hints.date, facts.date, stated.get("published", "")):
        window = read_date(one_line(value), day_first=facts.day_first)
        if window is not None:
            return window
    return zoning.dated


def _language(tag: str) -> str:
    """A language tag in the spelling of BCP 47; "" for what is none."""
    tag = tag.strip()
    if not _LANGUAGE.fullmatch(tag):
        return ""
    first, *rest = re.split("[-_]", tag)
    named = [p.upper() if len(p) == 2 else p.title() if len(p) == 4 else p for p in rest]
    return "-".join([first.lower(), *named])


def _extra(source: Source, facts: Facts, stated: Mapping[str, str]) -> dict[str, str]:
    own = {"id", "title", "published", "url", "language", "publisher"}
    found = {name: one_line(value) for name, value in stated.items() if name not in own}
    found |= {name: one_line(value) for name, value in facts.extra.items()}
    if source.encoding not in ("", "utf-8", "utf-8-sig"):
        found["encoding"] = source.encoding  # it may have been guessed
    return {name: value for name, value in sorted(found.items()) if value}
