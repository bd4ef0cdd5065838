"""The persons of one document: full names, and the surnames that mean them later on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from kg.extract import codes
from kg.extract.lattice import Lattice, Span
from kg.extract.persons import PersonMention, surnames
from kg.extract.rules import Rule
from kg.text.slug import fold, slug

# Titles that stand before a first name: "Sheikh Mohamed", "Sir Edmund", "Queen Mary".
_BEFORE_FIRST_NAME: Final = frozenset(
    "sheikh shaikh sheikha sir dame lord lady king queen prince princess pope emir amir sultan "
    "shri sri brother sister father dom don doña lula".split()
)

RULES: tuple[Rule, ...] = (
    Rule.by_function(
        "person.surname",
        "a surname alone, or another word of a full name, that one person of the document bears",
        "Prime Minister Milena Dragović came. Dragović left.",
        "Milena Dragović and Ivo Dragović came. Dragović left.",
    ),
)


@dataclass(slots=True)
class Person:
    """One person of the document, under the fullest name it gives."""

    key: str
    name: str
    forms: set[str] = field(default_factory=set)
    mentions: list[PersonMention] = field(default_factory=list)


class People:
    """Persons by name. Mentions are added in the order of the text, full names first."""

    def __init__(self) -> None:
        self._by_name: dict[str, Person] = {}
        self._by_surname: dict[str, list[Person]] = {}
        self._by_first: dict[str, list[Person]] = {}
        # what a full name may share with others of the same person, then the folded full name
        self._alike: dict[tuple[str, ...], dict[str, Person]] = {}

    def persons(self) -> list[Person]:
        """All persons in the order of their first mention."""
        unique = {id(person): person for person in self._by_name.values()}
        return sorted(unique.values(), key=lambda p: min(m.start for m in p.mentions))

    def add_all(self, mentions: list[PersonMention]) -> None:
        """Full names first, longest first, so that shorter forms find them.

        A surname that several persons bear stays without an entity.
        """
        for mention in sorted(mentions, key=lambda m: (-len(m.name.split()), m.start)):
            person = self._find(mention)
            if person is None and self._is_ambiguous(mention):
                continue
            person = person or self._new(mention.name)
            person.forms.add(mention.name)
            person.mentions.append(mention)
            mention.entity = person.key

    def by_surname(self, name: str) -> Person | None:
        """The only person with this surname; None where there is none or several."""
        persons = self._by_surname.get(fold(name), [])
        return persons[0] if len(persons) == 1 else None

    def surname_words(self) -> dict[str, list[list[str]]]:
        """First word to the surnames (as word lists) that begin with it, for the later mentions."""
        table: dict[str, list[list[str]]] = {}
        for person in self.persons():
            if len(person.name.split()) > 1:
                for surname in {s for form in person.forms for s in surnames(form)}:
                    words = surname.split()
                    large = [words[0][0].upper() + words[0][1:], *words[1:]]  # "Van den Broucke"
                    for form in (words, large, [word.upper() for word in words]):
                        table.setdefault(form[0], []).append(form)
        for word, persons in self._lone_words().items():
            if len(persons) == 1 and word not in table:
                table[word] = [[word]]
                self._by_surname.setdefault(fold(word), persons)
        for entries in table.values():
            entries.sort(key=len, reverse=True)
        return table

    def _lone_words(self) -> dict[str, list[Person]]:
        """Other words of full names that can stand alone: "Lula", "Xi"; given names too."""
        table: dict[str, list[Person]] = {}
        for person in self.persons():
            words = person.name.split()
            for word in words[:-1] if len(words) > 1 else ():
                if len(word) > 1 and word[0].isupper() and "." not in word:
                    table.setdefault(word, []).append(person)
        return table

    def _new(self, name: str) -> Person:
        person = Person(f"person/{slug(name)}", name)
        self._by_name[fold(name)] = person
        folded = fold(name)
        for key in _shared(folded.split()):
            self._alike.setdefault(key, {})[folded] = person
        for surname in surnames(name):
            self._by_surname.setdefault(fold(surname), []).append(person)
        if " " in name:
            self._by_first.setdefault(fold(name.split()[0]), []).append(person)
        return person

    def _is_ambiguous(self, mention: PersonMention) -> bool:
        return len(self._by_surname.get(fold(mention.name), [])) > 1

    def _of_one_word(self, mention: PersonMention) -> Person | None:
        """The bearer of a surname; else who is called so by the first word of the full name.

        "Minister Hayashida" is Hayashida Kenji, but "Mr. Jordan" is not Jordan Smith.
        """
        person = self.by_surname(mention.name)
        first = self._by_first.get(fold(mention.name), [])
        if person is not None or self._is_ambiguous(mention):
            return person or self._titled(mention)
        if len(first) == 1 and (
            mention.title in _BEFORE_FIRST_NAME or _family_first(first[0].name)
        ):
            self._by_surname[fold(mention.name)] = first
            return first[0]
        return None

    def _titled(self, mention: PersonMention) -> Person | None:
        """Of several with one surname the only one who has a title, where the mention has one."""
        bearers = self._by_surname[fold(mention.name)]
        titled = [p for p in bearers if any(m.title == mention.title for m in p.mentions)]
        return titled[0] if mention.title and len(titled) == 1 else None

    def _find(self, mention: PersonMention) -> Person | None:
        folded = fold(mention.name)
        if folded in self._by_name:
            return self._by_name[folded]
        words = folded.split()
        if len(words) == 1:
            return self._of_one_word(mention)
        known = self._candidates(words)
        fitting = [person for name, person in known.items() if _same_name(words, name.split())]
        if len({id(person) for person in fitting}) == 1:
            self._by_name[folded] = fitting[0]
            return fitting[0]
        return None

    def _candidates(self, words: list[str]) -> dict[str, Person]:
        """The persons who may be meant, by folded name; see ``_same_name``.

        They share all words, or the last word and: with words in the middle, any of those; without,
        the first word, or its letter where it is an initial on either side.
        """
        first, *middle, last = words
        found = dict(self._alike.get((_ALL, *sorted(words)), {}))
        if middle:
            shared = [self._alike.get((word, last), {}) for word in middle]
            return found | min(shared, key=len)
        initial = (first[0], last) if len(first) > 1 else (_INITIAL, first, last)
        return found | self._alike.get((first, last), {}) | self._alike.get(initial, {})


_ALL, _INITIAL = " ", "."  # marks of keys, which no word is


def _shared(words: list[str]) -> Iterator[tuple[str, ...]]:
    """The keys of a full name: what the other names of its person share with it."""
    if len(words) < 2:
        return
    last = words[-1]
    yield (_ALL, *sorted(words))
    yield _INITIAL, words[0][0], last
    for word in words:
        yield word, last


def _family_first(name: str) -> bool:
    """Whether a full name may begin with the family's: "Kishida Fumio", "Xi Jinping"."""
    classes = codes.encode(name.split())
    return classes[0] != codes.GIVEN or "-" in name.split()[-1]


def gather(lattice: Lattice, people: People) -> None:
    """Sort out who is who; a surname that several persons bear is nobody's mention."""
    found = list(lattice.places("P", 0, len(lattice.codes)))
    people.add_all([lattice.value(i) for i in found])
    nobody = [i for i in found if not lattice.value(i).entity]
    lattice.rewrite([Span(i, i + 1, codes.NOT_A_PERSON, None) for i in nobody])


def _same_name(short: list[str], full: list[str]) -> bool:
    """ "Antony Blinken" and "Antony J Blinken"; "J Biden" and "Joe Biden"; "Kishida Fumio"."""
    if len(full) < 2:
        return False
    if sorted(short) == sorted(full):
        return True
    if short[-1] != full[-1]:
        return False
    first = short[0] == full[0] or (
        1 in (len(short[0]), len(full[0])) and short[0][0] == full[0][0]
    )
    return (first and set(short[1:-1]) <= set(full[1:-1])) or set(short) <= set(full)


_MAY_BE_SURNAME: Final = frozenset("XGKpMFBREHmLCx")


def surname_stage(lattice: Lattice, people: People) -> list[PersonMention]:
    """Surnames of the document's persons become P wherever they stand alone."""
    rule = RULES[0]
    if not lattice.uses(rule):
        return []
    table = people.surname_words()
    spans: list[Span] = []
    found: list[PersonMention] = []
    codes, tokens, done = lattice.codes, lattice.tokens.words, 0
    for token in lattice.tokens.among(table):
        symbol = bisect_left(lattice.edges, token)
        if symbol < done or lattice.edges[symbol] != token or codes[symbol] not in _MAY_BE_SURNAME:
            continue
        for words in table[tokens[token]]:
            last = symbol + len(words)
            if last < len(lattice.edges) and lattice.words(symbol, last) == words:
                person = people.by_surname(" ".join(words))
                if person is None or _inside_name(lattice, symbol, last):
                    continue
                first = symbol
                mention = PersonMention(
                    " ".join(words), rule.id, lattice.start(first), lattice.end(last - 1),
                    entity=person.key,
                )  # fmt: skip
                person.mentions.append(mention)
                person.forms.add(mention.name)
                found.append(mention)
                spans.append(Span(first, last, "P", mention))
                lattice.took(rule, first, last)
                done = last
                break
    lattice.rewrite(spans)
    return found


def _inside_name(lattice: Lattice, first: int, last: int) -> bool:
    """A surname beside another unread capital belongs to a longer name ("Biden Foundation")."""
    before = lattice.codes[first - 1] if first else "n"
    after = lattice.codes[last] if last < len(lattice.codes) else "n"
    if before in "XG" and lattice.codes[first - 2 : first - 1] not in ("", ".", "n", "q"):
        return True
    return after in "XGF" and lattice.codes[last : last + 2] != ""
