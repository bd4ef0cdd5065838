"""One character for each token, so that grammar rules are regular expressions over token classes.

Tokens and, after each stage of the cascade, recognised mentions are written as one character each.
Every word that a rule names has a character of its own from the private use area; all other words
share the character of their class. The manner is that of cascaded finite-state grammars (FASTUS,
JAPE): a stage rewrites spans of characters to the one character of what it recognised.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import cache
from importlib.resources import files
from itertools import accumulate, count
from typing import Final

from kg.extract import lexicon

# Classes of plain tokens.
LOWER, CAPITAL, COMMON, GIVEN, INITIAL, PARTICLE = "x", "X", "K", "G", "I", "p"
HONORIFIC, SUFFIX, HEAD, MODIFIER, ORG_HEAD, PLACE_HEAD = "H", "J", "R", "m", "F", "B"
FOREIGN_HEAD: Final = "Q"  # the first word of an organisation's name in another language
NUMBER, MONTH, WEEKDAY, YEAR, STOP, BREAK, QUOTE, POSSESSIVE = (
    "#",
    "M",
    "W",
    "Y",
    ".",
    "n",
    "q",
    "S",
)
OPEN, CLOSE, COMMA, SEMICOLON, COLON, DASH, OTHER = "(", ")", ",", ";", ":", "-", "*"
# Classes of mentions, made by the stages.
COUNTRY, ADJECTIVE, ORGANISATION, PLACE, DATE, PERSON, ROLE = "C", "A", "O", "L", "D", "P", "Z"
ABSTRACT: Final = "E"  # capitalised words that begin or end no name of a person
NOT_A_PERSON: Final = "N"  # a name of several people or of something named after one

MONTHS: Final = (
    "january february march april may june july august september october november december jan. "
    "feb. aug. sept. sep. oct. nov. dec. feb apr jul aug sept sep oct nov dec"
)
_MONTH_NAMES: Final = MONTHS.split()[:12]
MONTH_COMPOUNDS: Final = " ".join(  # "mid-March", "March-May"
    [
        *(f"{part}-{name}" for part in ("mid", "early", "late") for name in _MONTH_NAMES),
        *(f"{name}-{other}" for name in _MONTH_NAMES for other in _MONTH_NAMES),
    ]
)
WEEKDAYS: Final = "monday tuesday wednesday thursday friday saturday sunday"
PARTICLES: Final = (
    "de da di del della der den van von bin ibn al el la le dos du bint ter ten zu av af e ben "
    "ul ur wa el-din al- abu ould y do das des i"
)
SUFFIXES: Final = "jr. jr sr. sr ii iii iv"
FUNCTION_WORDS: Final = (
    "the a an of for and or but nor in on at by with from as to into onto over under after "
    "before during between among through against about above below near within without via "
    "since until he she it they we you i his her its their our your my him them us me this that "
    "these those who whom whose which what when where why how there here both all each every "
    "either neither some any many most other another such same own than then so too very also "
    "just only even still yet not no nor while because although though unless if whether once "
    "however meanwhile moreover therefore thus furthermore additionally finally today yesterday "
    "tomorrow tonight now earlier later recently currently last next this one two three four "
    "five six seven eight nine ten several is are was were be been being has have had having do "
    "does did doing can could would should must might shall am let welcome thank thanks "
    "according following despite including regarding concerning upon toward towards amid per "
    "dear ladies let’s it’s i’m"
)
# Words of dates, read in capitals too: "LAST WEEK", "MET TODAY".
_SHOUTED: Final = (
    "today yesterday tomorrow tonight ago "
    f"{lexicon.GROUPS['unit']} {lexicon.GROUPS['daypart']} {lexicon.GROUPS['season']}"
)
# What a word begins with that is no name: "Non-member", "Right-wing".
_PREFIXES: Final = frozenset(
    "non anti post pre multi all two three four five six mid long short top one full part well far "
    "left right re sub semi inter intra cross high low old new big first second third half late "
    "early then would ex vice self small large".split()
)
_NATIONS: Final = frozenset(  # what stands for a nation in front of another: nobody is called so
    "Afro Anglo Austro Euro Franco Greco Hispano Ibero Indo Italo Luso Russo Serbo Sino "
    "Turco".split()
)
_PUNCTUATION: Final = {
    ".": STOP, "!": STOP, "?": STOP, "…": STOP, ",": COMMA, ";": SEMICOLON, ":": COLON,
    "(": OPEN, "[": OPEN, ")": CLOSE, "]": CLOSE,
    "-": DASH, "–": DASH, "—": DASH, "−": DASH, "―": DASH,
    '"': QUOTE, "“": QUOTE, "”": QUOTE, "«": QUOTE, "»": QUOTE, "„": QUOTE, "‟": QUOTE,
    "'s": POSSESSIVE, "’s": POSSESSIVE, "‘s": POSSESSIVE, "'S": POSSESSIVE, "’S": POSSESSIVE,
}  # fmt: skip
_CONTRACTIONS: Final = tuple(
    mark + end for mark in "'’" for end in ("m", "d", "ll", "re", "t", "ve")
)
_PRIVATE: Final = count(0xE000)
_LITERALS: dict[str, str] = {}


def literal(word: str) -> str:
    """The character of one lower-case word that a rule names; made on first use, at import time."""
    if word not in _LITERALS:
        _LITERALS[word] = chr(next(_PRIVATE))
    return _LITERALS[word]


def known_literal(word: str) -> str:
    """The character of a word that some rule names, "" where none does."""
    return _LITERALS.get(word, "")


def is_literal(code: str) -> bool:
    """Whether a character stands for words that rules name, not for a class or a mention."""
    return "\ue000" <= code <= "\uf8ff"


def _data(name: str) -> frozenset[str]:
    return frozenset(files("kg.text").joinpath("data", name).read_text("utf-8").split())


PAST: Final = frozenset(("ex", "then"))  # of a title: "ex-president", "then-President"
_JOINTS: Final = frozenset(("in", "at", "of", "de"))  # "Commander-in-Chief"
_LONGEST: Final = 40  # characters of a form that is remembered
_LIMIT: Final = 300_000  # forms remembered at most, so that hostile text cannot fill the memory
_MARK: Final = "\0"  # behind the character of a word that some lists have


class _Classes(dict[str, str]):
    """Word to character; a word not seen before is classed by its shape and remembered."""

    def __init__(self) -> None:
        super().__init__()
        self._common = _data("words.txt")
        self._given = _data("given_names.txt")
        self._fill()
        self._fixed = dict(self)

    def _fill(self) -> None:
        """Later lines win over earlier ones."""
        for head in lexicon.words(lexicon.NOT_NAMES):
            self[head.capitalize()] = self[head.upper()] = ABSTRACT
        self._add(lexicon.PLACE_HEADS, PLACE_HEAD, small=False)
        self._add(lexicon.ROLE_MODIFIERS, MODIFIER)
        self._add(lexicon.ORGANISATION_HEADS, ORG_HEAD, small=False)
        for heads in lexicon.ROLE_HEADS.values():
            self._add(heads, HEAD)
        self._add(lexicon.HONORIFICS, HONORIFIC)
        self._add(PARTICLES, PARTICLE, capital=False)
        self._add(SUFFIXES, SUFFIX)
        self._add(lexicon.FOREIGN_HEADS, FOREIGN_HEAD, small=False)
        for word in lexicon.words(FUNCTION_WORDS):
            self[word] = _LITERALS.get(word, LOWER)
            if self.get(word.capitalize()) != MODIFIER:  # "Under Secretary", "First Deputy"
                self[word.capitalize()] = self[word]
        self["i"] = PARTICLE  # "Duran i Lleida"; the pronoun is written large
        self._fill_literals()
        self._add(MONTHS, MONTH)
        for name in MONTH_COMPOUNDS.split():
            first, _, last = name.partition("-")
            for form in (name, name.title(), name.upper(), f"{first}-{last.capitalize()}"):
                self[form] = MONTH
        self._add(WEEKDAYS, WEEKDAY)
        for word in lexicon.words(_SHOUTED):
            self[word.upper()] = literal(word)
        self["may"] = literal("may")
        self["march"] = LOWER
        self["Will"] = self["Grace"] = GIVEN
        self["Thi"] = CAPITAL
        self["PM"] = self["co-CEO"] = self["Co-CEO"] = HEAD
        for word in "Lt Col Capt Sgt Cpl Adm Cmdr Brig Rev".split():
            self[word] = HONORIFIC  # as newspapers write them; Maj and Sen are names, too
        self["Co-Host"] = self["Co-Hosts"] = ABSTRACT  # as headlines write it
        self["Rt"] = self["Rt."] = HONORIFIC  # not RT, a broadcaster
        self["plc"] = ORG_HEAD
        self["P.M."] = self["A.M."] = LOWER
        for word in (
            "Bin",
            "Ibn",
            "Bint",
            "Al",
            "El",
            "Van",
            "Von",
            "De",
            "Da",
            "Di",
            "Le",
            "La",
            "Del",
            "Dos",
        ):
            self[word] = CAPITAL
        self["II"] = self["III"] = self["IV"] = SUFFIX
        self["MP"] = self["CEO"] = HEAD
        self.update(_PUNCTUATION)

    def _fill_literals(self) -> None:
        """Words of rules; in capitals a word of a title or a name stays that first."""
        named = frozenset({MODIFIER, HEAD, HONORIFIC})
        for word, code in _LITERALS.items():
            if self.get(word) in named:
                raise ValueError(f"a rule names {word!r}, which is part of titles")
            self[word] = code
            if word in lexicon.CAPITAL_IN_NAMES:
                self.setdefault(word.capitalize(), COMMON)
            elif self.get(word.capitalize()) not in named | {ORG_HEAD, PLACE_HEAD, MONTH}:
                self[word.capitalize()] = code

    def _add(self, table: str, code: str, *, small: bool = True, capital: bool = True) -> None:
        for word in table.split():
            if small:
                self[word] = code
            if capital:
                parts = word.split("-")
                self["-".join(part.capitalize() for part in parts)] = code
                self["-".join(p if p in _JOINTS else p.capitalize() for p in parts)] = code
                self[word.capitalize()] = code
                self[word.upper()] = code

    def __missing__(self, word: str) -> str:
        if len(self) > _LIMIT:
            self.clear()
            self.update(self._fixed)
        code = self.of(word)
        if len(word) <= _LONGEST:
            self[word] = code
        return code

    def of(self, word: str) -> str:
        """The character of a word, without remembering the word."""
        plain = word.islower() and word.isalpha()  # as most words are
        return self.get(word) or (LOWER if plain else self._shape(word))

    def _joined(self, word: str) -> str:
        """The class of a title or nation with something joined by a hyphen; "" of other words."""
        if word.partition("-")[0] in _NATIONS:
            return ABSTRACT  # "Sino-Russian", "Indo-Sri"
        if word.endswith(("-elect", "-designate")):
            code = self[word.rpartition("-")[0]]  # "mayor-elect"
            return code if code == HEAD else LOWER
        if word.endswith("-level"):
            return MODIFIER  # "Cabinet-level", "Ambassador-level"
        before, _, rest = word.partition("-")
        if before.lower() in PAST and rest and rest.partition("-")[0].lower() not in PAST:
            code = self[rest]  # "ex-president", "then-foreign minister"
            return code if code in (HEAD, MODIFIER) else LOWER
        return ""

    def _shape(self, word: str) -> str:
        first = word[0]
        if first.isdigit():
            return YEAR if len(word) == 4 and word.isdigit() and "1000" <= word < "2200" else NUMBER
        if first == "\n":
            return BREAK
        if not first.isalpha():
            return OTHER
        if "-" in word and (code := self._joined(word)):
            return code
        if not first.isupper():
            # "al-Sabah", "d'Alema": a name that begins with its particle; "non-NATO" is none
            mixed = word != word.lower() and word.partition("-")[0] not in _PREFIXES
            return CAPITAL if mixed and len(word) > 3 else LOWER
        if word[-1] == ".":
            return INITIAL
        if word.lower().endswith(_CONTRACTIONS):
            return LOWER  # "I've", "They'll"
        if word in self._given or (len(word) > 3 and word.capitalize() in self._given):
            return GIVEN
        if word.lower() in self._common:
            return COMMON
        return self._doubled(word)

    def _doubled(self, word: str) -> str:
        """ "Geun-hye", "Jong-un": a given name of two syllables; "John-Paul", of two names."""
        head, _, tail = word.partition("-")
        if tail.islower() and len(head) < 7 and len(tail) < 7:
            return COMMON if head.lower() in _PREFIXES else GIVEN  # "Non-member", "Post-war"
        return GIVEN if head in self._given and tail in self._given else CAPITAL


@cache
def classes() -> _Classes:
    """The word classes; built once, after every rule module has named its words."""
    return _Classes()


def encode(words: list[str]) -> str:
    """One character for each token."""
    return "".join(map(classes().__getitem__, words))


class Marked(dict[str, str]):
    """Word to character, with ``_MARK`` behind that of each word which some lists have.

    So one lookup a token tells both. Words are remembered as ``_Classes`` does it.
    """

    def __init__(self, listed: AbstractSet[str]) -> None:
        super().__init__()
        self._listed, self._of = listed, classes().of

    def __missing__(self, word: str) -> str:
        if len(self) > _LIMIT:
            self.clear()
        code = self._of(word)
        if word in self._listed:
            code += _MARK
        if len(word) <= _LONGEST:
            self[word] = code
        return code

    def read(self, words: list[str]) -> tuple[str, set[str], list[int]]:
        """One character for each token, all the characters there are, and the tokens listed."""
        signs = list(map(self.__getitem__, words))
        parts = "".join(signs).split(_MARK)  # each but the last ends with a token listed
        listed = [end - 1 for end in accumulate(map(len, parts[:-1]))]
        return "".join(parts), {sign[0] for sign in set(signs)}, listed
