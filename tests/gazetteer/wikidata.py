"""Items in the forms that Wikidata gives them: lines of its JSON dumps, and its RDF.

The persons and bodies are fictitious, with numbers beyond those that Wikidata uses; the states and
the classes are real.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Json = dict[str, Any]
PRECISIONS = {4: 9, 7: 10, 10: 11}  # length of an ISO date: Wikidata's precision
TIMES = {"P569", "P570", "P580", "P582"}
TEXTS = {"P1448", "P1813", "P1549"}


def snak(prop: str, value: str) -> Json:
    """A value: "Q…", an ISO date, a text with its language ("en:…"), "?" unknown, "-" none."""
    if value in {"?", "-"}:
        kind = "somevalue" if value == "?" else "novalue"
        return {"snaktype": kind, "property": prop, "datatype": "wikibase-item"}
    if prop in TIMES:
        time = value + "-00" * (3 - len(value.split("-")))
        data: Json = {
            "value": {
                "time": f"+{time}T00:00:00Z",
                "timezone": 0,
                "before": 0,
                "after": 0,
                "precision": PRECISIONS[len(value)],
                "calendarmodel": "http://www.wikidata.org/entity/Q1985727",
            },
            "type": "time",
        }
    elif prop in TEXTS:
        language, _, text = value.partition(":")
        data = {"value": {"text": text, "language": language}, "type": "monolingualtext"}
    else:
        number = int(value[1:])
        data = {
            "value": {"entity-type": "item", "numeric-id": number, "id": value},
            "type": "wikibase-entityid",
        }
    return {"snaktype": "value", "property": prop, "datavalue": data}


def claim(
    prop: str, value: str, rank: str = "normal", qualifiers: Mapping[str, str] | None = None
) -> Json:
    """A statement with its rank and qualifiers."""
    found: Json = {"mainsnak": snak(prop, value), "type": "statement", "rank": rank}
    if qualifiers:
        found["qualifiers"] = {
            name: [{"hash": "0" * 40, **snak(name, each)}] for name, each in qualifiers.items()
        }
        found["qualifiers-order"] = list(qualifiers)
    return found


def item(
    qid: str,
    labels: Mapping[str, str],
    claims: Iterable[Json],
    aliases: Mapping[str, Iterable[str]] | None = None,
    sitelinks: int = 10,
) -> Json:
    """An item."""
    grouped: dict[str, list[Json]] = {}
    for at, each in enumerate(claims):
        prop = each["mainsnak"]["property"]
        identified = {**each, "id": f"{qid}${at:08X}-0000-4000-8000-000000000000"}
        grouped.setdefault(prop, []).append(identified)
    return {
        "type": "item",
        "id": qid,
        "labels": {lang: {"language": lang, "value": text} for lang, text in labels.items()},
        "descriptions": {"en": {"language": "en", "value": "an item"}},
        "aliases": {
            lang: [{"language": lang, "value": text} for text in texts]
            for lang, texts in (aliases or {}).items()
        },
        "claims": grouped,
        "sitelinks": {
            f"w{at}wiki": {"site": f"w{at}wiki", "title": qid, "badges": []}
            for at in range(sitelinks)
        },
        "lastrevid": 1,
    }


def line(entity: Json) -> bytes:
    """The item as a dump writes it."""
    return json.dumps(entity, ensure_ascii=False, separators=(",", ":")).encode()


def dump(entities: Iterable[Json | bytes]) -> bytes:
    """A whole dump: an array with one item a line."""
    lines = [each if isinstance(each, bytes) else line(each) for each in entities]
    return b"[\n" + b",\n".join(lines) + b"\n]\n"


WD = "http://www.wikidata.org"


def triples(entity: Json) -> Iterator[str]:
    """The item as Wikidata's RDF has it, in N-Triples: labels, statements, ranks, values."""
    subject = f"<{WD}/entity/{entity['id']}>"
    for prop, names in (
        ("http://www.w3.org/2000/01/rdf-schema#label", entity["labels"].values()),
        (
            "http://www.w3.org/2004/02/skos/core#altLabel",
            [name for several in entity["aliases"].values() for name in several],
        ),
    ):
        for name in names:
            yield f"{subject} <{prop}> {json.dumps(name['value'])}@{name['language']} ."
    ontology = "http://wikiba.se/ontology#"
    integer = "<http://www.w3.org/2001/XMLSchema#integer>"
    count = len(entity["sitelinks"])
    yield f'{subject} <{ontology}sitelinks> "{count}"^^{integer} .'
    for prop, statements in entity["claims"].items():
        best = {each["rank"] for each in statements}
        truthy = "preferred" if "preferred" in best else "normal"
        for each in statements:
            node = f"<{WD}/entity/statement/{each['id'].replace('$', '-')}>"
            rank = each["rank"].capitalize() + "Rank"
            yield f"{subject} <{WD}/prop/{prop}> {node} ."
            yield f"{node} <{ontology}rank> <{ontology}{rank}> ."
            yield from _value(node, "statement", each["mainsnak"])
            if each["rank"] == truthy and each["mainsnak"]["snaktype"] == "value":
                value = _term(each["mainsnak"])
                yield f"{subject} <{WD}/prop/direct/{prop}> {value} ."
            for several in each.get("qualifiers", {}).values():
                for one in several:
                    yield from _value(node, "qualifier", one)


def _value(node: str, role: str, found: Json) -> Iterator[str]:
    prop = found["property"]
    if found["snaktype"] == "novalue":
        return
    if found["snaktype"] == "somevalue":
        yield f"{node} <{WD}/prop/{role}/{prop}> _:unknown{prop} ."
        return
    yield f"{node} <{WD}/prop/{role}/{prop}> {_term(found)} ."
    data = found["datavalue"]
    if data["type"] == "time":
        time, precision = data["value"]["time"].lstrip("+"), data["value"]["precision"]
        full = f"<{WD}/value/{time[:10]}-{precision}>"
        yield f"{node} <{WD}/prop/{role}/value/{prop}> {full} ."
        yield f"{full} <http://wikiba.se/ontology#timeValue> {_term(found)} ."
        integer = "<http://www.w3.org/2001/XMLSchema#integer>"
        yield f'{full} <http://wikiba.se/ontology#timePrecision> "{precision}"^^{integer} .'


def _term(found: Json) -> str:
    data = found["datavalue"]
    value = data["value"]
    if data["type"] == "time":
        time = value["time"].lstrip("+").replace("-00", "-01")
        return f'"{time}"^^<http://www.w3.org/2001/XMLSchema#dateTime>'
    if data["type"] == "monolingualtext":
        return f"{json.dumps(value['text'])}@{value['language']}"
    return f"<{WD}/entity/{value['id']}>"


HUMAN, SOVEREIGN_STATE, ORGANISATION = "Q5", "Q3624078", "Q484652"
OFFICE_CLASS, POLITICIAN, PARTY, CITY, TAXON = "Q4164871", "Q82955", "Q7278", "Q515", "Q990000001"
PREMIER, MAYOR, LORE, ANA, BO = "Q990000010", "Q990000011", "Q990000012", "Q990000020", "Q990000021"


def small_world() -> list[Json]:
    """Armenia, two offices, persons who held them, bodies, and items that are of no use."""
    return [
        item(
            "Q399",
            {"en": "Armenia", "fr": "Arménie", "hy": "Հայաստան"},
            [
                claim("P31", SOVEREIGN_STATE),
                claim("P17", "Q399"),
                claim("P1549", "en:Armenian"),
                claim("P1549", "fr:Arménien"),
                claim(
                    "P1448",
                    "en:Armenian SSR of old",
                    qualifiers={"P580": "1936", "P582": "1991-09"},
                ),
                claim("P1448", "en:Republic of Armenia", qualifiers={"P580": "1991-09-21"}),
            ],
            {"en": ["Hayastan"], "fr": ["République d'Arménie"]},
            300,
        ),
        item(
            PREMIER,
            {"en": "First Steward of Armenia"},
            [claim("P31", OFFICE_CLASS), claim("P1001", "Q399")],
            {"en": ["First Steward"]},
            2,
        ),
        item(
            MAYOR,
            {"en": "mayor of Upper Lore"},
            [claim("P31", "Q990000002"), claim("P1001", "Q399")],
        ),
        item(LORE, {"en": "Upper Lore"}, [claim("P31", CITY), claim("P17", "Q399")], {}, 40),
        item(
            ANA,
            {"en": "Ana Bergyan", "fr": "Anna Bergian"},
            [
                claim("P31", HUMAN),
                claim("P27", "Q399"),
                claim("P569", "1970-02"),
                claim(
                    "P39", MAYOR, qualifiers={"P580": "2001", "P582": "2009-05-30", "P642": LORE}
                ),
                claim("P39", PREMIER, "preferred", {"P580": "2012-04-09"}),
                claim("P39", "Q990000013", "deprecated", {"P580": "2010"}),
            ],
            {"en": ["Anna Bergyan", "Ana\tBergyan|senior"]},
            4,
        ),
        item(
            BO,
            {"mul": "Bo Tal"},
            [
                claim("P31", HUMAN),
                claim("P106", POLITICIAN),
                claim("P570", "1999-12-31"),
                claim("P27", "?"),
            ],
        ),
        item("Q990000022", {"en": "Cy Noone"}, [claim("P31", HUMAN), claim("P106", "Q990000003")]),
        item(
            "Q990000030",
            {"en": "League of Upper Places"},
            [claim("P31", ORGANISATION), claim("P1813", "en:LUP")],
        ),
        item(
            "Q990000031", {"en": "Upper Party"}, [claim("P31", PARTY), claim("P17", "Q399")], {}, 1
        ),
        item(
            "Q990000032",
            {"en": "Law on Places"},
            [claim("P31", "Q990000004"), claim("P1001", "Q399")],
        ),
        item("Q990000033", {"en": "a beetle"}, [claim("P31", TAXON)]),
        item("Q990000034", {"de": "Oberbund"}, [claim("P31", ORGANISATION)]),
        {"type": "property", "id": "P31", "labels": {}, "claims": {}},
    ]
