"""A JSON file that holds one article: an object with a body, a headline, a link, a date."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator

from kg.loading import Failure, Source
from kg.model import Document
from kg.text.canonical import unwrap
from loaders.json_lines import parse_json
from loaders.support.assembly import Facts, assemble, compose_article, one_line
from loaders.support.fields import as_text, leftovers, pick
from loaders.support.markup import has_markup, html_text
from loaders.support.records import record_source

_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{1,5});", re.IGNORECASE)
_LISTS = ("articles", "items", "documents", "records", "results", "data", "posts", "entries")
_PLACES = ("dateline", "location", "place")
_LONGEST_PLACE = 100  # code points
# The paragraph that some sites keep apart from the body.
_LEADS = ("lead", "lede", "standfirst", "summary", "subtitle", "description")
_SHORTEST_LEAD, _LONGEST_LEAD = 20, 1500  # code points: less is a label, more another text
_CUT = ("…", "...", "[…]")  # a teaser cut short repeats the body
_FIELDS = ("id", "text", "title", "date", "url", "language", "publisher")


class JsonArticle:
    """Loader of single articles, and of lists of records inside an object."""

    name = "json_article"
    version = "1"
    keeps_text = False
    streams = False

    def match(self, source: Source) -> float:
        """An object at the start of the file."""
        if not source.head.startswith("{") or source.head.startswith("{\\rtf"):
            return 0.0
        return 0.8 if source.suffix == ".json" else 0.6

    def read(self, source: Source) -> Iterator[Document | Source | Failure]:
        """The article, or the records of the list that the object holds."""
        try:
            record = parse_json(source.markup)
        except ValueError as error:
            raise source.error(str(error)) from error
        if not isinstance(record, dict):
            raise source.error("it is not a JSON object with fields")
        if isinstance(pick(record, "text", source.mapping)[1], str):
            yield self._article(source, record)
        else:
            yield from _records(source, record)

    def _article(self, source: Source, record: dict[str, object]) -> Document:
        picked = {name: pick(record, name, source.mapping) for name in _FIELDS}
        values = {name: as_text(value) for name, (_, value) in picked.items()}
        place, dateline = _first(record, _PLACES, 2, _LONGEST_PLACE)
        used = [*(key for key, _ in picked.values()), place]
        title = _plain(values["title"])
        key, lead = _first(record, _LEADS, _SHORTEST_LEAD, _LONGEST_LEAD)
        body = _plain(values["text"])
        if lead and not lead.endswith(_CUT) and lead not in body:
            used.append(key)
            body = f"{lead}\n\n{body}"
        text, known = compose_article(title, body, dateline)
        facts = Facts(
            id=values["id"],
            title=title,
            date=values["date"],
            url=values["url"],
            language=values["language"],
            publisher=values["publisher"],
            unused=leftovers(record, used, "json"),
        )
        return assemble(source, self.name, text, facts, known)


def _records(source: Source, record: dict[str, object]) -> Iterator[Source | Failure]:
    for name in _LISTS:
        items = record.get(name)
        if isinstance(items, list) and items and isinstance(items[0], dict):
            for number, item in enumerate(items, start=1):
                data = json.dumps(item, ensure_ascii=False, sort_keys=True)
                place = f"item {number}"
                yield record_source(source, item, data.encode(errors="surrogatepass"), place)
            return
    single = record_source(source, record, b"", "")
    raise source.error(single.reason if isinstance(single, Failure) else "there is no text in it")


def _first(
    record: dict[str, object], keys: tuple[str, ...], shortest: int, longest: int
) -> tuple[str, str]:
    """The first of some fields whose words are of a fitting length: its key and its words."""
    found = ((key, _plain(as_text(record.get(key)))) for key in keys)
    fitting = ((key, one_line(words)) for key, words in found)
    return next((pair for pair in fitting if shortest <= len(pair[1]) <= longest), ("", ""))


def _plain(text: str) -> str:
    """The words of a value that may be HTML, or plain text with character references."""
    if has_markup(text):
        return html_text(text)
    return unwrap(html.unescape(text) if _ENTITY.search(text) else text)


LOADER = JsonArticle()
