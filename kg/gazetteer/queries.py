"""The queries that a gazetteer is fetched with, for the RDF form of Wikidata."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kg.gazetteer.entity import (
    ANY_LANGUAGE,
    COUNTRY,
    DATE_PROPERTIES,
    DATE_QUALIFIERS,
    DIRECTED,
    INSTANCE_OF,
    ITEM_PROPERTIES,
    ITEM_QUALIFIERS,
    JURISDICTION,
    POSITION,
    QUALIFIED,
    TEXT_PROPERTIES,
)

OfItems = Callable[[Sequence[str]], str]

PREFIXES = """\
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX p: <http://www.wikidata.org/prop/>
PREFIX ps: <http://www.wikidata.org/prop/statement/>
PREFIX psv: <http://www.wikidata.org/prop/statement/value/>
PREFIX pq: <http://www.wikidata.org/prop/qualifier/>
PREFIX pqv: <http://www.wikidata.org/prop/qualifier/value/>
PREFIX wikibase: <http://wikiba.se/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


def instances(cls: str, sitelinks: int, countries: Sequence[str] = ()) -> str:
    """The instances of a class with so many sitelinks, in some countries if any are given."""
    where = f"?item wdt:{INSTANCE_OF} wd:{cls} ."
    if sitelinks:
        where += f" ?item wikibase:sitelinks ?count . FILTER(?count >= {sitelinks})"
    if countries:
        where += f" VALUES ?country {{ {_items(countries)} }} ?item wdt:{COUNTRY} ?country ."
    return f"SELECT DISTINCT ?item WHERE {{ {where} }} ORDER BY ?item"


def offices(homes: Sequence[str]) -> str:
    """The offices of some jurisdictions or organisations that somebody held."""
    return (
        f"SELECT DISTINCT ?item WHERE {{ VALUES ?home {{ {_items(homes)} }}"
        f" ?item wdt:{JURISDICTION}|wdt:{DIRECTED} ?home ."
        f" FILTER EXISTS {{ ?statement ps:{POSITION} ?item }} }} ORDER BY ?item"
    )


def holders(held: Sequence[str]) -> str:
    """The persons who held some offices."""
    return (
        f"SELECT DISTINCT ?item WHERE {{ VALUES ?office {{ {_items(held)} }}"
        f" ?statement ps:{POSITION} ?office ; wikibase:rank ?rank ."
        f" FILTER(?rank != wikibase:DeprecatedRank) ?item p:{POSITION} ?statement . }}"
        " ORDER BY ?item"
    )


def page(query: str, limit: int, offset: int) -> str:
    """A page of an ordered query."""
    return f"{PREFIXES}{query} LIMIT {limit} OFFSET {offset}"


def names(items: Sequence[str], languages: Sequence[str]) -> str:
    """Labels and other names of some items."""
    spoken = ", ".join(f'"{language}"' for language in (*languages, ANY_LANGUAGE))
    return (
        f"{PREFIXES}SELECT ?item ?sort ?name ?language WHERE {{ VALUES ?item {{ {_items(items)} }}"
        ' VALUES (?property ?sort) { (rdfs:label "label") (skos:altLabel "alias") }'
        " ?item ?property ?name . BIND(LANG(?name) AS ?language)"
        f" FILTER(?language IN ({spoken})) }}"
    )


def sitelinks(items: Sequence[str]) -> str:
    """How many sitelinks some items have."""
    return (
        f"{PREFIXES}SELECT ?item ?count WHERE {{ VALUES ?item {{ {_items(items)} }}"
        " ?item wikibase:sitelinks ?count . }"
    )


def statements(items: Sequence[str]) -> str:
    """The statements of some items that a gazetteer reads, with their ranks."""
    plain = _table("p", "ps", (*ITEM_PROPERTIES, *TEXT_PROPERTIES))
    dates = _table("p", "psv", DATE_PROPERTIES)
    return f"""{PREFIXES}SELECT ?item ?property ?statement ?rank ?value ?language ?precision
WHERE {{
  VALUES ?item {{ {_items(items)} }}
  {{ VALUES (?own ?main ?property) {{ {plain} }}
     ?item ?own ?statement . ?statement ?main ?value . BIND(LANG(?value) AS ?language) }}
  UNION
  {{ VALUES (?own ?main ?property) {{ {dates} }}
     ?item ?own ?statement . ?statement ?main ?node .
     ?node wikibase:timeValue ?value ; wikibase:timePrecision ?precision . }}
  ?statement wikibase:rank ?rank . FILTER(?rank != wikibase:DeprecatedRank)
}}"""


def qualifiers(items: Sequence[str]) -> str:
    """The qualifiers of those statements."""
    own = " ".join(f"p:{prop}" for prop in QUALIFIED)
    plain = " ".join(f'(pq:{prop} "{prop}")' for prop in ITEM_QUALIFIERS)
    dates = " ".join(f'(pqv:{prop} "{prop}")' for prop in DATE_QUALIFIERS)
    return f"""{PREFIXES}SELECT ?statement ?property ?value ?precision WHERE {{
  VALUES ?item {{ {_items(items)} }} VALUES ?own {{ {own} }}
  ?item ?own ?statement .
  {{ VALUES (?main ?property) {{ {plain} }} ?statement ?main ?value . }}
  UNION
  {{ VALUES (?main ?property) {{ {dates} }} ?statement ?main ?node .
     ?node wikibase:timeValue ?value ; wikibase:timePrecision ?precision . }}
}}"""


def _items(items: Iterable[str]) -> str:
    return " ".join(f"wd:{item}" for item in items)


def _table(own: str, main: str, properties: Iterable[str]) -> str:
    return " ".join(f'({own}:{prop} {main}:{prop} "{prop}")' for prop in properties)
