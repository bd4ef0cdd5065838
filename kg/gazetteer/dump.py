"""Reads the lines of a Wikidata JSON dump; most are told to be of no use before they are parsed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kg.gazetteer.classes import PERSON, POLITICIAN
from kg.gazetteer.entity import (
    DATE_PROPERTIES,
    DATE_QUALIFIERS,
    ITEM_PROPERTIES,
    ITEM_QUALIFIERS,
    TEXT_PROPERTIES,
    Entity,
    Statement,
    date_at,
)

_QID = re.compile(rb'"id": ?"Q(\d+)"')
# The value of a snak of P31, wherever in the line: its own statements, seldom a qualifier.
_CLASS = re.compile(rb'"P31",.{0,120}?"(?:numeric-id": ?|id": ?"Q)(\d+)')
_MARK = b'"P31"'
_ITEM = re.compile(r"Q[1-9][0-9]{0,9}")
_HEAD = 120  # bytes at the start of a line that hold its own number
_POLITICIAN = re.compile(rb'"numeric-id": ?%d\b' % POLITICIAN)
_KEPT = (*ITEM_PROPERTIES, *TEXT_PROPERTIES, *DATE_PROPERTIES)


class LineError(ValueError):
    """A line is no item; the message says why."""


def _loads() -> Callable[[bytes], Any]:
    try:
        import orjson
    except ImportError:
        return json.loads
    return orjson.loads


class Reader:
    """Tells the lines that a gazetteer needs and reads them.

    ``classes`` maps the numbers of classes to kinds, ``known`` are numbers of items to be taken
    whatever their class is.
    """

    def __init__(self, classes: Mapping[int, str], known: Iterable[int] = ()) -> None:
        self._classes = {b"%d" % each for each, kind in classes.items() if kind != PERSON}
        self._persons = {b"%d" % each for each, kind in classes.items() if kind == PERSON}
        self._known = {b"%d" % each for each in known}
        self._parse = _loads()

    def wanted(self, line: bytes) -> bool:
        """Whether the line may be of use: a matter of finding bytes, no parsing.

        A line that may name an office (it has a jurisdiction) is wanted too.
        """
        at = line.find(_MARK)
        if at < 0:
            return False
        own = _QID.search(line, 0, _HEAD)
        if own is not None and own[1] in self._known:
            return True
        found = set()
        while at >= 0:  # finding bytes is much faster than a search by pattern
            if value := _CLASS.match(line, at):
                found.add(value[1])
            at = line.find(_MARK, at + len(_MARK))
        if not found.isdisjoint(self._classes):
            return True
        if not found.isdisjoint(self._persons):
            return b'"P39"' in line or _POLITICIAN.search(line, 0) is not None
        return b'"P1001"' in line

    def entity(self, line: bytes) -> Entity | None:
        """The item of a line, None if the line is of another sort of entity.

        Raises:
            LineError: the line is no JSON, or not what the format of dumps promises.
        """
        try:
            found = self._parse(line.rstrip(b"\r, "))
            if found.get("type", "item") != "item":
                return None
            return _entity(found)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise LineError(f"{type(error).__name__}: {str(error)[:120]}") from error


def _entity(found: Mapping[str, Any]) -> Entity:
    qid = found["id"]
    if not _ITEM.fullmatch(qid):
        raise LineError(f"“{qid}” is no Q-number")
    claims = found.get("claims") or {}
    return Entity(
        qid,
        {language: name["value"] for language, name in (found.get("labels") or {}).items()},
        {
            language: [name["value"] for name in names]
            for language, names in (found.get("aliases") or {}).items()
        },
        {
            prop: [
                read
                for statement in claims[prop]
                if statement.get("rank") != "deprecated"
                if (read := _statement(statement)) is not None
                and (prop not in ITEM_PROPERTIES or _ITEM.fullmatch(read.value))
            ]
            for prop in _KEPT
            if prop in claims
        },
        len(found.get("sitelinks") or ()),
    )


def _statement(statement: Mapping[str, Any]) -> Statement | None:
    value, language = _value(statement["mainsnak"])
    if not value:
        return None
    asked = statement.get("qualifiers") or {}
    qualifiers = {
        prop: values
        for prop in (*DATE_QUALIFIERS, *ITEM_QUALIFIERS)
        if prop in asked
        and (
            values := [
                read
                for snak in asked[prop]
                if (read := _value(snak)[0])
                and (prop not in ITEM_QUALIFIERS or _ITEM.fullmatch(read))
            ]
        )
    }
    return Statement(value, statement.get("rank") == "preferred", language, qualifiers)


def _value(snak: Mapping[str, Any]) -> tuple[str, str]:
    """The value of a snak and its language; "" where it is unknown, none, or of another type."""
    if snak.get("snaktype") != "value":
        return "", ""
    data = snak["datavalue"]
    value = data["value"]
    match data["type"]:
        case "wikibase-entityid":
            qid = value.get("id") or f"Q{value['numeric-id']}"
            return (qid, "") if qid.startswith("Q") else ("", "")
        case "time":
            return date_at(value["time"], value["precision"]), ""
        case "monolingualtext":
            return value["text"], value["language"]
    return "", ""
