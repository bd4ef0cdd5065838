"""A saved query, and putting terms in the place of its defaults."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import UsageError
from kg.saved.entities import EntityResolver
from kg.saved.header import Column, Header, Parameter, read_header
from kg.saved.values import Term, month_of, term

# The row of defaults; a query with several groups may repeat it word for word.
_ROW = re.compile(
    r"^(?P<indent>[ \t]*)VALUES \((?P<names>[^)]*)\) \{ \((?P<defaults>.*)\) \} # params[ \t]*$",
    re.MULTILINE,
)
_MARK = re.compile(r"#[ \t]*params[ \t]*$", re.MULTILINE)
_FILE_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_UNDEFINED = "UNDEF"


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A query of the library. ``text`` runs as it is; ``bind`` fills in its parameters."""

    name: str
    header: Header
    text: str
    path: Path

    @classmethod
    def read(cls, path: Path) -> SavedQuery:
        """The saved query of a file.

        Raises:
            UsageError: the header or the row of parameters is not as it has to be.
        """
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{path} cannot be read: {error}") from None
        if not _FILE_NAME.fullmatch(path.stem):
            raise UsageError(f"{path}: the name of a query is made of a-z, 0-9 and hyphens")
        header = read_header(text, str(path))
        _check_rows(text, header, str(path))
        return cls(path.stem, header, text, path)

    @property
    def summary(self) -> str:
        """What it answers, in one line."""
        return self.header.summary

    @property
    def description(self) -> str:
        """How it answers, for people; may be empty."""
        return self.header.description

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters to ask for, those that are derived left aside."""
        return tuple(p for p in self.header.parameters if not p.derived)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the answer."""
        return self.header.columns

    @property
    def tags(self) -> tuple[str, ...]:
        """What it is about, for lists."""
        return self.header.tags

    def bind(self, terms: Mapping[str, Term]) -> str:
        """The SPARQL text with these terms for parameters; the others keep their defaults.

        Terms are written by pyoxigraph, which escapes what has to be escaped, so no term can
        become anything but a term.
        """
        if not self.header.parameters:
            return self.text
        complete = {**terms}
        for parameter in self.header.parameters:
            source = terms.get(parameter.derived)
            if isinstance(source, ox.Literal) and parameter.name not in terms:
                complete[parameter.name] = month_of(source)
        row = _ROW.search(self.text)
        assert row is not None  # read() has checked it
        defaults = _default_terms(row["defaults"])
        values = [
            str(complete[parameter.name]) if parameter.name in complete else default
            for parameter, default in zip(self.header.parameters, defaults, strict=True)
        ]
        line = f"VALUES ({row['names']}) {{ ({' '.join(values)}) }} # params"
        return _ROW.sub(lambda found: found["indent"] + line, self.text)


def prepare(query: SavedQuery, arguments: Mapping[str, str], resolver: EntityResolver) -> str:
    """The SPARQL text of a saved query for arguments as people write them; blank ones are left out.

    Raises:
        UsageError: an argument is unknown, missing, or no value of its type.
        AmbiguousError: a name means several things.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in arguments:
        if name not in known:
            raise UsageError(_unknown(query, name, list(known)))
    given = {name: value for name, value in arguments.items() if value.strip()}
    for parameter in query.parameters:
        if parameter.required and parameter.name not in given:
            example = f", such as “{parameter.example}”" if parameter.example else ""
            raise UsageError(
                f"{query.name} needs {parameter.name} ({parameter.description}){example}"
            )
    return query.bind({name: term(known[name], value, resolver) for name, value in given.items()})


def _unknown(query: SavedQuery, name: str, known: list[str]) -> str:
    if not known:
        return f"{query.name} has no parameters"
    near = difflib.get_close_matches(name, known, 1)
    hint = f", did you mean {near[0]}?" if near else "."
    return f"{query.name} has no parameter {name}{hint} It has: {', '.join(known)}"


def _check_rows(text: str, header: Header, place: str) -> None:
    rows = [row.group().strip() for row in _ROW.finditer(text)]
    if len(rows) != len(_MARK.findall(text)):
        raise UsageError(
            f"{place}: the row of parameters is one line, VALUES (?a) {{ (UNDEF) }} # params"
        )
    names = [f"?{parameter.name}" for parameter in header.parameters]
    if not names:
        if rows:
            raise UsageError(f"{place}: the row “# params” has parameters the header lacks")
        return
    if not rows:
        raise UsageError(f"{place}: no row VALUES ({' '.join(names)}) {{ (…) }} # params")
    if len(set(rows)) > 1:
        raise UsageError(f"{place}: the rows “# params” differ; a repeated one is the same")
    row = _ROW.search(text)
    assert row is not None
    if row["names"].split() != names:
        raise UsageError(
            f"{place}: the row “# params” has ({row['names']}), the header ({' '.join(names)})"
        )
    defaults = _default_terms(row["defaults"])
    if len(defaults) != len(names):
        raise UsageError(
            f"{place}: the row “# params” has {len(defaults)} values, not {len(names)}"
        )
    for parameter, default in zip(header.parameters, defaults, strict=True):
        if (default == _UNDEFINED) == bool(parameter.default):
            raise UsageError(f"{place}: header and row differ in the default of {parameter.name}")


def _default_terms(row: str) -> list[str]:
    """The values of the row; defaults are plain literals and names, without blanks inside."""
    return row.split()
