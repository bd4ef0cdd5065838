"""The words of SPARQL as the engine's parser cuts them, and where they stand."""

from __future__ import annotations

import re

# The escapes the engine takes; with any other a string ends differently than it seems to.
_ESCAPE = (
    r"\\(?:[tbnrf\"'\\]"
    r"|(?:u|U0000)(?:[0-9A-CEFa-cef][0-9A-Fa-f]{3}|[Dd][0-7][0-9A-Fa-f]{2})"
    r"|U(?:000[1-9A-Fa-f]|0010)[0-9A-Fa-f]{4})"
)
BLANK = r"(?:[ \t\r\n]+|\#[^\r\n]*+)*+"
CHARACTER = r"(?:[\w.%-]|[^\x00-\x7f]|\\.)"
VARIABLE = r"[?$](?:\w|[^\x00-\x7f])+"

TOKEN = re.compile(
    rf"""
      (?P<blank>   [ \t\r\n]+ | \#[^\r\n]* )
    | (?P<string>  '''(?:'{{0,2}}(?:[^'\\]|{_ESCAPE}))*+'''
                 | \"\"\"(?:"{{0,2}}(?:[^"\\]|{_ESCAPE}))*+\"\"\"
                 | '(?:[^'\\\r\n]|{_ESCAPE})*+'
                 | "(?:[^"\\\r\n]|{_ESCAPE})*+" )
    | (?P<iri>     <(?:[^<>"{{}}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*+> )
    | (?P<operand> {VARIABLE} | @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<word>    (?:{CHARACTER}|:)+ )
    | (?P<sign>    . )
    """,
    re.VERBOSE | re.DOTALL,
)


def line_and_column(text: str, position: int) -> tuple[int, int]:
    """Where a position (code points from 0) lies, both counted from 1.

    >>> line_and_column("SELECT *\\n{ ?s }", 11)
    (2, 3)
    """
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)


def position_of(text: str, line: int, column: int) -> int:
    """The position of a line and column; the end of the text for what lies behind it.

    >>> position_of("SELECT *\\n{ ?s }", 2, 3)
    11
    """
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
        if not start:
            return len(text)
    return min(start + column - 1, len(text))
