"""A SPARQL endpoint with Wikidata in it, asked for what it says of items, some at a time."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from kg.errors import OnlineError, UsageError
from kg.online.polite import PoliteClient
from kg.vocabulary import WD
from kg.wikidata.records import Held, Record

BATCH = 40  # items that are asked of at once
_RESULTS = "application/sparql-results+json"
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-zA-Z0-9]{1,8})*")
_ITEM = re.compile(r"Q[1-9][0-9]{0,11}")
_TIME = re.compile(r"\+?(\d{4})-(\d\d)-(\d\d)T.*")
_LENGTHS = {"9": 4, "10": 7, "11": 10, "12": 10, "13": 10, "14": 10}  # by precision: characters
_MOST = 100_000  # rows of one answer that are read
_STATEMENT = re.compile(r"https?://[^\s<>\"{}|\\^`]+")

_PREFIXES = """PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX p: <http://www.wikidata.org/prop/>
PREFIX ps: <http://www.wikidata.org/prop/statement/>
PREFIX psv: <http://www.wikidata.org/prop/statement/value/>
PREFIX pqv: <http://www.wikidata.org/prop/qualifier/value/>
PREFIX wikibase: <http://wikiba.se/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
_LABELS = "SELECT ?item ?label { %s ?item rdfs:label ?label FILTER(LANG(?label) IN (%s)) }"
_DATES = """SELECT ?item ?what ?time ?precision { %s
  VALUES (?p ?v ?what) { (p:P569 psv:P569 "born") (p:P570 psv:P570 "died") }
  ?item ?p ?statement . ?statement a wikibase:BestRank ; ?v ?value .
  ?value wikibase:timeValue ?time ; wikibase:timePrecision ?precision }"""
_TERMS = """SELECT ?item ?statement ?office ?start ?startPrecision ?end ?endPrecision { %s
  ?item p:P39 ?statement . ?statement ps:P39 ?office ; wikibase:rank ?rank
  FILTER(?rank != wikibase:DeprecatedRank)
  OPTIONAL { ?statement pqv:P580 [ wikibase:timeValue ?start ;
    wikibase:timePrecision ?startPrecision ] }
  OPTIONAL { ?statement pqv:P582 [ wikibase:timeValue ?end ;
    wikibase:timePrecision ?endPrecision ] } }"""
_MEMBERSHIPS = "SELECT ?item ?organisation { %s ?item wdt:P463 ?organisation }"

Row = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint and how it is asked; ``languages`` are those of the labels."""

    url: str
    client: PoliteClient
    languages: tuple[str, ...] = ("en",)

    def __post_init__(self) -> None:
        wrong = [each for each in self.languages if not _LANGUAGE.fullmatch(each)]
        if wrong:
            raise UsageError(f"“{wrong[0]}” is no language tag such as en, fr or pt-br")

    def records(self, qids: Sequence[str]) -> list[Record]:
        """What the endpoint says of each item; of one that it lacks, nothing but that.

        Raises:
            OnlineError: it cannot be reached, or answers what cannot be used.
        """
        known = f"VALUES ?item {{ {' '.join(f'wd:{each}' for each in qids)} }}"
        tags = ", ".join(f'"{each}"' for each in self.languages)
        labels: dict[str, dict[str, str]] = defaultdict(dict)
        for row in self._rows(_LABELS % (known, tags)):
            tag = row.get("label", {}).get("xml:lang", "")
            if _LANGUAGE.fullmatch(tag):
                labels[_qid(row, "item")][tag] = _text(row, "label")
        dates: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in self._rows(_DATES % known):
            key = _qid(row, "item"), _text(row, "what")
            dates[key].append(_date(_text(row, "time"), _text(row, "precision")))
        held: dict[str, set[Held]] = defaultdict(set)
        for row in self._rows(_TERMS % known):
            if office := _qid(row, "office"):
                held[_qid(row, "item")].add(_held(office, row))
        memberships: dict[str, set[str]] = defaultdict(set)
        for row in self._rows(_MEMBERSHIPS % known):
            if organisation := _qid(row, "organisation"):
                memberships[_qid(row, "item")].add(organisation)
        now = datetime.now(UTC).replace(microsecond=0)
        return [
            Record(
                qid,
                self.url,
                now,
                {tag: labels[qid][tag] for tag in sorted(labels[qid])},
                _only(dates[qid, "born"]),
                _only(dates[qid, "died"]),
                tuple(sorted(held[qid])),
                tuple(sorted(memberships[qid])),
            )
            for qid in qids
        ]

    def _rows(self, query: str) -> list[Row]:
        body = self.client.post_form(self.url, {"query": _PREFIXES + query}, _RESULTS)
        try:
            found = json.loads(body)["results"]["bindings"]
            rows = [
                {name: {key: str(each) for key, each in cell.items()} for name, cell in row.items()}
                for row in found
            ]
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise OnlineError(f"{self.url} answers with what are no results of SPARQL") from None
        if len(rows) > _MOST:
            raise OnlineError(f"{self.url} answers with more than {_MOST:,} rows")
        return rows


def _text(row: Row, name: str) -> str:
    return str(row.get(name, {}).get("value", ""))


def _qid(row: Row, name: str) -> str:
    """The number of an item, "" for what is none: an unknown value is a blank node."""
    text = _text(row, name).removeprefix(WD)
    return text if _ITEM.fullmatch(text) else ""


def _held(office: str, row: Row) -> Held:
    statement = _text(row, "statement")
    return Held(
        office,
        _date(_text(row, "start"), _text(row, "startPrecision")),
        _date(_text(row, "end"), _text(row, "endPrecision")),
        statement if _STATEMENT.fullmatch(statement) else "",
    )


def _date(time: str, precision: str) -> str:
    """A date at its precision; "" for decades, centuries, and years of other calendars' length."""
    parts = _TIME.fullmatch(time)
    length = _LENGTHS.get(precision, 0)
    return f"{parts[1]}-{parts[2]}-{parts[3]}"[:length] if parts and length else ""


def _only(dates: list[str]) -> str:
    """The date of a day in a life: where the best statements differ, none is known."""
    known = sorted(set(filter(None, dates)))
    return known[0] if len(known) == 1 else ""
