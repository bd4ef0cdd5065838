"""A W3C reconciliation service, asked in version 0.2 or 1.0 (draft) as its manifest says."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from kg.errors import OnlineError
from kg.online.polite import PoliteClient
from kg.text.slug import fold

BATCH = 25  # queries sent at once, unless the manifest wants fewer
_CANDIDATES = 5  # that are asked for
_MOST = 50  # candidates of one query that are read
_LONGEST = 500  # characters of what a service says that are kept
_ITEM = re.compile(r"https?://www\.wikidata\.org/(?:entity|wiki)/(Q[1-9][0-9]{0,11})")
_DRAFT = re.compile(r"1\.\d+(-.*)?")

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One query: a name, the service's own type ("" for any), and its properties with values."""

    name: str
    type: str = ""
    properties: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate as the service gives it. ``iri`` names it on the web, ``qid`` is "" for what is
    no item of Wikidata; scores of different services cannot be compared."""

    id: str
    name: str
    score: float
    match: bool
    iri: str
    qid: str = ""
    description: str = ""


class Service:
    """A service at an address; the manifest is fetched once."""

    def __init__(self, client: PoliteClient, url: str) -> None:
        """Fetch the manifest.

        Raises:
            OnlineError: the service cannot be reached, or what it answers is no manifest.
            UsageError: the address is none.
        """
        self.url = url
        self._client = client
        manifest = _read(client.get(url), url)
        if not isinstance(manifest, dict) or not isinstance(manifest.get("name"), str):
            raise OnlineError(f"{url} is no reconciliation service: it answers with no manifest")
        self._manifest: Json = manifest
        self.name: str = manifest["name"][:_LONGEST]
        self.version = _version(manifest, url)
        size = manifest.get("batchSize")
        self.batch = min(size, BATCH) if isinstance(size, int) and size > 0 else BATCH

    def type_of(self, *names: str) -> str:
        """The id of the service's default type with one of the names, "" where it has none."""
        wanted = {fold(name) for name in names}
        types = self._manifest.get("defaultTypes")
        listed = (
            [each for each in types if isinstance(each, dict)] if isinstance(types, list) else []
        )
        for each in listed:
            identifier = each.get("id")
            if isinstance(identifier, str) and wanted & {
                fold(identifier),
                fold(str(each.get("name", ""))),
            }:
                return identifier
        return ""

    def reconcile(self, queries: Sequence[Wanted]) -> list[list[Found]]:
        """For each query its candidates, the best first.

        Raises:
            OnlineError: the service cannot be reached or answers what cannot be used.
        """
        if self.version == "1.0":
            body = self._client.post_json(f"{self.url.rstrip('/')}/reconcile", in_draft(queries))
            answer = _read(body, self.url)
            results = answer.get("results") if isinstance(answer, dict) else None
            found = [_list(each, "candidates", self.url) for each in self._each(results)]
        else:
            body = self._client.post_form(self.url, {"queries": json.dumps(in_final(queries))})
            answer = _read(body, self.url)
            if not isinstance(answer, dict):
                raise self._useless()
            found = [_list(answer.get(f"q{n}"), "result", self.url) for n in range(len(queries))]
        if len(found) != len(queries):
            raise self._useless()
        return [self._candidates(each) for each in found]

    def _each(self, results: object) -> list[object]:
        if not isinstance(results, list):
            raise self._useless()
        return results

    def _useless(self) -> OnlineError:
        return OnlineError(f"{self.url} answers with what version {self.version} does not allow")

    def _candidates(self, found: list[object]) -> list[Found]:
        read = [self._candidate(each) for each in found[:_MOST]]
        return sorted(read, key=lambda each: -each.score)

    def _candidate(self, value: object) -> Found:
        if not isinstance(value, dict) or not isinstance(value.get("id"), str) or not value["id"]:
            raise self._useless()
        identifier = value["id"][:_LONGEST]
        score = value.get("score", 0)
        number = float(score) if isinstance(score, int | float) and -1e9 < score < 1e9 else 0.0
        iri = self._iri(identifier)
        item = _ITEM.fullmatch(iri)
        told = value.get("description")
        return Found(
            identifier,
            str(value.get("name", ""))[:_LONGEST],
            number,
            value.get("match") is True,
            iri,
            item[1] if item else "",
            told[:_LONGEST] if isinstance(told, str) else "",
        )

    def _iri(self, identifier: str) -> str:
        """What names an entity on the web, by the manifest; the id itself where it says nothing."""
        if self.version != "1.0":
            space = self._manifest.get("identifierSpace")
            return f"{space}{identifier}" if isinstance(space, str) else identifier
        view = self._manifest.get("view")
        pattern = view.get("url") if isinstance(view, dict) else None
        if not isinstance(pattern, str):
            return identifier
        return re.sub(r"\{\+?id\}", lambda _: identifier, pattern)


def _version(manifest: Mapping[str, Any], url: str) -> str:
    """The version to speak: 0.2 where the service does, else 1.0; 0.1 is asked the same way."""
    versions = manifest.get("versions", ["0.1"])
    listed = [str(each) for each in versions] if isinstance(versions, list) else []
    if "0.2" in listed or "0.1" in listed:
        return "0.2"
    if any(_DRAFT.fullmatch(each) for each in listed):
        return "1.0"
    raise OnlineError(
        f"{url} speaks versions {', '.join(listed)[:_LONGEST] or 'unknown to us'} of the"
        " Reconciliation Service API; 0.1, 0.2 and 1.0 (draft) are understood"
    )


def in_final(queries: Sequence[Wanted]) -> Json:
    """A batch of version 0.2."""
    batch: Json = {}
    for number, each in enumerate(queries):
        query: Json = {"query": each.name, "limit": _CANDIDATES}
        if each.type:
            query["type"] = each.type
        if each.properties:
            query["properties"] = [{"pid": pid, "v": value} for pid, value in each.properties]
        batch[f"q{number}"] = query
    return batch


def in_draft(queries: Sequence[Wanted]) -> Json:
    """A batch of version 1.0 (draft)."""
    batch = []
    for each in queries:
        conditions: list[Json] = [{"matchType": "name", "v": each.name}]
        conditions += [
            {"matchType": "property", "pid": pid, "v": value} for pid, value in each.properties
        ]
        query: Json = {"conditions": conditions, "limit": _CANDIDATES}
        batch.append(query | ({"type": each.type} if each.type else {}))
    return {"queries": batch}


def _read(body: bytes, url: str) -> object:
    try:
        return cast(object, json.loads(body))
    except (ValueError, RecursionError) as error:
        raise OnlineError(f"{url} answers with what is no JSON ({error})") from None


def _list(value: object, name: str, url: str) -> list[object]:
    found = value.get(name) if isinstance(value, dict) else None
    if not isinstance(found, list):
        raise OnlineError(f"{url} answers without “{name}” for a query")
    return found
