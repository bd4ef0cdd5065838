"""Who speaks: the person that a quote, a transcript's label or an announced statement names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from kg.extract.coordination import Group
from kg.extract.lattice import Lattice
from kg.extract.pattern import compile_rule
from kg.extract.quotes import Quote, quotes
from kg.extract.rules import Rule
from kg.extract.tenures import Titled
from kg.model import Document, Zone

_SAYS: Final = "(?:@say|@saying)"

SAYS_SPEAKER: Final = Rule(
    "quote.says-speaker",
    "“…,” said A",
    f"q? ,? {_SAYS} [^.nqT;:,]{{0,6}}? (?<!of) (?<!about) (?<!to) (?<who>T)",
    "“We joined NATO in 2009,” said Croatian Prime Minister Ivo Maric.",
    "“We joined NATO in 2009,” they said to Prime Minister Ivo Maric.",
)
SPEAKER_SAYS: Final = Rule(
    "quote.speaker-says",
    "“…,” A said",
    f"q? ,? (?<who>T) (?: , [^.nq]{{1,14}}? ,)? [^.nqT;:,]{{0,5}}? {_SAYS}",
    "“We joined NATO in 2009,” Ivo Maric of Croatia told reporters.",
    "“We joined NATO in 2009,” read a sign that Ivo Maric carried.",
)
ACCORDING_TO: Final = Rule(
    "quote.according-to",
    "“…,” according to A",
    "q? ,? (?:according to | in the words of) (?<who>T)",
    "“Croatia joined NATO in 2009,” according to Ivo Maric.",
    "“Croatia joined NATO in 2009,” according to the plan.",
)
SPEAKER_BEFORE: Final = Rule(
    "quote.speaker-before",
    "A said: “…”",
    f"(?<who>T) (?: , who | , [^.n;q]{{1,14}}? ,)? [^.n;T,q]{{0,5}}? {_SAYS} "
    "[^.n;q]{0,16}? [: ,]? $",
    "Ivo Maric told parliament on Monday: “Croatia joined NATO in 2009.”",
    "Ivo Maric read a sign: “Croatia joined NATO in 2009.”",
)
SUBJECT_BEFORE: Final = Rule(
    "quote.subject-before",
    "A did something and said: “…”",
    f"(?<![^ . n q , D]) (?<who>T) [^.n;q]{{0,30}}? (?:and|,) x? {_SAYS} [^.n;q]{{0,16}}? [: ,]? $",
    "Ivo Maric hugged Anna Berg and said: “Croatia joined NATO in 2009.”",
    "Ivo Maric gave Anna Berg a sign: “Croatia joined NATO in 2009.”",
)
COLON: Final = Rule(
    "quote.colon",
    "A: “…”",
    "(?<![^ . n q , D]) (?<who>T) (?: , [Z A C O L m S x of the and]{1,8})? : $",
    "Prime Minister Ivo Maric: “Croatia joined NATO in 2009.”",
    "A sign for Prime Minister Ivo Maric said one thing: “Croatia joined NATO in 2009.”",
)
DASH: Final = Rule(
    "quote.dash",
    "“…” – A",
    "q? - (?<who>T) (?= [n . ( ,] | $)",
    "“Croatia joined NATO in 2009.” – Prime Minister Ivo Maric",
    "“Croatia joined NATO in 2009” – Prime Minister Ivo Maric smiled.",
)
MESSAGE: Final = Rule(
    "quote.message",
    "the message, letter, statement reads: “…”, sent by the one person of the sentence before",
    "(?:message|telegram|letter|statement|greeting|greetings|cable|note|text|post) [^.n;qT]{0,5}? "
    "(?:reads|read|says|said|stated|goes|continues) [^.n;qT]{0,6}? [: ,]? $",
    "Ivo Maric sent a message to the workers. The message reads: “Croatia joined NATO in 2009.”",
    "The message was long: “Croatia joined NATO in 2009.”",
)
GOES_ON: Final = Rule.by_function(
    "quote.goes-on",
    "the speaker of the quote before, where nobody else is named since",
    "“I am glad,” Ivo Maric said. “Croatia joined NATO in 2009.”",
    "“I am glad,” Ivo Maric said. Anna Berg agreed. “Croatia joined NATO in 2009.”",
)
PRONOUN: Final = Rule.by_function(
    "quote.pronoun",
    "“…,” she said: the one person of the narrated sentence before",
    "Ivo Maric waved.\n\n“It rained. I was wet. I am sad. Croatia joined NATO in 2009,” he said.",
    "Ivo Maric and Jon Lind waved.\n\n“Croatia joined NATO in 2009,” he said.",
)
LABEL: Final = Rule(
    "speech.label",
    "A: … at the beginning of a line, in a transcript",
    "(?<![^n]) [^n.:;,q]{0,9}? (?<who>T) "
    "(?: , [Z A C O L m S x of the and]{1,8} | \\( [^.nq)]{1,8} \\))? :",
    "Ivo Maric: Croatia joined NATO in 2009.\n\nAnna Berg: Thank you.",
    "Ivo Maric: a life.",
)
FOLLOWING: Final = Rule(
    "speech.following",
    "A said the following: a statement without marks",
    f"(?:(?<who>T) [^.n;T]{{0,12}}? (?:{_SAYS} | issued | released | made) [^.n;T]{{0,6}}? "
    "(?:following | follows) | following statement [^.n;T]{0,8}? by (?<who2>T)) [^.n;]{0,14}? : n",
    "Ivo Maric issued the following statement:\n\nWe know that Croatia joined NATO in 2009.",
    "Ivo Maric issued a statement:\n\nThe rain has stopped.",
)
AFTER: Final = (SAYS_SPEAKER, SPEAKER_SAYS, ACCORDING_TO, DASH)
BEFORE: Final = (SUBJECT_BEFORE, SPEAKER_BEFORE, COLON)
RULES: tuple[Rule, ...] = (*AFTER, *BEFORE, MESSAGE, PRONOUN, GOES_ON, LABEL, FOLLOWING)

_SOMEBODY_ELSE: Final = compile_rule(f"q? ,? [^.nqT;:]{{0,8}}? {_SAYS}")  # "the spokesman said"
_HE_SAYS: Final = compile_rule(
    f"q? ,? (?: (?:he|she) [^.nqT;:,]{{0,5}}? {_SAYS} | {_SAYS} (?:he|she))"
)
# "QUESTION:", "PM:", "Head of Tatarstan Rustam Minnikhanov:" at the beginning of a line
_LINE_LABEL: Final = re.compile(
    r"(?![^\n:]{0,60}\b(?:Note|Subject|Source|Date|Place|Participants|Contact|Tel|See|Re)\b)"
    r"[A-Z][\w.’'-]{0,30}(?:,? (?:(?:of|the|and|for|de|da|di|van|von|al|bin)\b"
    r"|[A-Z][\w.’'-]{0,30})){0,10}(?: \([^()\n]{1,40}\))?:(?=[ \u00a0\n])"
)
_MODERATOR: Final = re.compile(
    r"(?i)(?:Q|A|PM|questions?|answer|reply|remark|moderator|reporter|journalist|interviewer|host"
    r"|presenter|compere|press|the press|prime minister|president|minister|secretary"
    r"|m(?:[rs]|rs)\.? [A-Z’'-]{2,20})(?: \([^()\n]{1,40}\))?:"
)
_FIRST_PERSON: Final = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|us|me|[Oo]urs)\b")
_FEWEST_LABELS: Final = 4  # make a transcript of speakers that nobody knows
_REACH: Final = 60  # symbols before a quote in which its speaker is looked for


def speeches(document: Document, lattice: Lattice, zones: list[Zone]) -> list[Quote]:
    """The direct speech of a document, in the order of the text, each with its speaker."""
    found: list[Quote] = []
    for zone in zones:
        spoken = [*_labelled(document, lattice, zone), *_announced(document, lattice, zone)]
        marked = quotes(document.text, zone.start, zone.end)
        found += _outermost([*spoken, *_attributed(document.text, lattice, marked)])
    return sorted(found, key=lambda quote: quote.start)


def _outermost(found: list[Quote]) -> list[Quote]:
    """Without the quotes that lie inside another speech."""
    kept: list[Quote] = []
    for quote in sorted(found, key=lambda quote: (quote.start, -quote.end)):
        if not kept or quote.start >= kept[-1].end:
            kept.append(quote)
    return kept


def _speaker(lattice: Lattice, symbol: int) -> str:
    """The key of the one person that a group is; "" for several or for a nameless one."""
    value = lattice.value(symbol)
    agents = value.agents if isinstance(value, Group) else ()
    if len(agents) == 1 and isinstance(agents[0], Titled):
        return agents[0].person.entity
    return ""


# -- quotation marks ------------------------------------------------------------------------------


def _attributed(text: str, lattice: Lattice, marked: list[Quote]) -> list[Quote]:
    """The quotes with their speakers."""
    found: list[Quote] = []
    for number, quote in enumerate(marked):
        start = marked[number - 1].end if number else 0
        named = _named(text, lattice, quote, lattice.symbol_at(start))
        if named is None and number and lattice.uses(GOES_ON):
            named = _goes_on(text, lattice, found[-1], quote)
        found.append(named or quote)
    return found


def _named(text: str, lattice: Lattice, quote: Quote, low: int) -> Quote | None:
    """The quote with the speaker that words beside it name; None where none are beside it."""
    first, last = lattice.symbol_at(quote.start), lattice.symbol_at(quote.end)
    introduced = text[: quote.start].rstrip()[-1:] in (":", ",") if quote.start else False
    before = _before(lattice, quote, first, low)
    if introduced and before is not None:
        return before
    # “… today.” Berg said that … begins another sentence
    ended = text[quote.start : quote.end].rstrip("\"”’“»«›'")[-1:] == "."
    for rule in AFTER:
        if ended and rule is SPEAKER_SAYS:
            continue
        m = rule.regex.match(lattice.codes, last) if lattice.uses(rule) else None
        if m is not None:
            lattice.took(rule, m.start(), m.end())
            return replace(quote, speaker=_speaker(lattice, m.start("who")), rule=rule.id)
    if not ended and _HE_SAYS.match(lattice.codes, last) and lattice.uses(PRONOUN):
        return replace(
            quote, speaker=_narrated_before(lattice, PRONOUN, first, low), rule=PRONOUN.id
        )
    if not ended and _SOMEBODY_ELSE.match(lattice.codes, last):
        return quote
    return before


def _before(lattice: Lattice, quote: Quote, first: int, low: int) -> Quote | None:
    while first > low and lattice.codes[first - 1] == "n":
        first -= 1
    start = max(low, first - _REACH)
    edge = max(lattice.codes.rfind(mark, start, max(start, first - 1)) for mark in ".n")
    for rule in BEFORE:
        if not lattice.uses(rule):
            continue
        m = rule.regex.search(lattice.codes, max(start, edge + 1), first)
        if m is not None:
            lattice.took(rule, m.start(), m.end())
            return replace(quote, speaker=_speaker(lattice, m.start("who")), rule=rule.id)
    m = MESSAGE.regex.search(lattice.codes, max(start, edge + 1), first)
    if m is not None and lattice.uses(MESSAGE):
        return replace(
            quote, speaker=_narrated_before(lattice, MESSAGE, m.start(), low), rule=MESSAGE.id
        )
    return None


def _narrated_before(lattice: Lattice, rule: Rule, first: int, low: int) -> str:
    """The one person of the nearest sentence before a quote that names anybody; "" if several."""
    last = first
    for at in range(first - 1, max(low, first - _REACH) - 1, -1):
        if lattice.codes[at] in ".n" or at == low:
            named = [i for i in range(at, last) if lattice.codes[i] in "TU"]
            if named:
                speakers = {_speaker(lattice, i) for i in named}
                if len(speakers) > 1 or "" in speakers:
                    return ""
                lattice.took(rule, named[0], named[0] + 1)
                return speakers.pop()
            last = at
    return ""


def _goes_on(text: str, lattice: Lattice, previous: Quote, quote: Quote) -> Quote | None:
    """A quote without words of its own for its speaker goes on with the one before."""
    first, last = lattice.symbol_at(previous.end), lattice.symbol_at(quote.start)
    between = text[previous.end : quote.start]
    if not previous.speaker or last - first > _REACH or between.count("\n\n") > 1:
        return None
    if between.rstrip()[-1:] not in tuple(".!?…:,;") and not between.isspace():
        return None  # a quote in the middle of a clause
    others = {_speaker(lattice, at) for at in range(first, last) if lattice.codes[at] in "TPU"} - {
        previous.speaker
    }
    if others:
        return None
    lattice.took(GOES_ON, last, last + 1)
    return replace(quote, speaker=previous.speaker, rule=GOES_ON.id)


# -- transcripts and statements -------------------------------------------------------------------


def _labelled(document: Document, lattice: Lattice, zone: Zone) -> list[Quote]:
    """What the speakers of a transcript say: from one label to the next."""
    if not lattice.uses(LABEL) or ":" not in document.text[zone.start : zone.end]:
        return []
    first, last = lattice.symbol_at(zone.start), lattice.symbol_at(zone.end)
    labels: dict[int, tuple[int, str]] = {}  # start of the label: start of the speech, speaker
    moderators = 0
    for line in _line_labels(document.text, zone.start, zone.end):
        labels[line.start()] = (line.end(), "")
        moderators += _MODERATOR.fullmatch(line.group()) is not None
    named: list[re.Match[str]] = []
    for m in lattice.matches(LABEL, first, last):
        end = lattice.end(m.end() - 1)
        if document.text[end : end + 1] in (" ", "\u00a0", "\n"):
            labels[lattice.start(m.start())] = (end, _speaker(lattice, m.start("who")))
            named.append(m)
    if len(named) + moderators < (2 if named else _FEWEST_LABELS):
        return []
    for m in named:
        lattice.took(LABEL, m.start(), m.end())
    starts = [*sorted(labels), zone.end]
    return [
        Quote(labels[at][0], end, labels[at][1], LABEL.id)
        for at, end in pairwise(starts)
        if end > labels[at][0]
    ]


def _line_labels(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The labels that lines with a colon begin with."""
    colon = text.find(":", start, end)
    while colon >= 0:
        first = text.rfind("\n", start, colon) + 1 or start
        if (first > start or text[start - 1 : start] in ("", "\n")) and (
            label := _LINE_LABEL.match(text, first, end)
        ):
            yield label
        behind = text.find("\n", colon, end)
        colon = text.find(":", behind, end) if behind >= 0 else -1


def _announced(document: Document, lattice: Lattice, zone: Zone) -> list[Quote]:
    """A statement that is printed without marks: its paragraphs in the first person."""
    found: list[Quote] = []
    first, last = lattice.symbol_at(zone.start), lattice.symbol_at(zone.end)
    for m in lattice.matches(FOLLOWING, first, last):
        start = at = lattice.end(m.end() - 1)
        for paragraph in document.text[start : zone.end].split("\n\n"):
            if not _FIRST_PERSON.search(paragraph) or paragraph.lstrip()[:1] in '"“«„':
                break
            at += len(paragraph) + 2
        if at > start:
            who = "who" if m["who"] else "who2"
            speaker = _speaker(lattice, m.start(who))
            found.append(Quote(start, min(at, zone.end), speaker, FOLLOWING.id))
            lattice.took(FOLLOWING, m.start(), m.end())
    return found
