"""Only the links to Wikidata, as a VoID linkset: for who has the rest, or wants no more.

Source: Describing Linked Datasets with the VoID Vocabulary (W3C 2011), section 5.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.export.export import Reader, SameAs, export_format, same_as_property
from kg.export.writing import written
from kg.settings import check_base
from kg.vocabulary import PREFIXES, WD, Rdf, Schema

_VOID = "http://rdfs.org/ns/void#"
_CLOSE = f"{PREFIXES['skos']}closeMatch"
_WIKIDATA = "http://www.wikidata.org/"
_INTEGER = f"{PREFIXES['xsd']}integer"


def export_links(
    reader: Reader, *, fmt: str = "turtle", base: str | None = None, same_as: SameAs = "schema"
) -> Iterator[bytes]:
    """The links and the linkset that they are; the same links give the same bytes.

    What is the same and what is merely close are two linksets, as each has one property.

    Raises:
        UsageError: the format, base or vocabulary is unknown.
    """
    chosen = export_format(fmt)
    target = reader.base if base is None else check_base(base)
    same = same_as_property(same_as)
    lines: list[str] = []
    for part, kept, property_ in (
        ("wikidata", Schema.sameAs, same),
        ("wikidata-close", _CLOSE, _CLOSE),
    ):
        pairs = _pairs(reader, kept, target)
        lines += [f" {subject} <{property_}> {item}" for subject, item in pairs]
        if pairs or part == "wikidata":
            lines += _linkset(f"{target}dataset", part, property_, len(pairs))
    return _written(sorted(set(lines)), chosen.name, target)


def _written(lines: list[str], name: str, target: str) -> Iterator[bytes]:
    with tempfile.TemporaryDirectory(prefix="kg-export-") as folder:
        prefixes = PREFIXES | {"void": _VOID}
        yield from written(lines, export_format(name), target, Path(folder), prefixes)


def _pairs(reader: Reader, property_: str, target: str) -> list[tuple[str, str]]:
    """Our node and the item, as terms, for each link to Wikidata."""
    quads = reader.store.quads_for_pattern(None, ox.NamedNode(property_), None, ox.DefaultGraph())
    found = []
    for quad in quads:
        subject, item = quad.subject, quad.object
        if not (isinstance(subject, ox.NamedNode) and isinstance(item, ox.NamedNode)):
            continue
        if item.value.startswith(WD):
            ours = subject.value
            if ours.startswith(reader.base):
                ours = target + ours[len(reader.base) :]
            found.append((f"<{ours}>", f"<{item.value}>"))
    return found


def _linkset(dataset: str, part: str, property_: str, count: int) -> Iterator[str]:
    here = f" <{dataset}#{part}>"
    yield f" <{dataset}> <{Rdf.type}> <{_VOID}Dataset>"
    yield f" <{dataset}> <{_VOID}subset>{here}"
    yield f"{here} <{Rdf.type}> <{_VOID}Linkset>"
    yield f"{here} <{_VOID}linkPredicate> <{property_}>"
    yield f"{here} <{_VOID}subjectsTarget> <{dataset}>"
    yield f"{here} <{_VOID}objectsTarget> <{_WIKIDATA}>"
    yield f'{here} <{_VOID}triples> "{count}"^^<{_INTEGER}>'
    yield f" <{_WIKIDATA}> <{Rdf.type}> <{_VOID}Dataset>"
    yield f' <{_WIKIDATA}> <{_VOID}uriSpace> "{WD}"'
