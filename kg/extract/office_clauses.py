"""Clauses whose verb says who holds, takes or leaves an office: what their rules read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from kg.extract import leadership
from kg.extract import office_guards as guards
from kg.extract.lattice import Lattice, Span
from kg.extract.names import Name
from kg.extract.office_clause import IF, Clause, Found, said
from kg.extract.office_cues import is_filler
from kg.extract.office_phases import Phase, act, predicate
from kg.extract.office_subjects import KIN, Subject, begins_clause, possessor_of
from kg.extract.roles import Role
from kg.extract.rules import Rule
from kg.extract.successions import SUCCESSIONS
from kg.model import OfficeKind


def read_clause(lattice: Lattice, rule: Rule, found: Found, m: re.Match[str]) -> Span | None:
    """Add the tenures that a match of a rule says; its titles are read then."""
    clause = Clause(lattice, rule, m)
    if not all(is_filler(word) for word in clause.undated("det")):
        return None
    if clause.has("titles") and guards.is_vague(
        lattice.value(m.start("titles")), clause.words("det")
    ):
        return None
    if rule.id == "office.title-is" and (
        guards.is_disowned(lattice, m.start("titles"))
        or (
            lattice.word(m.start()) != "whose"
            and not (begins_clause(lattice, m.start()) or lattice.codes[m.start() - 1] == "S")
        )
    ):
        return None
    told = _too if rule.id == "office.too" else SUCCESSIONS.get(rule.id)
    if told is not None:
        readings = told(clause, found)
    else:
        readings = _READERS.get(rule.id, said)(clause)
    if not readings:
        return None
    found += readings
    if clause.has("party") or rule.keeps_words:
        lattice.took(rule, *m.span())
        return None  # the words also tell of what party somebody is
    if not clause.has("titles"):
        return Span(m.start("verb"), m.end("verb"), "x", None)  # "heads", "has led"
    return Span(m.start("titles"), _last_read(clause), "N", None)


def _last_read(clause: Clause) -> int:
    """Behind the last title of the list that is this person's."""
    symbols = [i for i in range(*clause.m.span("titles")) if clause.lattice.codes[i] == "Z"]
    read = len(guards.whose_titles(clause.lattice, clause.m))
    return symbols[max(1, read) - 1] + 1


_INDUCTED: Final = frozenset(
    "elected re-elected reelected appointed named sworn unanimously nominated designated "
    "chosen".split()
)


def _is(clause: Clause) -> Found:
    small = [word.lower() for word in clause.undated("det")]
    if clause.has("party") and not _is_members(clause):
        return []
    if small[:1] in (["in"], ["at"], ["on"], ["for"], ["of"]):
        return []  # "is in the chair this month"
    if _INDUCTED & set(small[:2]) and not {"a", "an", "the"} & set(small[:1]):
        return []  # "was elected president" began then
    behind = clause.lattice.words(clause.m.end(), clause.m.end() + 1)
    if behind == ["no"]:
        return []  # "is a minister no more"
    if behind == ["to"] and not {"first", "last", "only", "second"}.isdisjoint(
        [*small, *clause.lattice.value(clause.m.start("titles")).text.lower().split()]
    ):
        return []  # "was the first Dutch prime minister to visit the reef"
    subject = clause.subject()
    if subject is not None and subject.aux[:1] == ["as"]:
        return []  # "…, as is the Secretary General"
    if subject is not None and clause.words("verb") == ["become"]:
        return _become(clause, subject)
    if clause.words("verb") == ["be"]:
        return _to_be(clause, subject)
    nominee = not {"nominated", "designated"}.isdisjoint(small)
    return [r._replace(status="nominee") if nominee else r for r in said(clause)]


def _to_be(clause: Clause, subject: Subject | None) -> Found:
    """ "will be the new minister"; other infinitives ("to be", "let her be") say nothing."""
    if subject is None or {"will", "shall", "’ll"}.isdisjoint(subject.aux):
        return []
    return [r for r in said(clause) if r.status == "elect"]


_HAVING: Final = frozenset("has have had having did ’ve".split())
_TO_COME: Final = frozenset("will shall ’ll to due set".split())


def _become(clause: Clause, subject: Subject) -> Found:
    """ "will step down and become chairman" is a plan; "has resigned and become chairman" is not.

    Of one person, "become" alone is never the present: the words before tell when, or nothing does.
    """
    verb = clause.m.start("verb")
    between = {w.lower() for w in clause.lattice.words(subject.symbol + 1, verb)}
    found = said(clause)
    if "rose" in between or _TO_COME.isdisjoint(between) or any(r.status for r in found):
        return found
    if not _HAVING.isdisjoint(between):
        return []  # "has said he will resign and become"
    return [r._replace(status="elect") for r in found]


def _is_members(clause: Clause) -> bool:
    """ "was Conservative MP for Thornbury": what a party is named before.

    "was a Labour councillor" says of what party somebody is, and less of an office.
    """
    role: Role = clause.lattice.value(clause.m.start("titles"))
    if not {"a", "an"}.isdisjoint(clause.words("det")):
        return False
    return role.kind is OfficeKind.LEGISLATOR and role.of is None


def _in_a_life(clause: Clause) -> Found:
    """ "was an economist and Minister of Finance"; not "was an heir of B and of the minister"."""
    life = {word.lower() for word in clause.words("life")}
    return [] if life & KIN or not life.isdisjoint(_OTHERS) else said(clause)


_OTHERS: Final = frozenset("who which that when where met with between".split())


def _appointed(clause: Clause) -> Found:
    """In the passive, also with its auxiliary left out ("named minister", a headline)."""
    subject = clause.subject()
    verb = clause.words("verb")[0].lower()
    between = clause.lattice.words(clause.m.end("verb"), clause.m.start("titles"))
    if subject is not None and not _PASSIVE & set(subject.aux):
        direct = "as" not in between and {"the", "a", "an"} & {w.lower() for w in between}
        if direct or verb in _EITHER:
            return []
    return said(clause)


_PASSIVE: Final = frozenset("was were been being is are be got gets".split())
_EITHER: Final = frozenset(
    "chosen made confirmed promoted voted designated picked selected".split()
)


def _object(clause: Clause) -> Found:
    """The object of an active verb, or of a noun: "appointed A as", "the appointment of A"."""
    between = clause.lattice.words(clause.m.end("who"), clause.m.start("titles"))
    verb = clause.words("verb")[0]
    if verb.lower() in _TELLING and "as" not in between:
        return []  # "announced Berg, president of the board"
    found = _done(clause, clause.before("verb"), verb)
    det = {word.lower() for word in clause.words("det")}
    if "next" in det:
        found = [r._replace(status=r.status or "elect") for r in found]
    of = clause.appointing_body() if det & {"its", "their"} else None
    return found if of is None else [r if r.of else r._replace(of=of) for r in found]


_TELLING: Final = frozenset("announced announces unveiled confirms confirmed presented".split())


def _done(clause: Clause, before: list[str], verb: str) -> Found:
    verdict = act(before, verb)
    return clause.said_of(clause.m.start("who"), *verdict) if verdict else []


def _object_too(clause: Clause) -> Found:
    """The next ones of a list: the verb stands earlier in the sentence."""
    codes = clause.lattice.codes
    for symbol in range(clause.m.start() - 1, max(-1, clause.m.start() - 80), -1):
        if codes[symbol] in ".n":
            break
        word = clause.lattice.words(symbol, symbol + 1)[0].lower()
        if word in _NAMING_VERBS:
            return _done(clause, clause.lattice.words(max(0, symbol - 5), symbol), word)
    return []


_NAMING_VERBS: Final = frozenset(
    "appointed appoints appointing appointment named names elected nominated nominates nominating "
    "reappointed appoint nominate".split()
)


def _noun(clause: Clause) -> Found:
    """ "his election as": of the subject, where he is not denied it."""
    who = possessor_of(clause.lattice, clause.m.start())
    verdict = act(clause.before("verb"), clause.words("verb")[0]) if who >= 0 else None
    return clause.said_of(who, *verdict) if verdict else []


def _succeeds(clause: Clause) -> Found:
    """A takes the office, B has left it, or will."""
    subject = clause.subject()
    verdict = predicate(subject.aux, clause.words("verb")) if subject else None
    if subject is None or verdict is None or clause.sentence_says(*IF):
        return []
    prior = Phase.HOLDS if verdict[1] == "elect" else Phase.ENDED
    return [
        *clause.said_of(subject.symbol, Phase.BEGAN, verdict[1]),
        *clause.said_of(clause.m.start("prior"), prior),
    ]


def _succeeded(clause: Clause) -> Found:
    subject = clause.subject()
    verdict = predicate(subject.aux, clause.words("verb")) if subject else None
    if subject is None or verdict is None or not _PASSIVE & set(subject.aux):
        return []
    before = Phase.HOLDS if verdict[1] == "elect" else Phase.ENDED
    return [
        *clause.said_of(subject.symbol, before),
        *clause.said_of(clause.m.start("next"), Phase.BEGAN, verdict[1]),
    ]


def _left(clause: Clause) -> Found:
    """Who resigned has left; who will resign still holds."""
    subject = clause.subject()
    verdict = predicate(subject.aux, clause.words("verb")) if subject else None
    if subject is None or verdict is None:
        return []
    phase = Phase.HOLDS if verdict[1] == "elect" else Phase.ENDED
    return clause.said_of(subject.symbol, phase)


def _dismissed(clause: Clause) -> Found:
    verdict = act(clause.before("verb"), clause.words("verb")[0])
    who = clause.m.start("who")
    return clause.said_of(who, Phase.ENDED) if verdict and not verdict[1] else []


def _before(clause: Clause) -> Found:
    """ "was elected Prime Minister, succeeding Berg": Berg is it no longer."""
    aux = {word.lower() for word in clause.before("verb")}
    certain = aux.isdisjoint(("will", "would", "to", "if", "could", "may", "not"))
    return clause.said_of(clause.m.start("who"), Phase.ENDED) if certain else []


def _no_longer(clause: Clause) -> Found:
    subject = clause.subject()
    return clause.said_of(subject.symbol, Phase.ENDED) if subject else []


def _title_is(clause: Clause) -> Found:
    """ "Norway, whose president is Anna Berg"."""
    roles = guards.whose_titles(clause.lattice, clause.m)
    before = clause.m.start() - 1
    if clause.lattice.word(before + 1) == "whose" and before >= 0:
        before -= clause.lattice.codes[before] == ","
        of = clause.lattice.value(before)
        if clause.lattice.codes[before] in "CO" and isinstance(of, Name):
            roles = [guards.owned_by(role, of) for role in roles]
    phase = Phase.ENDED if clause.words("verb")[-1] == "was" else Phase.HOLDS
    return clause.said_of(clause.m.start("who"), phase, roles=roles)


def _of_name(clause: Clause) -> Found:
    return clause.said_of(clause.m.start("who"), Phase.HOLDS)


def _after_serving(clause: Clause) -> Found:
    ended = clause.words("verb")[0].lower() in ("after", "following", "before")
    return clause.said_of(clause.m.start("who"), Phase.ENDED if ended else Phase.HOLDS)


def _capacity(clause: Clause) -> Found:
    former = {"former", "previous", "earlier", "old", "past"} & set(clause.words("aux"))
    gap = clause.lattice.words(clause.m.end("who"), clause.m.start("aux"))
    if any(word.lower() in ("not", "never", "no") for word in gap):
        return []
    return clause.said_of(clause.m.start("who"), Phase.ENDED if former else Phase.HOLDS)


def _posts_held(clause: Clause) -> Found:
    """ "has held several posts": they are over; "holds several posts": they are not."""
    readings = said(clause)
    past = clause.words("verb")[0].lower() == "held"
    return [r._replace(phase=Phase.ENDED) if past else r for r in readings]


def _served(clause: Clause) -> Found:
    """ "served at the Tax Agency as its director": whose the office is."""
    lattice, of = clause.lattice, None
    for symbol in lattice.places("O", clause.m.end("verb"), clause.m.start("titles")):
        if lattice.word(symbol - 1 - (lattice.word(symbol - 1) == "the")) in _WORKPLACES:
            of = lattice.value(symbol)
    roles = guards.whose_titles(lattice, clause.m)
    return said(clause, [guards.owned_by(role, of) for role in roles])


_WORKPLACES: Final = frozenset(("at", "joined", "joins", "rejoined"))


def _too(clause: Clause, found: Found) -> Found:
    """ "Berg becomes minister of health and Maric minister of justice": as the one before."""
    end = clause.lattice.end(clause.m.start() - 1)
    before = next((r for r in reversed(found) if r.stated and r.end == end), None)
    if before is None:
        return []
    return clause.said_of(clause.m.start("who"), before.phase, before.status)


def _duties(clause: Clause) -> Found:
    """ "began her term as the mayor of Lund"; not "won the election as the president looked on"."""
    lattice, end = clause.lattice, clause.m.end("titles")
    ends = lattice.codes[end : end + 1] in tuple(",.;:)nD") or lattice.word(end) in _GOES_ON
    if "the" in [word.lower() for word in clause.words("det")] and not ends:
        return []
    return _left(clause) if clause.rule.id == "office.left-post" else said(clause)


_GOES_ON: Final = frozenset(
    "on in at since from for until and after before under with last this".split()
)


def _time_as(clause: Clause) -> Found:
    """ "During her time as mayor": of the only name before, or of the one behind a comma."""
    who = clause.m.start("who") if clause.has("who") else -1
    if who < 0:
        who = possessor_of(clause.lattice, clause.m.start("verb"))
    return clause.said_of(who, Phase.ENDED) if who >= 0 else []


_READERS: dict[str, Callable[[Clause], Found]] = {
    **leadership.READERS,
    "office.is": _is,
    "office.in-a-life": _in_a_life,
    "office.appointed": _appointed,
    "office.appoints": _object,
    "office.appoints-too": _object_too,
    "office.appointment-of": _object,
    "office.own-appointment": _noun,
    "office.appointment-whose": _object,
    "office.succeeded": _succeeds,
    "office.succeeded-by": _succeeded,
    "office.replaced-by": _succeeded,
    "office.left": _left,
    "office.left-post": _duties,
    "office.duties-as": _duties,
    "office.dismissed": _dismissed,
    "office.succeeding": _before,
    "office.given": _appointed,
    "office.time-as": _time_as,
    "office.over-from": _before,
    "office.no-longer": _no_longer,
    "office.title-is": _title_is,
    "office.as-title": _of_name,
    "office.after-serving": _after_serving,
    "office.capacity": _capacity,
    "office.posts-held": _posts_held,
    "office.served-as": _served,
}
