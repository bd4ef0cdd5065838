"""Who holds which office in one document, looked up by title and body."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from kg.extract.names import Name
from kg.extract.office_phases import Phase
from kg.extract.tenures import TenureReading
from kg.text.slug import fold

_OFTEN: Final = 3  # mentions that tie a country to the document's own people


class Holders:
    """The tenures of a document by every title that can refer to them.

    ``named`` counts the mentions of countries and bodies: an office "of Poland" can be the one of
    somebody just called President only where the document speaks of Poland often; else it is
    another country's president.
    """

    def __init__(self, tenures: list[TenureReading], named: Counter[str]) -> None:
        self._named = named
        self._holders: dict[str, dict[str, set[str]]] = {}  # title, then key of the body
        self._everybody: dict[str, set[str]] = defaultdict(set)  # title
        self._of_body: dict[str, set[str]] = defaultdict(set)
        self._bodiless: dict[tuple[str, str], TenureReading | None] = {}  # person and title
        for reading in tenures:
            self.add(reading)

    def add(self, reading: TenureReading) -> None:
        """Take one more tenure in."""
        person, body = reading.person.entity, reading.of.key if reading.of else ""
        self._of_body[body].add(person)
        for title in _short_titles(reading.role.title):
            if reading.status in ("", "acting") and reading.phase is not Phase.ENDED:
                self._holders.setdefault(title, {}).setdefault(body, set()).add(person)
                self._everybody[title].add(person)
            self._bodiless.setdefault((person, title), reading)
            if body:
                self._bodiless[person, title] = None

    def only(self, title: str, of: Name | None) -> str:
        """The key of the only holder that a title, with its body if said, can mean; or ""."""
        found = self._candidates(title, of)
        if of is not None and len(found) > 1:
            found = found & self._of_body.get(of.key, set())
        return next(iter(found)) if len(found) == 1 else ""

    def any(self, title: str, of: Name) -> bool:
        """Whether anybody is known who can be meant."""
        return bool(self._candidates(title, of))

    def has_held(self, person: str, title: str) -> bool:
        """Whether a person holds an office that a title can mean."""
        return person in self._everybody.get(fold(title), ())

    def without_body(self, person: str, title: str) -> TenureReading | None:
        """A person's tenure under a title of which nothing says of what, if none says it."""
        return self._bodiless.get((person, fold(title)))

    def _candidates(self, title: str, of: Name | None) -> set[str]:
        folded = fold(title)
        if of is None:
            return self._everybody.get(folded, set())
        bodies = self._holders.get(folded, {})
        found = bodies.get(of.key, set())
        if self._named[of.key] >= _OFTEN and "" in bodies:
            return found | bodies[""] if found else bodies[""]
        return found


def short_title(title: str, known: str) -> bool:
    """Whether a title can refer to an office: "Minister" to "Minister of Defence"."""
    folded = fold(title)
    return any(short == folded for short in _short_titles(known))


def _short_titles(title: str) -> Iterator[str]:
    """The titles that can refer to an office: "Minister" to "Minister of Defence"."""
    full = fold(title).split()
    yield " ".join(full)
    if "deputy" in full[:2] or "vice" in full[:2] or "former" in full:
        return
    for cut in range(1, len(full)):
        yield " ".join(full[:cut])
        if full[cut - 1] not in ("the", "to", "of", "his", "her"):
            yield " ".join(full[cut:])
