"""A match of a membership rule: its words, its members, its organisations and its date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.extract.codes import is_literal
from kg.extract.coordination import Group
from kg.extract.dates import DatePhrase
from kg.extract.lattice import Lattice
from kg.extract.membership_context import SAME, context_body, grants_for_union, the_union
from kg.extract.membership_reading import Member, MembershipReading
from kg.extract.membership_rule import MembershipRule
from kg.extract.names import Name
from kg.extract.party_words import FOUNDER, PARTY_TITLE
from kg.extract.pattern import compile_rule
from kg.extract.roles import Role
from kg.extract.tenures import Titled
from kg.model import MemberRole

# What stands between a person and a predicate: "X", ", who was born in Y,", "is a lawyer and".
_PREDICATE: Final = compile_rule(
    "(?: \\( [^.nT]{0,40} \\))? (?:, [^.nT;]{0,20}? ,|,)? "
    "(?: D ,?)? (?:who)? (?:also|later|then|m|has|have|had|x)? "
    "(?:x to (?:fame|prominence) D? as"
    "|@be|@became|@serve|@have|known|@appoint|remains|remained|worked|founded|co-founded"
    "|cofounded|joined|defected|switched|decamped|crossed|quit|@belong|sat|sits|stood|ran|representing|represents|represented|held|works|leads|left|won|entered"
    "|contested|campaigned)"
)


def _key(value: object) -> tuple[str, ...]:
    """Who a T is, to compare."""
    if not isinstance(value, Group):
        return ()
    return tuple(a.person.entity for a in value.agents if isinstance(a, Titled))


# Rules of what is told behind something else of the same person.
_GOES_ON: Final = frozenset(
    ("membership.and-joined", "membership.and-left", "membership.on-board", "membership.elected-to")
)
_JOINING: Final = frozenset("and but when while after before as that , said".split())
_LIMITS: Final = frozenset(("until", "till", "through", "by"))  # of what goes on, not of who joins
_BOARD: Final = frozenset("directors trustees governors regents".split())
_PART_OF: Final = "membership.part-of-party"
_ALIAS: Final = (["known", "as"], [",", "alias"], [",", "nicknamed"], [",", "called"])


class Match:
    """One match of a rule in one sentence, given as symbols (first, last)."""

    def __init__(
        self,
        lattice: Lattice,
        m: re.Match[str],
        rule: MembershipRule,
        sentence: tuple[int, int],
        before: Sequence[MembershipReading] = (),
    ) -> None:
        self.lattice, self.m, self.rule, self.sentence = lattice, m, rule, sentence
        self.before = before  # what the sentences before say
        self.words: list[str] = []  # that say whether, when and how it is one
        self.own_words: list[str] = []  # those of the statement itself, without appositions
        for group in ("gap", "verb", "how"):
            if (span := self.span(group)) is not None:
                self._say(self.lower(*span), apposition=group == "gap")
        named = "m2" in m.re.groupindex or m.groupdict().get("m") is not None
        self.subject = None if named else self._subject()

    def _say(self, said: list[str], *, apposition: bool = False) -> None:
        """Note words of the match; what stands before the last comma may be an apposition."""
        self.words += said
        last = len(said) - said[::-1].index(",") if apposition and "," in said else 0
        self.own_words += said[last:]

    def span(self, *groups: str) -> tuple[int, int] | None:
        """The symbols of the first of these groups that took part."""
        for group in groups:
            if group in self.m.re.groupindex and self.m[group] is not None:
                return self.m.span(group)
        return None

    def lower(self, first: int, last: int) -> list[str]:
        """The words of symbols ``first`` to ``last``, in small letters."""
        return [word.lower() for word in self.lattice.words(max(first, 0), last)]

    def plain(self, *span: int) -> list[str]:
        """The plain words of the match, or of a span; words inside names and dates say nothing."""
        codes, edges, words = self.lattice.codes, self.lattice.edges, self.lattice.tokens.words
        found = range(*(span or self.m.span()))
        return [words[edges[i]].lower() for i in found if codes[i] not in "CTOLAZD"]

    @property
    def noun(self) -> str:
        """The character of "member", "candidate" …, where the rule leaves the role to it."""
        span = self.span("noun")
        return "" if span is None else self.lattice.codes[span[0]]

    @property
    def role(self) -> MemberRole:
        """Member, candidate, observer or partner."""
        roles = (
            MemberRole.FULL, MemberRole.CANDIDATE, MemberRole.OBSERVER, MemberRole.PARTNER,
        )  # fmt: skip
        named = (r for r, same in zip(roles, SAME, strict=True) if self.noun in same)
        return next(named, self.rule.role)

    def _subject(self) -> int | None:
        """The only person that the sentence names before the match, with a verb of being."""
        codes = self.lattice.codes
        found = [i for i in range(self.sentence[0], self.m.start()) if codes[i] == "T"]
        if found[-1:] == [self.m.start() - 1]:
            goes_on = self.rule.id in _GOES_ON and self.is_object(found[-1])
            return None if goes_on else found[-1]
        if len(found) > 1 and self.lower(found[-1] - 2, found[-1]) in _ALIAS:
            found = found[-1:]  # "Anna Berg, known as Anna of Oslo, was a member"
        if not found or len({_key(self.lattice.value(i)) for i in found}) > 1:
            return None
        if codes[self.m.start() - 2 : self.m.start()] == "O," and self.rule.id == _PART_OF:
            return None  # "the Green Party, part of the Left Front": it is the party
        if self.lower(self.m.start() - 1, self.m.start()) == ["it"]:
            return None  # "it is a member of the party who"
        tried = ((i, _PREDICATE.match(codes[i + 1 : self.m.end()])) for i in reversed(found))
        at, verb = next((one for one in tried if one[1]), (found[-1], None))
        if verb is None and self.rule.id in _GOES_ON and self._opens(found[0]):
            self._say(self.lower(found[0] + 1, self.m.start()), apposition=True)
            return found[0]
        if verb is None:
            own = self.lower(self.m.start() - 1, self.m.start() + 1)
            return at if own[0] == "and" and own[1] in ("is", "was") else None
        behind = at + 1 + verb.end()
        self._say(self.lower(at + 1, behind), apposition=True)
        self._say(self.lower(max(behind, self.m.start() - 4), self.m.start()))
        return at

    def is_object(self, first: int) -> bool:
        """ "met Berg and joined the party": who joined, the words leave open."""
        before = self.lattice.codes[first - 1 : first]
        verb = before == "x" or is_literal(before)
        return verb and first > self.sentence[0] and self.lattice.word(first - 1) not in _JOINING

    def _opens(self, at: int) -> bool:
        """Whether a sentence begins with a person and a verb: who is its subject."""
        codes, first = self.lattice.codes, self.sentence[0]
        own = codes[at + 1] == "x" or is_literal(codes[at + 1])
        joined = self.lattice.word(at + 1) in ("and", "of", "in", "from", "or")
        return not set(codes[first:at]) - set("D,q") and own and not joined

    def members(self) -> list[Member]:
        """Who is said to be one."""
        span = self.span("m", "m2")
        if span is None:
            return [] if self.subject is None else self._agents(self.subject)
        also = self.span("also")
        first, last = span
        if self.lattice.codes[first] not in "CTOLA":
            return self._referred(first)
        at = first
        while first == self.m.start() and (before := self._joined(at)) is not None:
            at = before
        symbols = [*range(at, last), *(range(*also) if also else ())]
        return [member for symbol in symbols for member in self._agents(symbol)]

    def _agents(self, symbol: int) -> list[Member]:
        value = self.lattice.value(symbol)
        if isinstance(value, Group):
            return [agent for agent in value.agents if isinstance(agent, Titled)]
        return [value] if isinstance(value, Name) and self.lattice.codes[symbol] in "COLA" else []

    def _joined(self, at: int) -> int | None:
        """ "Finland and Sweden are members": the country before belongs to the subject, too."""
        code = self.lattice.codes[at]
        if code not in "CL" or at < self.sentence[0] + 2:
            return None
        joiner = at - 1
        if self.lattice.words(joiner, at)[0].lower() == "the":
            joiner -= 1
        if joiner <= self.sentence[0] or self.lattice.codes[joiner - 1] != code:
            return None
        word = self.lattice.words(joiner, joiner + 1)[0]
        fits = word == "and" if at == self.m.start() else word in ("and", ",")
        return joiner - 1 if fits else None

    def _referred(self, symbol: int) -> list[Member]:
        """ "its", "it", "the country": the owner named last before the first such word.

        In "Norway's visit and its withdrawal" that is the owner of the visit.
        """
        first = symbol
        before, word = self.lower(symbol - 1, symbol), self.lower(symbol, symbol + 1)
        if before != ["and"] and word == ["its"]:
            its = range(self.sentence[0], symbol)
            first = next((i for i in its if self.lower(i, i + 1)[0] in ("its", "it")), symbol)
        owned = self.lower(first - 1, first) == ["and"]
        codes = self.lattice.codes
        for at in range(first - 1, self.sentence[0] - 1, -1):
            if codes[at] == "C" and (not owned or codes[at + 1] == "S"):
                value = self.lattice.value(at)
                return [value] if isinstance(value, Name) else []
            if not owned and codes[at] in "TO" and not self._is_organisation_of_match(at):
                break
        return []

    def _is_organisation_of_match(self, symbol: int) -> bool:
        span = self.span("o", "o2")
        return span is not None and span[0] <= symbol < span[1]

    def organisations(self) -> list[Name]:
        """Of what: named here, or the body of a sentence before."""
        span = self.span("o", "o2", "o3")
        if span is None:
            if self.rule.told and self.lattice.codes[self.m.start("m")] == "O":
                return []  # of what a federation is a member, the sentences before seldom say
            noun = "" if self.rule.told else self.noun
            if self.rule.union:
                body = the_union(self.lattice)
            else:
                told = self.rule.told
                body = context_body(self.lattice, self.m.start(), noun, self.before, told=told)
            return [] if body is None else [body]
        first = self.lattice.value(span[0])
        if isinstance(first, Role):
            title = PARTY_TITLE if self.rule.party else FOUNDER
            listed = self.rule.id == "membership.members-listed"  # "leaders of the O members: …"
            on_board = self.rule.id == "membership.on-board" and first.title.lower() in _BOARD
            first = first.of if listed or on_board or title.search(first.title) else None
        found: list[Name | None] = [first]
        more = self.span("more")
        if more is not None:
            bracketed = False
            for symbol in range(*more):
                code = self.lattice.codes[symbol]
                if code in "()":
                    bracketed = code == "("
                elif code == "O" and not bracketed:
                    found.append(self.lattice.value(symbol))
        if self.rule.role is MemberRole.CANDIDATE:  # "the European Commission granted"
            of = [grants_for_union(n) if isinstance(n, Name) else False for n in found]
            found = [the_union(self.lattice) if x else n for n, x in zip(found, of, strict=True)]
        return [name for name in found if isinstance(name, Name)]

    def date(self, *, near: bool) -> DatePhrase | None:
        """The date right behind what was read, else the one before it, else one soon after.

        What holds (``near``) has the date of its own words only: "a member since 1990".
        """
        codes, m = self.lattice.codes, self.m
        dates = [i for i in range(*self.sentence) if codes[i] == "D"]
        inside = [i for i in dates if m.start() <= i < m.end()]
        verb = self.span("verb") or (0, 0)
        after = [i for i in inside if i >= verb[0]]  # "left it in 2018, rejoined it in 2023"
        inside = [i for i in inside if not {",", "and"} & set(self.lower(i + 1, verb[0]))]
        behind = [i for i in dates if m.end() <= i < m.end() + 8]
        close = [i for i in behind if "," not in codes[m.end() : i]]
        # "Berg left in 1990 and Lind joined": the year of somebody else
        own = [i for i in dates if not self._is_of_another(i)]
        before = [i for i in own if i < m.start()]
        choices = [after, close, inside, before[-1:], behind]
        if near:
            since = [i for i in before if self.lower(i, i + 1)[0] == "since"]
            since = [i for i in since if not set("CTO;.q") & set(codes[i + 1 : m.start()])]
            inside = [] if self.noun else after  # "X, which joined Y in 2017, is a candidate"
            choices = [inside, [i for i in close if i < m.end() + 3], since[-1:]]
        for choice in choices:
            if choice:
                value: DatePhrase = self.lattice.value(choice[0])
                return value
        return None

    def _is_of_another(self, date: int) -> bool:
        """Whether a date ends a clause with a subject of its own, before this one."""
        codes, first = self.lattice.codes, self.sentence[0]
        until = self.lattice.words(date, date + 1)[0].lower() in _LIMITS
        behind = date + 2 if codes[date + 1] == "," else date + 1
        joined = self.lattice.word(behind) in ("and", "but", "while") or codes[behind] == ";"
        return until or (joined and bool(set("CT") & set(codes[first:date])))
