"""The language in which rules are written, compiled to regular expressions over token characters.

A rule is a line of atoms separated by blanks, with the operators of regular expressions:

=========== =======================================================================================
``met``      the word, in any case at the start of a sentence
``@met``     a word of the table of that name in ``lexicon.GROUPS``
``P O C …``  a mention or token class: one capital letter or sign of ``codes``
``_``        any token; ``_{0,4}`` up to four
``[P O]``    one of these
``(?<a>P)``  a named group, read back as the argument ``a``
=========== =======================================================================================
"""

from __future__ import annotations

import re
from typing import Final

from kg.extract import codes, lexicon

_ATOM: Final = re.compile(
    r"(\(\?<[a-z_0-9]+>|\(\?:|\(\?=|\(\?!|\(\?<=|\(\?<!|[()|?*+^$]|\{\d*,?\d*\}|\[\^?|\]"
    r"|@[a-z]+|[a-zà-ÿ][a-zà-ÿ’'\-]+|\\?.)"
)
_CLASS_SIGNS: Final = frozenset("xXKGIpHJRmFBQSMWYCAOLDPZTUVNE#.nq(),;:-*")


def compile_rule(source: str) -> re.Pattern[str]:
    """The regular expression of one rule. Raises ValueError for an unknown table or class."""
    return re.compile("".join(_translate(atom) for atom in atoms(source)))


def atoms(source: str) -> list[str]:
    """The atoms of a rule."""
    return [atom for atom in _ATOM.findall(source) if not atom.isspace()]


def signs(atom: str) -> frozenset[str]:
    """The characters that an atom may stand for. Raises ValueError for an unknown one."""
    if atom.startswith("@"):
        table = lexicon.GROUPS.get(atom[1:])
        if table is None:
            raise ValueError(f"no word table {atom!r}")
        return frozenset(codes.literal(word) for word in table.split())
    if atom.startswith("\\"):
        return frozenset(atom[1:])
    if len(atom) > 1 or atom in "a&":
        return frozenset(codes.literal(atom))
    if atom not in _CLASS_SIGNS:
        raise ValueError(f"no token class {atom!r}")
    return frozenset(atom)


def _translate(atom: str) -> str:
    if atom.startswith("(?<") and atom[3] not in "=!":
        return f"(?P{atom[2:]}"
    if atom[0] in "()|?*+{}^$[]":
        return atom
    if atom == "_":
        return "[^.n]"
    chars = "".join(sorted(signs(atom)))
    return f"[{chars}]" if atom.startswith("@") else re.escape(chars)
