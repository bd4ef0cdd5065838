"""Links of one document: every mention whose item was accepted.

Who and what a document names is decided once for the whole of it, from all that it says of them;
then each mention is looked at by itself, for the same word may stand for something else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from kg.model import Document, Extraction, Zone, ZoneKind
from kg.resolve.candidates import COUNTRY, PERSON, PLACE
from kg.resolve.decision import Decision, Outcome
from kg.resolve.gazetteer import gazetteer
from kg.resolve.hazards import namesake_reason
from kg.resolve.linker import Linker
from kg.resolve.profile import ELSEWHERE, NOWHERE, Post, Profile
from kg.resolve.scanning import Cover, Words, is_opener, name_at, names, occurrences, runs
from kg.resolve.subjects import Subject, subjects_of
from kg.resolve.surroundings import TITLES, objection
from kg.text.slug import fold

# Zones that are neither read nor scanned; repeats are copied from where they stood first.
_MINED = frozenset({ZoneKind.HEADLINE, ZoneKind.BODY, ZoneKind.CAPTION})
_ASIDE = frozenset({ZoneKind.METADATA, ZoneKind.FURNITURE, ZoneKind.REPEAT})
_REGION = re.compile(r",[ \n]?((?:[A-Z][\w.]*)(?: [A-Z][\w.]*)?)")
_INTO = tuple(
    f"{word} " for word in "in near from outside around across toward towards reached visit visited"
    " visits".split()
)  # fmt: skip
_THERE = re.compile(rf"\b(?:{'|'.join(map(re.escape, _INTO))})$")
_PLACED = 12  # characters in front of a place's name
_OPENS = re.compile(r"(?:^|[.!?:“\"\n]\s*)$")
_OPENS_LONGER = re.compile(r"(?:North|South|East|West|New|Northern|Southern|Eastern|Western) $")
_LONGEST_HEADLINE = 160  # characters on either side of a name
_LONGEST_NAME = 120  # characters of a name before its acronym in brackets
_UNKNOWN = Decision(Outcome.NONE)
_APOSTROPHES = frozenset("'’")
_LOWER = re.compile(r" ([a-z]\w+)")
_POSSESSED = re.compile(r"[’']s ([A-Z]\w+) [A-Z]\w+")


class Link(NamedTuple):
    """Words that mean an item. Offsets are code points into the document's text."""

    start: int
    end: int
    qid: str


def links(
    document: Document, extraction: Extraction, unclaimed: Iterable[Words], linker: Linker
) -> list[Link]:
    """The links of a document, in the order of its text; none lies inside another.

    ``unclaimed`` are the stretches of capitalised words that the reading made nothing of.
    """
    return _Document(document, extraction, linker).links(unclaimed)


class _Document:
    def __init__(self, document: Document, extraction: Extraction, linker: Linker) -> None:
        self._text = document.text
        self._document = document
        self._linker = linker
        published = document.published
        day = published.latest or published.earliest if published else None
        self._day = day.isoformat() if day else ""
        self._mentions = extraction.mentions
        self._subjects = subjects_of(extraction)
        self._adjectives = _adjectives(extraction)
        self._around = set(self._adjectives)

    def links(self, unclaimed: Iterable[Words]) -> list[Link]:
        for subject in self._subjects.values():
            if subject.kind == COUNTRY:
                subject.settle(self._linker.decide(Profile(COUNTRY, subject.names)))
                if subject.qid:
                    self._around.add(subject.qid)
        self._scan(unclaimed)
        unread = [z for z in self._document.zones if z.kind not in _MINED and z.kind not in _ASIDE]
        if unread:
            self._scan(run for zone in unread for run in runs(self._text, zone.start, zone.end))
            self._find_persons(unread)
        open_ones = [s for s in self._subjects.values() if s.kind != COUNTRY and s.spans]
        self._decide([s for s in open_ones if s.kind != PERSON])
        self._decide([s for s in open_ones if s.kind == PERSON])  # their offices are of the others
        around = self._around | self._countries_of_accepted()
        if around != self._around:
            self._around = around
            self._decide([s for s in open_ones if s.decision.outcome is Outcome.ABSTAINED])
        self._doubt_namesakes()
        self._find_bare_surnames()
        found = list(_longest(self._emit()))
        return sorted([*found, *self._repeated(found)])

    # ------------------------------------------------------------------ deciding

    def _decide(self, subjects: Iterable[Subject]) -> None:
        bearers, holders = self._linker.candidates.bearers, self._linker.candidates.holders
        for subject in subjects:
            kind, known = subject.kind, bearers(subject.kind, subject.names)
            if subject.grammatical and not known.found:
                kind = ""  # "LONDON (Reuters)": a grammar took it for an organisation
                known = bearers("", subject.names)
            posts = sorted({self._post(*post) for post in subject.posts}) if subject.posts else ()
            if known.found or (posts and any(holders(subject.names, posts))):
                profile = self._profile(subject, kind, tuple(posts), known.countries)
                made = self._linker.decide(profile)
                subject.settle(_UNKNOWN if self._means_another(subject, made) else made)

    def _profile(
        self, subject: Subject, kind: str, posts: tuple[Post, ...], own: frozenset[str]
    ) -> Profile:
        """``own``: the countries of what bears the subject's names."""
        spans = subject.spans
        countries = {self._item(key) for key in subject.countries}
        place = not kind or kind == PLACE
        if place:
            countries |= self._regions(subject)
        countries.discard("")
        single = kind not in (PERSON, COUNTRY) and " " not in subject.names[0]
        opens = single and all(self._opens(start) for start, _ in spans)
        return Profile(
            kind,
            subject.names,
            frozenset(countries) if posts else _relevant(countries, own),
            self._spoken_of(own) if posts else _relevant(self._around, own),
            posts,
            self._day if kind == PERSON else "",  # nothing else is born, or holds an office
            there=place and self._is_there(spans),
            compound=opens and all(self._begins_phrase(end) for _, end in spans),
            opens=opens,
        )

    def _is_there(self, spans: Iterable[tuple[int, int]]) -> bool:
        for start, _ in spans:
            before = self._text[max(0, start - _PLACED) : start]
            if before.endswith(_INTO) and _THERE.search(before):
                return True
        return False

    def _means_another(self, subject: Subject, decision: Decision) -> bool:
        """Whether the text explains an acronym, "International Cat Council (ICC)", otherwise."""
        for name in subject.names:
            if name.isupper() and name.isalpha():
                break
        else:
            return False
        if decision.outcome is not Outcome.ACCEPTED:
            return False
        at = self._text.find(f"({name})")
        words = self._text[max(0, at - _LONGEST_NAME) : at].split() if at >= 0 else []
        large = [i for i, word in enumerate(words) if word[0].isupper()][-len(name) :]
        if "".join(words[i][0] for i in large) != name:
            return False
        known = self._linker.candidates.named("", " ".join(words[large[0] :]))
        return all(found.item.qid != decision.qid for found in known)

    def _spoken_of(self, own: frozenset[str]) -> frozenset[str]:
        """The countries around that matter to a name; of the others any one, as there are some."""
        near = self._around & own
        if len(self._around) > len(near):
            near.add(min(self._around - near))
        return frozenset(near)

    def _opens(self, start: int) -> bool:
        return _OPENS.search(self._text, max(0, start - 3), start) is not None

    def _begins_phrase(self, end: int) -> bool:
        """ "Apple pie" at the beginning of a sentence; "Apple said" is none."""
        behind = _LOWER.match(self._text, end)
        return behind is not None and not (is_opener(behind[1]) or behind[1].endswith("ed"))

    def _post(self, role: str, key: str, first: str, last: str) -> Post:
        of = self._item(key)
        item = self._linker.candidates.item(of) if of else None
        country = ""
        if item is not None:
            own = (of,) if item.kind == COUNTRY else item.countries
            country = own[0] if len(own) == 1 else ""
        return Post(role, of, country, first, last)

    def _item(self, key: str) -> str:
        subject = self._subjects.get(key)
        return subject.qid if subject else ""

    def _regions(self, subject: Subject) -> set[str]:
        """ "Salem, Ore.", "Oslo, Norway": the country behind a town."""
        region_of = self._linker.candidates.region
        found: set[str] = set()
        for _, end in subject.spans:
            match = _REGION.match(self._text, end) if self._text[end : end + 1] == "," else None
            if match is not None:
                first = match[1].split()[0]
                found.add(next(filter(None, map(region_of, (match[1], first))), ""))
        return found

    def _countries_of_accepted(self) -> set[str]:
        item_of = self._linker.candidates.item
        found: set[str] = set()
        for qid in {subject.qid for subject in self._subjects.values() if subject.qid}:
            if (item := item_of(qid)) is not None:
                found.update(item.countries)
        return found

    def _doubt_namesakes(self) -> None:
        """ "Georgia" beside towns of the United States, and nothing of the Georgia by the sea."""
        for subject in self._subjects.values():
            if subject.kind != COUNTRY or not subject.qid:
                continue
            reason = namesake_reason(subject.names[0], self._around)
            if reason and not self._speaks_of(subject.qid):
                made = subject.decision
                subject.settle(replace(made, outcome=Outcome.ABSTAINED, reasons=(reason,)))

    def _speaks_of(self, country: str) -> bool:
        """Whether a town, person or body of a country is linked, or its adjective is used."""
        return country in self._countries_of_accepted() | self._adjectives

    # ------------------------------------------------------------------ finding

    def _scan(self, stretches: Iterable[Words]) -> None:
        """Names that the reading did not see, and such as are longer than those it saw."""
        text, subjects = self._text, self._subjects
        is_known = self._linker.candidates.is_named
        taken = Cover(span for subject in subjects.values() for span in subject.spans)
        for words in stretches:
            done = words[0][0]
            for part in names(text, words, is_known):
                if part[0] < done or taken.holds(*part):
                    continue
                name = name_at(text, part)
                key = f"name/{name}"
                if key not in subjects:
                    subjects[key] = Subject("", (name,))
                subjects[key].spans.append(part)
                done = part[1]

    def _find_persons(self, zones: Iterable[Zone]) -> None:
        """Persons of the document where nobody has read: in its summary, in other headlines."""
        bearers: defaultdict[str, set[str]] = defaultdict(set)
        for key, subject in self._subjects.items():
            if subject.kind == PERSON:
                for span in subject.spans:
                    bearers[name_at(self._text, span)].add(key)
        self._find({name: keys.pop() for name, keys in bearers.items() if len(keys) == 1}, zones)

    def _find_bare_surnames(self) -> None:
        """ "President Biden spoke. Biden took no questions." """
        bare = {
            subject.names[0]: key
            for key, subject in self._subjects.items()
            if subject.qid and subject.kind == PERSON and " " not in subject.names[0]
        }
        self._find(bare, (zone for zone in self._document.zones if zone.kind in _MINED))

    def _find(self, keys: Mapping[str, str], zones: Iterable[Zone]) -> None:
        for zone in zones if keys else ():
            for start, end in occurrences(self._text, keys, zone.start, zone.end):
                self._subjects[keys[self._text[start:end]]].spans.append((start, end))

    # ------------------------------------------------------------------ telling

    def _emit(self) -> Iterator[tuple[int, int, str]]:
        """Start, end with a minus (so that the longer of two comes first) and number of an item."""
        item_of = self._linker.candidates.item
        for subject in self._subjects.values():
            item = item_of(subject.qid) if subject.qid else None
            if item is None:
                continue
            whole = subject.kind == PERSON or subject.grammatical
            for start, end in set(subject.spans):
                if self._stands(subject, start, end, item.kind, whole):
                    yield start, -end, item.qid

    def _stands(self, subject: Subject, start: int, end: int, kind: str, whole: bool) -> bool:
        """Whether nothing around a name says that something else is meant."""
        text = self._text
        rule = objection(text, start, end, kind, whole)
        if rule is not None:
            if not (rule.id.startswith("inside.") and self._is_shouted(subject, start, end)):
                return False
            if objection(text, start, end, kind, complete=True) is not None:
                return False
        return not (text[end : end + 1] in _APOSTROPHES and self._possesses(end))

    def _is_shouted(self, subject: Subject, start: int, end: int) -> bool:
        """Whether capitals around a name say nothing: a known name follows, or it is a headline."""
        named = self._named_at.get(end + 1)
        if named is not None and self._text[end] == " " and named.startswith("person/"):
            return _OPENS_LONGER.search(self._text, max(0, start - 24), start) is None
        if named is not None or len(set(subject.spans)) < 2:
            return False
        first = self._text.rfind("\n", max(0, start - _LONGEST_HEADLINE), start) + 1
        last = self._text.find("\n", end, end + _LONGEST_HEADLINE)
        if (first == 0 and start > _LONGEST_HEADLINE) or last < 0:
            return False
        words = self._text[first:last].split()
        large = [word[0].isupper() for word in words if len(word) > 3 and word[0].isalpha()]
        return len(large) > 3 and all(large)

    @cached_property
    def _named_at(self) -> dict[int, str]:
        """The key of what a mention names, by where it starts; a person's before all others."""
        ordered = sorted(self._mentions, key=lambda mention: mention.entity.startswith("person/"))
        return {mention.start: mention.entity for mention in ordered}

    def _possesses(self, end: int) -> bool:
        """Whether a longer name goes on behind: "Houston's Top Dentists", no name we know."""
        match = _POSSESSED.match(self._text, end)
        return (
            match is not None
            and match.start(1) not in self._named_at
            and fold(match[1]).partition(" ")[0] not in TITLES
        )

    def _repeated(self, found: Iterable[Link]) -> Iterator[Link]:
        """The same links in passages that the document prints again."""
        for zone in self._document.zones:
            if zone.kind is ZoneKind.REPEAT:
                shift = zone.start - zone.source
                last = zone.source + zone.end - zone.start
                for link in found:
                    if zone.source <= link.start and link.end <= last:
                        yield Link(link.start + shift, link.end + shift, link.qid)


def _relevant(countries: set[str], own: frozenset[str]) -> frozenset[str]:
    """Those of some countries that what bears a name is of; where there are only others, that.

    So documents that differ in countries which do not matter have equal profiles.
    """
    near = own if own <= countries else own & countries
    return near or (ELSEWHERE if countries else NOWHERE)


def _longest(found: Iterable[tuple[int, int, str]]) -> Iterator[Link]:
    """Those that lie in no other, each span once."""
    done = -1
    for start, end, qid in sorted(found):
        if start >= done:
            done = -end
            yield Link(start, done, qid)


def _adjectives(extraction: Extraction) -> set[str]:
    """The countries that adjectives speak of: context, but no mentions."""
    entries = gazetteer().entries
    keys = {mention.entity for mention in extraction.mentions if mention.adjective}
    return {entries[key].wikidata for key in keys if key in entries} - {""}
