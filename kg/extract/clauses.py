"""A sentence as its verb groups and events of contact: who does what, and whether it happened.

The codes of a sentence are copied, so that what is grouped here stays out of the other rules.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from kg.extract import contact
from kg.extract.clause_groups import group_counterparts, group_holders, group_states
from kg.extract.codes import literal
from kg.extract.contact import Form
from kg.extract.coordination import Group
from kg.extract.dates import DatePhrase
from kg.extract.delegations import delegates
from kg.extract.delegations import plain_word as _word
from kg.extract.lattice import Lattice, Span
from kg.extract.names import Name
from kg.extract.roles import Role
from kg.extract.status import is_auxiliary, verb_status
from kg.extract.subjects import subject_of
from kg.model import EntityKind, MeetingKind, MeetingStatus

Sentence = tuple[int, int]


@dataclass(slots=True)
class VerbGroup:
    """ "was expected to meet": one verb of contact with the words that modify it."""

    word: str
    tense: str
    status: MeetingStatus | None  # None: the words leave it open, or deny it
    words: tuple[str, ...]  # before the verb, in small letters
    passive: bool
    date: DatePhrase | None
    subject: Group | None = None  # see ``find_subjects``


@dataclass(frozen=True, slots=True)
class Event:
    """ "a joint news conference": one event of contact as a noun with its modifiers."""

    word: str
    kind: MeetingKind
    words: tuple[str, ...]  # before the noun, in small letters
    date: DatePhrase | None
    name: str  # what it is called by: "G7" of the G7 summit
    owner: Group | Name | None  # "Berg's meeting with"
    body: Name | None = None  # whose summit it is: "the NATO summit"


def clause_of(lattice: Lattice, sentence: Sentence) -> Lattice | None:
    """The sentence with verb groups and events as single codes; None if it has neither."""
    first, last = sentence
    edges = lattice.edges[first : last + 1]
    hits = lattice.within(contact.TRIGGERS, edges[0], edges[-1])
    if not hits or _is_weak(lattice, hits, edges):
        return None
    values = {token: lattice.values[token] for token in edges if token in lattice.values}
    codes = lattice.codes[first:last]
    view = Lattice(lattice.tokens, codes, edges, values, lattice.without, lattice.trace)
    spans: list[Span] = []
    for token in reversed(hits):  # the verb of a group stands last
        symbol = bisect_right(edges, token) - 1
        span = _span(view, token, symbol, spans)
        if span is not None:
            spans.append(span)
    view.rewrite(spans[::-1])
    group_counterparts(view)
    group_holders(view)
    group_states(view)
    return view


def find_subjects(view: Lattice) -> None:
    """Let every verb group of a clause know who does what it says."""
    for m in _VERBS.finditer(view.codes):
        group: VerbGroup = view.value(m.start())
        group.subject = subject_of(view, m.start())


def _is_weak(lattice: Lattice, hits: list[int], edges: list[int]) -> bool:
    """Whether nothing but words of handing over stands in it, and nothing to hand over."""
    words = lattice.tokens.words
    if any(words[token] not in contact.WEAK for token in hits):
        return False
    near = words[edges[0] : edges[-1]]
    return contact.PAPERS.isdisjoint(near) and contact.TREATIES.isdisjoint(near)


# In capitals these words are no part of a name: "Leaders Call", "Joint Press Conference".
for _noun in contact.NO_NAMES.split():
    literal(_noun)
_VERBS: Final = re.compile(f"[{''.join({literal(form.code) for form in contact.FORMS.values()})}]")


def _span(view: Lattice, token: int, symbol: int, spans: list[Span]) -> Span | None:
    """What a word of contact makes at its place, unless a later word has taken it."""
    if spans and symbol >= spans[-1].first:
        return None
    code, word = view.codes[symbol], view.tokens.words[token].lower()
    plural = code == "Z" and word in contact.DELEGATES  # "Taliban representatives"
    if code in "PTUZNLCAD" and not plural:
        return None
    role = view.value(symbol)
    towns = isinstance(role, Role) and role.of is not None and role.of.kind is EntityKind.PLACE
    if towns:
        return None  # "the leaders of the Bucharest Nine"
    if plural and isinstance(role, Role) and role.of is not None:
        return Span(symbol, symbol + 1, "T", Group((role.of._replace(adjective=False),)))
    if view.edges[symbol + 1] - view.edges[symbol] > 1:
        last = token == view.edges[symbol + 1] - 1
        if code != "O" or not last or word not in contact.NOUNS:
            return None
        name: Name = view.value(symbol)
        return _event(view, symbol, word, name.name)
    if word in contact.DELEGATES:
        return delegates(view, symbol)
    if word in contact.NOUNS and not _is_verb(view, symbol, word):
        return _event(view, symbol, word) if _is_noun(view, symbol, word) else None
    form = contact.FORMS.get(word)
    return None if form is None else _verb(view, symbol, word, form, spans)


_BEFORE_GERUND: Final = frozenset(
    "after before since while when upon on by is are was were be been".split()
)
_BEHIND_BASE: Final = frozenset("with to the on".split())
_BEFORE_BASE: Final = frozenset(
    "to will would not did shall can could may might should must".split()
)


def _is_verb(view: Lattice, symbol: int, word: str) -> bool:
    """Whether a word that can be either ("visit", "meeting", "calls") is a verb here."""
    form = contact.FORMS.get(word)
    if form is None:
        return False
    before, after = view.codes[symbol - 1 : symbol], view.codes[symbol + 1 : symbol + 2]
    earlier = _word(view, symbol - 1)
    if form.tense == "gerund":
        named = after in ("T", "C", "O", "L") or _word(view, symbol + 1) in ("with", "his", "her")
        named = named or (
            earlier in ("are", "were") and _word(view, symbol + 1) in ("in", "at", "on")
        )
        caption = symbol == 1 and before == "T"  # "President Berg meeting with Ivo Maric"
        return named and (earlier in _BEFORE_GERUND or before == "," or caption)
    if form.tense == "base" and earlier in _BEFORE_BASE:
        return True
    follows = after in ("T", "C", "O", "L") or _word(view, symbol + 1) in _BEHIND_BASE
    return before == "T" and follows


def _is_noun(view: Lattice, symbol: int, word: str) -> bool:
    """ "held a trilateral in Oslo"; not "a trilateral road"."""
    return word != "trilateral" or view.codes[symbol + 1 : symbol + 2] not in tuple("xXKGFEmR")


def _event(view: Lattice, symbol: int, word: str, name: str = "") -> Span:
    """The noun with what stands before it: modifiers, an owner, the day ("Friday's meeting")."""
    first, date, owner, body = symbol, None, None, None
    words: list[str] = []
    while first > 0 and symbol - first < 10:
        code, before = view.codes[first - 1], _word(view, first - 1)
        if before in contact.DETERMINERS:
            words.append(before)
            first -= 1
            break
        if code == "S" and first > 1 and view.codes[first - 2] in "DTCO":
            value = view.value(first - 2)
            first -= 2
            if view.codes[first] != "D":
                owner = value
                break
            date = value
        elif code == "D" and _word(view, first - 2) not in ("on", "in", "since"):
            date = view.value(first - 1)
            first -= 1
        elif code in "AC#mKF-" or contact.is_modifier(before) or (code == "X" and "-" in before):
            words.append(before)
            first -= 1
        elif before == "and" and contact.is_modifier(_word(view, first - 2)):
            first -= 1
        elif code == "*" and view.codes[first - 2 : first - 1] == "Z":
            first -= 2  # "a Foreign Ministers' meeting"
        elif code == "x" and _word(view, first - 2) in contact.DETERMINERS:
            words.append(before)
            first -= 1
        elif code == "O":
            body = view.value(first - 1)
            name = f"{body.name} {word}"
            first -= 1
        else:
            break
    if body is None:
        body = _body_behind(view, symbol + 1)
        name = f"{body.name} {word}" if body is not None and not name else name
    kind = _event_kind(word, words)
    code = literal(contact.VISIT if kind is MeetingKind.VISIT else contact.EVENT)
    words.reverse()
    return Span(first, symbol + 1, code, Event(word, kind, tuple(words), date, name, owner, body))


def _body_behind(view: Lattice, at: int) -> Name | None:
    """ "the summit of the Nordic Council": whose event it is."""
    if _word(view, at) != "of":
        return None
    at += 2 if _word(view, at + 1) == "the" else 1
    if view.codes[at : at + 1] != "O":
        return None
    body: Name = view.value(at)
    return body


def _event_kind(word: str, words: list[str]) -> MeetingKind:
    kind = contact.NOUNS[word]
    around = set(words)
    if kind is MeetingKind.MULTILATERAL and word.startswith("conference"):
        return MeetingKind.PRESS_CONFERENCE if around & _PRESS else kind
    if kind is MeetingKind.PRESS_CONFERENCE and not around & _PRESS and word == "briefing":
        return MeetingKind.MEETING
    if kind is MeetingKind.TALKS and around & {"telephone", "telephonic", "phone", "video"}:
        return MeetingKind.CALL
    if kind is MeetingKind.MEETING and "summit" in around:
        return MeetingKind.SUMMIT
    return kind


_PRESS: Final = frozenset({"press", "news", "media"})


def _verb(view: Lattice, symbol: int, word: str, form: Form, spans: list[Span]) -> Span | None:
    """The verb with its auxiliaries and adverbs."""
    last = symbol + 1
    code = form.code
    following = _word(view, last)
    if code in _ON_PAPER and not _has_papers(view, symbol, form.tense, _ON_PAPER[code]):
        return None
    if following == "off" and code in (contact.PHONED, contact.OFF):
        code, last = contact.OFF, last + 1
    elif form.needs and following != form.needs:
        return None
    elif form.needs:
        last += 1
    if code in (contact.HELD, contact.PAID):
        near = spans and spans[-1].first <= last + 12 and isinstance(spans[-1].value, Event)
        near = near or (
            word in contact.CHAIRED and following == "by"
        )  # "the session, chaired by Berg"
        delegation = word in _LEADS and "delegation" in (_word(view, last + i) for i in range(7))
        if not near and not delegation:
            if not word.startswith("conven"):
                return None
            code = contact.MET  # "the leaders convened to discuss"
    if form.tense == "base" and _word(view, symbol - 1) in contact.BEFORE_NOUNS:
        return None  # "was the host", "by telephone"
    first, words, date = _auxiliaries(view, symbol)
    if form.tense == "base" and not words:
        words = _shared_plan(view, symbol)
    if form.tense == "base" and not words and view.codes[first - 1 : first] not in ("T", "C"):
        return None  # a noun, or an order: "by phone", "call now"
    status = _tense_status(view, form.tense, words, (first, last), code)
    nearest = [before for before in words if before in _BE or before in _HAVE]
    passive = form.tense == "past" and bool(nearest) and nearest[-1] in _BE
    group = VerbGroup(word, form.tense, status, words, passive, date)
    return Span(first, last, literal(code), group)


_ON_PAPER: Final = {contact.PRESENTED: contact.PAPERS, contact.SIGNED: contact.TREATIES}


def _has_papers(view: Lattice, symbol: int, tense: str, papers: frozenset[str]) -> bool:
    """ "presented her credentials", "the letter of appointment was handed over"."""
    first = symbol - 9 if tense == "past" else symbol
    near = range(max(first, 0), min(symbol + 10, len(view.codes)))
    return any(_word(view, i) in papers or view.word(i) in papers for i in near)


def _auxiliaries(view: Lattice, symbol: int) -> tuple[int, tuple[str, ...], DatePhrase | None]:
    """Where the group of a verb begins, the words before the verb, and a date among them."""
    first, date = symbol, None
    if view.codes[max(0, first - 2) : first] == "D,":
        first -= 1  # "will on Monday, 3 May, meet"
    words: list[str] = []
    while first > 0 and symbol - first < 14:
        if view.codes[max(0, first - 4) : first] == "D(#)":
            first -= 3  # "today (10) met"
        before = _word(view, first - 1)
        if view.codes[first - 1] == "D" and date is None and words[-1:] != ["to"]:
            date = view.value(first - 1)
        elif (before == "on" and view.codes[first] == "D") or (
            before == "," and date is not None and _word(view, first - 2) == "will"
        ):
            pass
        elif view.codes[first - 1] not in "PTUZNLCAO" and is_auxiliary(before):
            words.append(before)
        else:
            break
        first -= 1
    if first < symbol and not words and view.codes[symbol - 1] == ",":
        return symbol, (), None  # "Berg said on Monday, meeting Maric": another verb's date
    words.reverse()
    first, words = _without_lead(view, first, symbol, words)
    return first, tuple(words), date


def _shared_plan(view: Lattice, symbol: int) -> tuple[str, ...]:
    """ "is scheduled to lay a wreath and meet Maric": the words of the plan they share."""
    behind = view.codes[symbol + 1 : symbol + 2]
    if _word(view, symbol - 1) != "and" or (behind not in _GOALS and not _leads_on(view, symbol)):
        return ()
    for at in range(symbol - 2, max(0, symbol - _SHARED), -1):
        word = _word(view, at)
        if view.codes[at] in ".;:nqT" or word in _CLAUSES:
            return ()
        if word in ("not", "never", "no") or word.endswith(("n't", "n’t")):
            return ()
        if word == "will" or (word == "to" and _word(view, at - 1) in _PLANNED):
            return _auxiliaries(view, at + 1)[1]
    return ()


_SHARED: Final = 24  # symbols between a plan and the second verb that shares it
_GOALS: Final = ("T", "C", "O", "L", "U", "Z", "A")
_PLANNED: Final = frozenset(
    "scheduled expected due set plans planning planned is are intends".split()
)
_CLAUSES: Final = frozenset("that who which while but because where when if said says".split())


def _leads_on(view: Lattice, symbol: int) -> bool:
    """ "and meet with", "and hold talks"."""
    return _word(view, symbol + 1) in ("with", "his", "her", "the", "talks", "local")


def _tense_status(
    view: Lattice, tense: str, words: tuple[str, ...], span: tuple[int, int], code: str
) -> MeetingStatus | None:
    """The status of the group's words, where its tense and its place allow one."""
    first, last = span
    status = verb_status(words, tense)
    if tense == "gerund" and not set(words) & _BE_OR_FORWARD:
        apart = view.codes[first - 1 : first] in ("", ",") or (first == 1 and view.codes[0] == "T")
        return status if apart or _word(view, first - 1) in _WHILE else None
    headline = view.codes[-1] not in ".q"
    future = tense == "gerund" and bool(set(words) & _BE)
    leaves = tense == "third" and view.word(last - 1) not in _REACHED
    if tense == "third" and "D" in view.codes[last : last + 4]:
        future = leaves = False
        headline = True  # "arrives in Oslo tomorrow", "flies to Oslo on Monday"
    if code == contact.WENT and (future or (tense == "third" and not headline) or leaves):
        return None  # "is going to Tunisia", "once she goes", "Berg travels to": some day
    if tense == "third" and "later" in (_word(view, last + i) for i in range(6)):
        return status and MeetingStatus.PLANNED  # "meets Maric later on Friday"
    return status


_REACHED: Final = frozenset(("arrives", "lands"))
_LEADS: Final = frozenset("lead leads led leading head headed".split())
_BE: Final = frozenset("is are was were be been being ’s".split())
_HAVE: Final = frozenset("has have had having".split())  # "is said to have met"
_BE_OR_FORWARD: Final = _BE | {"forward", "having", "denied", "denies"}
_WHILE: Final = frozenset("after since while upon on by following and when during".split())
_LEADING: Final = frozenset("a an the in by there here together once".split())


def _without_lead(
    view: Lattice, first: int, symbol: int, words: list[str]
) -> tuple[int, list[str]]:
    """The group does not begin with an article or a preposition that belongs to its subject."""
    while first < symbol and _word(view, first) in _LEADING:
        words = words[1:]
        first += 1
    return first, words
