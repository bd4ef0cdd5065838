"""The names of a graph, to be found by words, initials and slips of the pen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.reconcile.similarity import UNLIKE, Likeness, likeness, slips, words
from kg.text.slug import fold

_ALIAS = 0.98  # of the likeness to a name that is not the label
_JOINED = 0.96  # of names that differ in blanks alone: "UNICEF", "U N I C E F"
_PART = 0.80  # the most that a person's surname alone counts, even where it is an alias
_MANY = 3_000  # names with one word that are looked at, where a rarer word is asked for as well
_COMPARED = 400  # names that are compared in full
_LEAST = 0.5  # likeness of what is a candidate at all


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entity, and its type."""

    iri: str
    kind: str
    name: str
    is_label: bool


class NameIndex:
    """Finds the entities whose names resemble a name; built once for a generation."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names: list[Name] = []
        self._words: list[tuple[str, ...]] = []
        self._with: dict[str, list[int]] = defaultdict(list)  # word: names
        self._joined: dict[str, list[int]] = defaultdict(list)
        self._near: dict[str, list[str]] = defaultdict(list)  # first or last letters: words
        self.labels: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        for name in names:
            self._add(name)
        for word in self._with:
            for key in _halves(word, len(word)):
                self._near[key].append(word)

    def _add(self, name: Name) -> None:
        found = words(fold(name.name))
        if not found:
            return
        number = len(self._names)
        self._names.append(name)
        self._words.append(found)
        for word in set(found):
            self._with[word].append(number)
        self._joined["".join(found)].append(number)
        self.kinds.setdefault(name.iri, name.kind)
        if name.is_label:
            self.labels.setdefault(name.iri, name.name)

    def label(self, iri: str) -> str:
        """What an entity is called; its IRI where it has no label."""
        return self.labels.get(iri, iri)

    def find(self, name: str) -> dict[str, Likeness]:
        """The entities with a name like this one, each with the likeness of its best name."""
        asked = words(fold(name))
        if not asked:
            return {}
        best: dict[str, Likeness] = {}
        for number in self._candidates(asked):
            found = self._likeness(asked, number)
            iri = self._names[number].iri
            if found.value >= _LEAST and found.value > best.get(iri, UNLIKE).value:
                best[iri] = found
        return best

    def meanings(self, name: str) -> set[str]:
        """The entities that are called so: the same words, on label or alias."""
        return {iri for iri, found in self.find(name).items() if found.same}

    def _likeness(self, asked: tuple[str, ...], number: int) -> Likeness:
        name = self._names[number]
        found = likeness(asked, self._words[number])
        if "".join(asked) == "".join(self._words[number]) and not found.same:
            found = Likeness(max(found.value, _JOINED), True)
        value = found.value if name.is_label else found.value * _ALIAS
        if name.kind == "Person" and len(asked) == 1 and self._has_more(name.iri):
            return Likeness(round(min(value, _PART), 4), False)
        return Likeness(round(value, 4), found.same)

    def _has_more(self, iri: str) -> bool:
        return " " in self.label(iri).strip()

    def _candidates(self, asked: tuple[str, ...]) -> list[int]:
        """Names with the words asked for or words like them, those with most letters of it first.

        A word that thousands of names have is only asked of names that a rarer word found.
        """
        found: dict[int, int] = dict.fromkeys(self._joined.get("".join(asked), ()), 1000)
        posted = []
        for word in dict.fromkeys(asked):
            numbers = set(self._with.get(word, ()))
            for near in self._like(word):
                numbers.update(self._with[near])
            posted.append((len(numbers), word, numbers))
        for count, word, numbers in sorted(posted, key=lambda each: each[:2]):
            rare = count <= _MANY or not found
            for number in numbers:
                if rare or number in found:
                    found[number] = found.get(number, 0) + len(word)
        ranked = sorted(
            found, key=lambda number: (-found[number], len(self._words[number]), number)
        )
        return ranked[:_COMPARED]

    def _like(self, word: str) -> set[str]:
        """Other words that one slip of the pen makes of this one."""
        sizes = (len(word) - 1, len(word), len(word) + 1)
        keys = [key for size in sizes for key in _halves(word, size)]
        near = {other for key in keys for other in self._near.get(key, ())}
        return {other for other in near if other != word and slips(word, other) == 1}


def _halves(word: str, size: int) -> tuple[str, ...]:
    """Keys of the first and the last letters of a word that shall have so many letters.

    They are short of half the word, so that one slip leaves at least one of them alone. Words too
    short to be spelled wrongly have none.
    """
    if size <= 4 or len(word) <= 4:
        return ()
    half = (size - 1) // 2
    return f"{size}{word[:half]}-", f"{size}-{word[-half:]}"
