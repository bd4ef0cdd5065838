"""What a reconciliation service is asked, read from the JSON of versions 0.2 and 1.0 (draft)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from kg.errors import UsageError
from kg.reconcile.types import type_named

BATCH = 100  # queries that are answered at once
CANDIDATES = 10  # that a query gets unless it asks for more or fewer
MOST_CANDIDATES = 50
MOST_CONDITIONS = 10
MOST_VALUES = 20  # of one condition
LONGEST = 400  # characters of a name or value; nothing in a graph is called by more

Strictness = Literal["any", "all", "should"]
Quantifier = Literal["any", "all", "none"]
_STRICT = ("any", "all", "should")
_QUANTIFIERS = ("any", "all", "none")
_FIELDS_02 = {"query", "type", "limit", "properties", "type_strict"}
_FIELDS_10 = {"conditions", "type", "limit", "lang", "dir"}


class TooManyError(UsageError):
    """More queries than are answered at once."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What else is known of the entity: a property and values, as names, ids or IRIs."""

    property: str
    values: tuple[str, ...]
    required: bool = False
    quantifier: Quantifier = "any"


@dataclass(frozen=True, slots=True)
class Asked:
    """One query: what is the entity called, and what else is known of it. ``name`` may be ""."""

    name: str
    types: tuple[str, ...] = ()
    strict: Strictness = "any"
    limit: int = CANDIDATES
    conditions: tuple[Condition, ...] = ()


def read_batch(text: str) -> dict[str, Asked]:
    """The queries of a batch of version 0.2, by their keys.

    Raises:
        TooManyError: there are more than ``BATCH``.
        UsageError: the text is not such a batch; the message says where.
    """
    batch = _object(_json(text, "queries"), "queries")
    _check_size(len(batch))
    return {key: _asked(value, f"queries.{key[:40]}") for key, value in batch.items()}


def read_draft(text: str) -> list[Asked]:
    """The queries of a batch of version 1.0 (draft), in their order. Raises as ``read_batch``."""
    batch = _object(_json(text, "the body"), "the body")
    queries = batch.get("queries")
    if not isinstance(queries, list):
        raise UsageError("queries: a list of queries is expected")
    _check_size(len(queries))
    return [_draft(value, f"queries.{place}") for place, value in enumerate(queries)]


def _json(text: str, place: str) -> object:
    try:
        return cast(object, json.loads(text))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{place}: this is not JSON: {error}") from None


def _object(value: object, place: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise UsageError(f"{place}: an object is expected")
    return value


def _check_size(size: int) -> None:
    if size > BATCH:
        raise TooManyError(f"a batch has at most {BATCH} queries, not {size}: send several")


def _asked(value: object, place: str) -> Asked:
    content = _object(value, place)
    _check_fields(content, _FIELDS_02, place)
    strict = content.get("type_strict", "any")
    if strict not in _STRICT:
        raise UsageError(f"{place}.type_strict: “any”, “all” or “should” is expected")
    properties = _list(content.get("properties", []), f"{place}.properties")
    conditions = tuple(
        _condition(each, f"{place}.properties.{number}") for number, each in enumerate(properties)
    )
    name = _name(content.get("query", ""), f"{place}.query")
    if not (name or conditions):
        raise UsageError(f"{place}: a query or properties are expected")
    types = _types(content.get("type", []), f"{place}.type")
    return Asked(name, types, strict, _limit(content, place), conditions)


def _draft(value: object, place: str) -> Asked:
    content = _object(value, place)
    _check_fields(content, _FIELDS_10, place)
    name = ""
    conditions = []
    for number, each in enumerate(_list(content.get("conditions"), f"{place}.conditions")):
        where = f"{place}.conditions.{number}"
        condition = _object(each, where)
        if condition.get("matchType") == "name":
            if name:
                raise UsageError(f"{where}: a query has one condition on the name")
            values = _values(condition.get("v"), where)
            name = values[0]
        elif condition.get("matchType") == "property":
            conditions.append(_condition(condition, where))
        else:
            raise UsageError(f"{where}.matchType: “name” or “property” is expected")
    if not (name or conditions):
        raise UsageError(f"{place}.conditions: at least one is expected")
    types = _types(content.get("type", []), f"{place}.type")
    return Asked(name, types, "any", _limit(content, place), tuple(conditions))


def _check_fields(content: Mapping[str, Any], known: set[str], place: str) -> None:
    unknown = sorted(content.keys() - known)
    if unknown:
        raise UsageError(
            f"{place}: a query has no “{unknown[0][:40]}”, but {', '.join(sorted(known))}"
        )


def _condition(value: object, place: str) -> Condition:
    content = _object(value, place)
    pid = content.get("pid")
    if not isinstance(pid, str) or not pid:
        raise UsageError(f"{place}.pid: the id of a property is expected")
    quantifier = content.get("matchQuantifier", "any")
    if quantifier not in _QUANTIFIERS:
        raise UsageError(f"{place}.matchQuantifier: “any”, “all” or “none” is expected")
    required = content.get("required", False)
    if not isinstance(required, bool):
        raise UsageError(f"{place}.required: true or false is expected")
    return Condition(pid, _values(content.get("v"), place), required, quantifier)


def _values(value: object, place: str) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    if not 0 < len(values) <= MOST_VALUES:
        raise UsageError(f"{place}.v: one value or a list of at most {MOST_VALUES} is expected")
    return tuple(_value(each, place) for each in values)


def _value(value: object, place: str) -> str:
    if isinstance(value, dict):
        value = value.get("id")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return " ".join(str(value).split())[:LONGEST]
    raise UsageError(
        f"{place}.v: a text, a number, true, false or an object with an id is expected"
    )


def _types(value: object, place: str) -> tuple[str, ...]:
    """The types; OpenRefine sends null and "" for none."""
    given = value if isinstance(value, list) else [] if value in (None, "") else [value]
    names = [each.get("id") if isinstance(each, dict) else each for each in given]
    texts = [each for each in names if isinstance(each, str)]
    if len(texts) < len(names) or len(names) > MOST_VALUES:
        raise UsageError(f"{place}: the id of a type, or a list of them, is expected")
    return tuple(dict.fromkeys(type_named(each).id for each in texts))


def _limit(content: Mapping[str, Any], place: str) -> int:
    limit = content.get("limit", CANDIDATES)
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not limit >= 1:
        raise UsageError(f"{place}.limit: a number of 1 or more is expected")
    return int(min(limit, MOST_CANDIDATES))


def _name(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise UsageError(f"{place}: a text is expected")
    return " ".join(value.split())


def _list(value: object, place: str) -> list[Any]:
    if not isinstance(value, list) or len(value) > MOST_CONDITIONS:
        raise UsageError(f"{place}: a list of at most {MOST_CONDITIONS} is expected")
    return value
