"""The ``#+`` header of a saved query: what it is for, its parameters and its columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import yaml

from kg.errors import UsageError
from kg.model import (
    Aspect,
    Basis,
    MeetingKind,
    MeetingStatus,
    MemberRole,
    MembershipStatus,
    OfficeKind,
    ParticipantRole,
    Stance,
    TenureStatus,
)
from kg.vocabulary import ClaimKind

ENTITY_TYPES: Final = frozenset(
    {"person", "organisation", "country", "office", "place", "document", "any"}
)
VALUE_TYPES: Final = frozenset({"date", "month", "kind", "string", "integer"})
# Which kinds a parameter of type kind chooses from, by the name of their scheme in the ontology.
SCHEMES: Final[dict[str, type[StrEnum]]] = {
    "office-kinds": OfficeKind,
    "tenure-statuses": TenureStatus,
    "member-roles": MemberRole,
    "membership-statuses": MembershipStatus,
    "meeting-kinds": MeetingKind,
    "event-statuses": MeetingStatus,
    "participation-roles": ParticipantRole,
    "stances": Stance,
    "aspects": Aspect,
    "bases": Basis,
    "claim-kinds": ClaimKind,
}
# The loader written in C reads all headers in a tenth of the time; both are safe ones.
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NAME = re.compile(r"[a-z][A-Za-z0-9_]{0,39}")
_DERIVE = re.compile(r"month\((\w+)\)")
_KEYS = {"summary", "description", "params", "columns", "tags"}
_PARAMETER_KEYS = {
    "name", "type", "scheme", "description", "required", "default", "example", "derive",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value to be filled in.

    ``types`` is one of VALUE_TYPES or some of ENTITY_TYPES. A parameter left out has its
    ``default``, without one any value will do, unless it is ``required``. One that is ``derived``
    is the month of the parameter named and is not asked for.
    """

    name: str
    types: tuple[str, ...]
    description: str
    scheme: str = ""
    required: bool = False
    default: str = ""
    example: str = ""
    derived: str = ""

    @property
    def is_entity(self) -> bool:
        """Whether its value is something in the graph, given by name, IRI or Q-number."""
        return self.types[0] in ENTITY_TYPES

    @property
    def type(self) -> str:
        """The types as the header has them: "organisation|country"."""
        return "|".join(self.types)

    @property
    def choices(self) -> tuple[str, ...]:
        """The notations to choose from; () unless it is of type kind."""
        return tuple(SCHEMES[self.scheme]) if self.scheme else ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer and what it holds."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Header:
    """All that the header says."""

    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    tags: tuple[str, ...]


def read_header(text: str, place: str) -> Header:
    """The header of a file; ``place`` names it in errors.

    Raises:
        UsageError: the header cannot be read, or says something that is not known.
    """
    lines = [line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+")]
    if not lines:
        raise UsageError(f"{place}: a saved query begins with a header, lines that start with #+")
    try:
        found = yaml.load("\n".join(lines), Loader=_LOADER)
    except yaml.YAMLError as error:
        raise UsageError(f"{place}: the header is no YAML: {_one_line(error)}") from None
    header = _mapping(found, "the header", place)
    _only(header, _KEYS, "the header", place)
    if not header.get("summary"):
        raise UsageError(f"{place}: the header lacks its summary")
    return Header(
        summary=_text(header, "summary"),
        description=_text(header, "description"),
        parameters=_parameters(header.get("params") or [], place),
        columns=_columns(header.get("columns") or {}, place),
        tags=tuple(str(tag) for tag in header.get("tags") or ()),
    )


def _parameters(found: object, place: str) -> tuple[Parameter, ...]:
    if not isinstance(found, list):
        raise UsageError(f"{place}: params is a list, one “- name: …” a parameter")
    parameters = tuple(_parameter(_mapping(item, "a parameter", place), place) for item in found)
    names = [parameter.name for parameter in parameters]
    for parameter in parameters:
        if names.count(parameter.name) > 1:
            raise UsageError(f"{place}: the parameter {parameter.name} is there twice")
        if parameter.derived and parameter.derived not in names:
            raise UsageError(
                f"{place}: {parameter.name} derives from {parameter.derived}, which is no parameter"
            )
    return parameters


def _parameter(found: Mapping[str, Any], place: str) -> Parameter:
    name = str(found.get("name", ""))
    if not _NAME.fullmatch(name):
        raise UsageError(f"{place}: “{name}” is no name of a parameter; letters and digits are")
    here = f"{place}: parameter {name}"
    _only(found, _PARAMETER_KEYS, "a parameter", here)
    types = tuple(str(found.get("type", "")).split("|"))
    if not (set(types) <= ENTITY_TYPES or (len(types) == 1 and types[0] in VALUE_TYPES)):
        known = ", ".join(sorted(ENTITY_TYPES | VALUE_TYPES))
        raise UsageError(f"{here}: “{'|'.join(types)}” is no type. Choose from: {known}")
    scheme = _text(found, "scheme")
    if (types == ("kind",)) != bool(scheme) or (scheme and scheme not in SCHEMES):
        raise UsageError(
            f"{here}: a kind names the scheme it is from, one of: {', '.join(sorted(SCHEMES))}"
        )
    derived = _text(found, "derive")
    if derived and not (types == ("month",) and _DERIVE.fullmatch(derived)):
        raise UsageError(f"{here}: only a month can be derived, written month(day)")
    if types[0] in ENTITY_TYPES and found.get("default"):
        raise UsageError(f"{here}: an entity has no default, stores have different ones")
    return Parameter(
        name=name,
        types=types,
        description=_text(found, "description"),
        scheme=scheme,
        required=bool(found.get("required", False)),
        default=_text(found, "default"),
        example=_text(found, "example"),
        derived=_DERIVE.sub(r"\1", derived),
    )


def _columns(found: object, place: str) -> tuple[Column, ...]:
    columns = _mapping(found, "columns", place)
    return tuple(Column(str(name), str(text)) for name, text in columns.items())


def _mapping(found: object, what: str, place: str) -> Mapping[str, Any]:
    if not isinstance(found, dict):
        raise UsageError(f"{place}: {what} is made of “name: value” lines")
    return found


def _only(found: Mapping[str, Any], known: set[str], what: str, place: str) -> None:
    for key in found:
        if key not in known:
            raise UsageError(
                f"{place}: “{key}” is not known in {what}; known are {', '.join(sorted(known))}"
            )


def _text(found: Mapping[str, Any], key: str) -> str:
    """A value as text; YAML reads 2024-03-19 as a date and gives it back the same."""
    value = found.get(key)
    return "" if value is None else str(value).strip()


def _one_line(error: yaml.YAMLError) -> str:
    return " ".join(str(error).split())
