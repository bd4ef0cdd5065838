"""Short names of organisations: acronyms, and the head that stands for the whole name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from kg.extract.codes import FUNCTION_WORDS
from kg.extract.lattice import Lattice, Span
from kg.extract.lexicon import NOT_ORGANISATIONS
from kg.extract.names import Name
from kg.extract.rules import Rule
from kg.model import EntityKind
from kg.text.slug import slug

RULES: tuple[Rule, ...] = (
    Rule(
        "name.acronym-defined",
        "an acronym in brackets behind the name it stands for, here and in what follows",
        "(?<o>O) \\( (?<a>[X K F G]) \\)",
        "The Baltic Ferry Association (BFA) came.",
        "The Baltic Ferry Association (Riga) came.",
    ),
    Rule(
        "name.acronym-expanded",
        "an acronym with the name it stands for in brackets, here and in what follows",
        "(?<a>X) \\( the? (?<o>O) \\)",
        "BFA (the Baltic Ferry Association) came.",
        "Riga (the Baltic Ferry Association) came.",
    ),
    Rule(
        "name.acronym",
        "capitals in a text that is not all capitals",
        "X",
        "The BFOA raised its fees.",
        "RIGA – The port reopened.",
    ),
    Rule(
        "name.head-reference",
        "the head alone, of the only organisation before it that has this head in its name",
        "(?<=the) (?<head>F) (?! (?:of|for) the? [X K G E F m A C O])",
        "The Baltic Ferry Council met the press. The Council has three rooms.",
        "The Baltic Ferry Council and the Riga Council came. The Council has three rooms.",
    ),
)
_DEFINED, _EXPANDED, _BARE, _HEAD = RULES
INITIALS: Final = Rule.by_function(
    "name.acronym-initials",
    "capitals that are the initials of the only organisation of such a name in the text",
    "The Baltic Ferry Association raised its fees. The BFA has three ships.",
    "The Baltic Ferry Company raised its fees. The BFA has three ships.",
)
RULES = (*RULES, INITIALS)
_NOT_ORGANISATIONS: Final = NOT_ORGANISATIONS | {word.upper() for word in FUNCTION_WORDS.split()}


def acronym_stage(lattice: Lattice) -> None:
    """Acronyms that the document explains, wherever they stand; then those it does not."""
    known: dict[str, Name] = {}
    for rule in (_DEFINED, _EXPANDED):
        lattice.stage(rule, lambda m: _defined(lattice, m, known))
    if known:
        spans = []
        for m in re.finditer("[XKFG]", lattice.codes):
            word = lattice.words(m.start(), m.end())[0]
            if word in known:
                spans.append(Span(*m.span(), "O", known[word]._replace(text=word)))
        lattice.rewrite(spans)
    if lattice.uses(INITIALS):
        _of_initials(lattice)
    _unexplained(lattice)


def _of_initials(lattice: Lattice) -> None:
    """ "The Baltic Ferry Association … the BFA": it, whatever else goes by these capitals."""
    words, edges = lattice.tokens.words, lattice.edges
    asked = [  # capitals that no rule above explains
        symbol
        for code in "XO"
        for symbol in lattice.places(code, 0, len(lattice.codes))
        if edges[symbol + 1] == edges[symbol] + 1
        and _SHORTEST <= len(word := words[edges[symbol]]) <= _LONGEST
        and word.isupper()
        and word.isalpha()
    ]
    if not asked:
        return
    named: dict[str, dict[str, Name]] = {}
    keys: set[str] = set()  # of what the text names in full
    for symbol in lattice.places("O", 0, len(lattice.codes)):
        name = lattice.value(symbol)
        if isinstance(name, Name) and edges[symbol + 1] > edges[symbol] + 1:
            keys.add(name.key)
            named.setdefault(_initials(lattice.text(symbol, symbol + 1)), {})[name.key] = name
    spans = []
    for symbol in sorted(asked):
        word, known = words[edges[symbol]], lattice.value(symbol)
        meant = list(named.get(word, {}).values())
        if len(meant) != 1 or word in _NOT_ORGANISATIONS:
            continue
        if isinstance(known, Name) and known.key in keys:
            continue
        spans.append(Span(symbol, symbol + 1, "O", meant[0]._replace(text=word, rule=INITIALS.id)))
        lattice.took(INITIALS, symbol, symbol + 1)
    lattice.rewrite(spans)


_SHORTEST, _LONGEST = 3, 6  # letters of an acronym that initials explain


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", name) if word[0].isupper())


def _unexplained(lattice: Lattice) -> None:
    """Acronyms that the document does not explain. Every unknown word with a capital is asked."""
    if not lattice.uses(_BARE):
        return
    words, edges = lattice.tokens.words, lattice.edges
    everywhere: list[frozenset[str]] = []
    spans: list[Span] = []
    for symbol in lattice.places("X", 0, len(lattice.codes)):
        word = words[edges[symbol]]
        span = _bare(lattice, symbol, word, everywhere) if word.isupper() else None
        if span is not None:
            spans.append(span)
            lattice.took(_BARE, symbol, symbol + 1)
        elif lattice.trace is not None:
            lattice.refused(_BARE, symbol, symbol + 1)
    lattice.rewrite(spans)


def _defined(lattice: Lattice, m: re.Match[str], known: dict[str, Name]) -> Span | None:
    name: Name = lattice.value(m.start("o"))
    acronym = lattice.words(m.start("a"), m.end("a"))[0]
    if len(acronym) < 2 or not acronym.isupper() or acronym[0] != _initials(name.name)[:1]:
        return None
    known[acronym] = name
    return Span(m.start(), m.end(), "O", name)


def _bare(
    lattice: Lattice, symbol: int, word: str, everywhere: list[frozenset[str]]
) -> Span | None:
    if not (2 <= len(word) <= 6 and word.isalpha()):
        return None
    if word in _NOT_ORGANISATIONS or not _stands_out(lattice, symbol):
        return None
    if len(word) > 3 and not everywhere:
        everywhere.append(frozenset(lattice.tokens.words))
    if len(word) > 3 and word.capitalize() in everywhere[0]:
        return None  # "TURKU – …", where the text goes on about Turku
    name = Name(EntityKind.ORGANISATION, f"organisation/{slug(word)}", word, word, rule=_BARE.id)
    return Span(symbol, symbol + 1, "O", name)


def _stands_out(lattice: Lattice, symbol: int) -> bool:
    """Alone in capitals: no heading, no part of a name, no dateline, no speaker's label."""
    for beside in (symbol - 1, symbol + 1):
        if 0 <= beside < len(lattice.codes):
            if lattice.codes[beside] in "XGIHZ#YOK" and (
                beside > symbol or lattice.codes[beside] not in "OK"
            ):
                return False
            words = lattice.words(beside, beside + 1)
            if len(words[0]) > 1 and words[0].isupper():
                return False
    at_start = symbol == 0 or lattice.codes[symbol - 1] == "n"
    return not (at_start and lattice.codes[symbol + 1 : symbol + 2] in (":", "-", ","))


@dataclass(slots=True)
class _Seen:
    """The organisations named so far, by the words of their names."""

    names: Iterator[tuple[int, Name]]
    following: tuple[int, Name] | None = None
    by_word: dict[str, dict[str, Name]] = field(default_factory=dict)

    def only(self, word: str, before: int) -> Name | None:
        """The only organisation named before a symbol that has the word in its name."""
        while self.following is not None and self.following[0] < before:
            name = self.following[1]
            for part in name.name.split():
                self.by_word.setdefault(part, {}).setdefault(name.key, name)
            self.following = next(self.names, None)
        found = self.by_word.get(word, {})
        return next(iter(found.values())) if len(found) == 1 else None


def head_reference_stage(lattice: Lattice) -> None:
    """ "the Council" is the document's only organisation so far whose name has that head."""
    symbols = lattice.places("O", 0, len(lattice.codes))
    names = iter([(i, v) for i in symbols if isinstance(v := lattice.value(i), Name)])
    seen = _Seen(names, next(names, None))
    lattice.stage(_HEAD, lambda m: _head(lattice, m, seen))


def _head(lattice: Lattice, m: re.Match[str], seen: _Seen) -> Span | None:
    word = lattice.words(*m.span("head"))[0]
    name = seen.only(word, m.start())
    if name is None:
        return None
    return Span(*m.span("head"), "O", name._replace(text=word, rule=_HEAD.id))
