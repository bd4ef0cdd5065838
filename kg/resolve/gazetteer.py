"""The shipped gazetteer: names of countries, places and organisations, found in token lists."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.model import EntityKind
from kg.text.tokens import tokenize


@dataclass(frozen=True, slots=True)
class Entry:
    """One entity. ``country`` is the key of the country it belongs to, "" if none is known."""

    key: str
    kind: EntityKind
    name: str
    wikidata: str
    country: str


class _Node:
    """What names go on with behind some words, and what is named if they end here."""

    __slots__ = ("following", "found")

    def __init__(self) -> None:
        self.following: dict[str, _Node] = {}
        self.found: Match | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A name found: ``length`` tokens, naming ``entry``, or its people where ``adjective``."""

    entry: Entry
    length: int
    adjective: bool


class Gazetteer:
    """Names by first word; the longest name that fits wins, then the kind's rank."""

    _RANK = (
        EntityKind.COUNTRY,
        EntityKind.INTERNATIONAL_ORGANISATION,
        EntityKind.GOVERNMENT_BODY,
        EntityKind.ORGANISATION,
        EntityKind.PLACE,
    )

    def __init__(self, lines: list[str]) -> None:
        self.entries: dict[str, Entry] = {}
        self._names: dict[tuple[str, ...], Match] = {}
        self._root = _Node()
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        rows.sort(key=lambda row: self._RANK.index(EntityKind(row[1])))
        for key, kind, name, wikidata, country, aliases, adjectives in rows:
            entry = Entry(key, EntityKind(kind), name, wikidata, country)
            self.entries[key] = entry
            for alias in (name, *aliases.split("|")):
                self._add(alias, entry, adjective=False)
            for adjective in adjectives.split("|"):
                self._add(adjective, entry, adjective=True)
        self.first_words = frozenset(self._root.following)

    def _add(self, name: str, entry: Entry, *, adjective: bool) -> None:
        if not name:
            return
        for variant in {name, name.replace("'", "’"), name.replace("’", "'")}:
            tokens = tuple(tokenize(variant).words)
            node = self._root
            for word in tokens:
                node = node.following.setdefault(word, _Node())
            if node.found is None:
                node.found = self._names[tokens] = Match(entry, len(tokens), adjective)

    def names(self) -> list[tuple[str, str]]:
        """Every name, adjectives too, with the kind of what it names."""
        return [(" ".join(name), match.entry.kind.value) for name, match in self._names.items()]

    def match(self, words: list[str], at: int) -> Match | None:
        """The longest name that starts at token ``at``."""
        found: Match | None = None
        node = self._root.following.get(words[at])
        while node is not None:
            found = node.found or found
            at += 1
            node = node.following.get(words[at]) if at < len(words) else None
        return found


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that ships with the package; read once."""
    text = files("kg.resolve").joinpath("data", "gazetteer.tsv").read_text("utf-8")
    return Gazetteer(text.splitlines())


def is_listed(key: str) -> bool:
    """Whether the gazetteer has an entity, and not only some grammar has found its name."""
    return key in gazetteer().entries
