"""Whether the words of a match state a membership, and since when or no longer."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from kg.extract.membership_bodies import (
    has_members,
    is_of_founders,
    is_party,
    is_treaty,
    may_have_states,
)
from kg.extract.membership_match import Match
from kg.extract.membership_reading import Member
from kg.extract.names import Name
from kg.extract.party_words import PARTY_TITLE
from kg.extract.tenures import Titled
from kg.model import Aspect, EntityKind, MemberRole, MembershipStatus

_STARTED: Final = frozenset("became become becomes becoming".split())
_HYPOTHETICAL: Final = frozenset(
    "will would shall could should might may can must if whether want wants wanted wish "
    "wishes hope hopes plan plans not n't never no neither nor against unless until before seek "
    "seeks invited invite ’ll isn’t isn't wasn't wasn’t aren't aren’t cannot hardly ruled "
    "refused rejected denied declined failed nearly almost asked urged opposed opposes "
    "hypothetically".split()
)
# "to join": a plan; "elected to the Senate" is none.
_BASE: Final = frozenset(
    "join rejoin be become leave quit withdraw accede enter belong apply found represent serve "
    "stand "
    "run suspend admit freeze sit".split()
)
_NO_MEMBER: Final = frozenset(
    "candidate observer associate associated potential prospective aspiring non-member partner "
    "wannabe would-be future".split()
)
_THANKED: Final = frozenset(
    "thanked thanks thank commended commends congratulated congratulates praised praises welcomed "
    "applauded criticised criticized condemned".split()
)
# "when Ukraine becomes a member", "as Britain leaves": not yet, where the verb is in the present.
_PRESENT: Final = frozenset("becomes joins leaves withdraws quits".split())
_SOON: Final = frozenset("when as once until before after till".split())
_CONDITION: Final = frozenset("if whether unless neither nor should could suppose".split())
_FUTURE: Final = frozenset(
    "future prospective would-be potential possible aspiring wannabe".split()
)
_NOT_YET: Final = frozenset("before until once".split())
_GERUNDS: Final = frozenset("joining becoming entering admitting readmitting".split())
# "in favour of Norway being a member"; but "with Norway being a member".
_STANCES: Final = frozenset("for of against about to on from".split())
_SAID: Final = frozenset(
    "said reported believed thought alleged rumoured expected supposed".split()
)
# Another subject stands between: "Britain gave Norway up when it joined".
_CLAUSE: Final = frozenset("when after before while because until although though".split())
_SOMEBODY: Final = frozenset("he she they".split())
_STAFF: Final = frozenset("staff family crew faculty cast team gang household".split())
_EMPLOYED: Final = frozenset("research teaching visiting postdoctoral senior".split())
# Nouns that go on with a phrase behind an organisation: who is in its team is no member.
_PARTS: Final = frozenset(
    "team staff delegation mission summit forces system section branch division office "
    "headquarters executive squad secretariat teams offices".split()
)
_LIST_ENDED: Final = frozenset("one among founding".split())
# What places "X's accession" in the past; "support for X's accession" does not.
_PAST: Final = frozenset("since after following recent anniversary upon despite".split())
_WAS: Final = frozenset("was were belonged sat served".split())

# How many words before these "former" may stand.
_MODIFIERS: Final = {
    "membership.member-modifier": 1,
    "membership.faction-office": 1,
    "membership.plays-in": 2,
}
_FORMER: Final = frozenset(("former", "ex", "ex-"))

Meaning = tuple[MembershipStatus, Aspect]


def meaning(match: Match) -> Meaning | None:
    """Status and aspect; None where the words do not state a membership."""
    rule, said = match.rule, set(match.words)
    near = match.lower(match.m.start() - _MODIFIERS.get(rule.id, 0), match.m.start())
    if not _FORMER.isdisjoint(near):
        return MembershipStatus.ENDED, Aspect.ENDS  # "former lead singer of the band"
    if _is_taken_back(match, said) or _is_otherwise(match):
        return None
    if rule.past and not _is_past(match, said):
        return None
    if not rule.tensed:
        return rule.status, rule.aspect
    if said & _NO_MEMBER and not match.noun:
        return None
    own = set(match.own_words)  # "Berg, a former judge, is a member": a member now
    if own & {"former", "formerly"} and match.rule.role is not MemberRole.FULL:
        return None  # "a former candidate for membership" is a member now, or nothing
    if own & {"former", "formerly"}:
        return MembershipStatus.ENDED, Aspect.ENDS
    if said & _ELECTED:
        begins = "was" in said or rule.aspect is Aspect.STARTS
        return rule.status, Aspect.STARTS if begins else Aspect.HOLDS
    if "candidate" in match.plain():
        return rule.status, Aspect.HOLDS  # a candidacy is over, the membership need not be
    if said & _WAS and not said & _HAVE and "now" not in said:
        return MembershipStatus.ENDED, Aspect.HOLDS
    return rule.status, Aspect.STARTS if said & _STARTED else Aspect.HOLDS


_ELECTED: Final = frozenset(
    "elected named appointed chosen admitted readmitted welcomed accepted inducted received "
    "confirmed founding among".split()
)
_HAVE: Final = frozenset("been has have".split())


def _is_taken_back(match: Match, said: set[str]) -> bool:
    """Denied, wished, planned, or told under a condition."""
    rule = match.rule
    if rule.certain:
        return False
    if rule.aspect is not Aspect.HOLDS and not rule.past and said & _CLAUSE:
        return True
    if said & _SOMEBODY and match.lattice.codes[match.m.start()] in "TO":
        return True  # "told Berg that she had been a member": who, the text leaves open
    if (said | set(match.plain())) & (_HYPOTHETICAL | _FUTURE) or _is_conditional(match):
        return True
    if said & _GERUNDS and not (_is_thanked(match) or _is_done_by(match)):
        return True  # "the idea of Norway joining"; but "thanked Norway for joining"
    if "being" in said and _is_spoken_of(match):
        return True
    if said & _SAID and "to" in said:
        return True  # "is said to have left"
    if "become" in said and not said & {"has", "have", "had"}:
        return True
    return any(a == "to" and b in _BASE for a, b in pairwise(match.words))


def _is_spoken_of(match: Match) -> bool:
    before = match.lower(max(match.sentence[0], match.m.start() - 2), match.m.start())
    return not _STANCES.isdisjoint(word for word in before if word != "the")


def _is_done_by(match: Match) -> bool:
    """ "opened its session by admitting Norway"; "could grow by admitting Norway" is a thought."""
    first = match.m.start()
    before = match.plain(max(match.sentence[0], first - 10), first)
    return before[-1:] == ["by"] and _HYPOTHETICAL.isdisjoint(before) and "to" not in before


def _is_thanked(match: Match) -> bool:
    before = match.lower(max(match.sentence[0], match.m.start() - 2), match.m.start())
    return match.words[:1] == ["for"] and not _THANKED.isdisjoint(before)


def _is_otherwise(match: Match) -> bool:
    """ "joined as an observer", "a staff member", "a research fellow": no member."""
    after = match.lower(match.m.end(), min(match.m.end() + 4, match.sentence[1]))
    verb = match.span("verb")
    said = {*match.plain(match.m.start() if verb is None else verb[0], match.m.end())}
    employed = "fellow" in said and not _EMPLOYED.isdisjoint(said)
    one_of_two = "or" in match.words[:2]  # "an official, or member of the board"
    as_other = after[:1] == ["as"] and not _NO_MEMBER.isdisjoint(after)
    return as_other or one_of_two or employed or not _STAFF.isdisjoint(said)


def _is_conditional(match: Match) -> bool:
    """ "if Norway is a member", "neither Norway nor …", "should Norway …": before the subject."""
    before = match.plain(max(match.sentence[0], match.m.start() - 10), match.m.start())
    if "," in before:
        before = before[len(before) - before[::-1].index(",") :]
    if "that" in before and not _GIVEN.isdisjoint(before[: before.index("that")][-1:]):
        before = before[before.index("that") + 1 :]  # "if we look at the fact that Norway is"
    near = before[-2:-1] if before[-1:] == ["the"] else before[-1:]
    inverted = bool(_INVERTED & set(before[-1:]))
    if match.subject is not None:  # "Had she been a member"; but "she is affiliated with"
        inverted = not _INVERTED.isdisjoint(match.lower(match.subject - 1, match.subject))
    if _SOON & set(near) and _PRESENT & set(match.words):
        return True
    return inverted or bool(_NOT_YET & set(near)) or bool(_CONDITION & set(before))


_GIVEN: Final = frozenset("fact given".split())
_INVERTED: Final = frozenset("had were is did does has".split())


def _is_past(match: Match, said: set[str]) -> bool:
    before = match.lower(max(match.sentence[0], match.m.start() - 3), match.m.start())
    return bool((said | set(before)) & _PAST)


# -- who fits what --------------------------------------------------------------------------------


def fits(match: Match, member: Member, organisation: Name) -> bool:
    """Whether this member can be one of this organisation, as the rule reads it."""
    rule = match.rule
    if not _is_told_of(match, organisation):
        return False
    if rule.founded and not is_of_founders(organisation):
        return False
    if rule.states:
        body = may_have_states(organisation) or has_members(organisation)
        return body and isinstance(member, Name)
    if rule.teams:
        return isinstance(member, Name) and member.rule == "name.team"
    if rule.societies and isinstance(member, Name):
        body = organisation.kind is EntityKind.INTERNATIONAL_ORGANISATION
        joins = body or has_members(organisation)
        return joins and (member.kind is EntityKind.COUNTRY or has_members(member))
    if isinstance(member, Name):
        if member.kind is EntityKind.PLACE and not (rule.towns or member.rule == "name.town-of"):
            return False  # a capital that stands for its government is no member
        if rule.party or member.key == organisation.key:
            return False
        if member.kind is EntityKind.COUNTRY and is_party(organisation):
            return False
        # an "EU partner" may well be a member
        return rule.id != _EU_PARTNER or not organisation.key.endswith("european-union")
    return _fits_person(match, member, organisation)


def _fits_person(match: Match, member: Titled, organisation: Name) -> bool:
    rule = match.rule
    if organisation.rule == _REFERENCE and organisation.text == "group":
        return False  # "At this point Berg joined the group": those who sat together
    if member.person.name.islower() and rule.id == "membership.member-modifier":
        return False  # "the members he met"
    title = match.span("title")
    if title is not None and not PARTY_TITLE.search(match.lattice.text(*title)):
        return False  # an adviser of a party need not belong to it
    if rule.party:
        politician = rule.politician or match.span("kind") is not None
        return is_party(organisation, politician=politician)
    return not rule.persons or has_members(organisation)


_REFERENCE: Final = "reference.member-body"
# Bodies that people work for.
_GOVERNMENT: Final = re.compile(
    r"\b(?:Government|Administration|Legation|Embassy|Consulate|Delegation)\b"
)
# Bodies behind whose names brackets say who they are; of others they say where those are at work.
_OF_FEW: Final = re.compile(
    r"\b(?:Group|Council|Union|Community|Alliance|Pact|Quad|Quartet|Troika|League|Triangle|Initiative|Market"
    r"|Assembly|Compact|Format|Dialogue|[A-Z]{0,4}\d{1,2})\b"
)
_OF_PROJECTS: Final = re.compile(
    r"\b(?:Bank|Fund|Programme|Office|Commission|Force|Agency|Court)\b"
)
_YEAR: Final = re.compile(r"\d{4}|\b(?:years?|decades?)\b")
_SLASH: Final = frozenset("/&+*%#@")
_HEADS: Final = frozenset("heads leads chairs".split())
_EU_PARTNER: Final = "membership.partner-modifier"


def _is_told_of(match: Match, organisation: Name) -> bool:
    """Whether such words tell of such a body who belongs to it."""
    name, when = organisation.name, match.span("when")
    if is_treaty(organisation) or _GOVERNMENT.search(name):
        return False
    if match.rule.id == "membership.bracketed-states":
        return bool(_OF_FEW.search(name)) and not _OF_PROJECTS.search(name)
    if match.rule.id == "membership.ally-modifier":
        return organisation.key.endswith("/nato")
    if match.rule.id == "membership.party-s-candidate":
        return not _SLASH.intersection(match.plain())
    if match.rule.id == "membership.heads-party":
        return not _HEADS.isdisjoint(match.words)
    # "its members met on Sunday; Norway joined on Monday": not them
    return when is None or bool(_YEAR.search(match.lattice.text(*when)))


def goes_on(match: Match) -> bool:
    """The name is part of a longer phrase: "the Tennis Federation team", "the AEC Staff"."""
    span, more = match.span("o", "o2"), match.span("more")
    if span is None or match.m.end() > max(span[1], more[1] if more else 0):
        return False  # the pattern itself says what follows
    at = span[1]
    if at >= len(match.lattice.codes):
        return False
    code, word = match.lattice.codes[at], match.lattice.words(at, at + 1)[0]
    if code == "T":
        return match.rule.agrees
    if word == "and" and match.lattice.codes[at + 1 : at + 2] == "T" and match.subject is not None:
        return True  # "A, and member of O and adviser B": it is B's
    if code in "#S" or word in _PARTS:
        return True
    return word[0].isupper() and code in "XKGFEBRNZIm"


_EXAMPLES: Final = frozenset("such including like namely".split())
_BEFORE_OTHERS: Final = frozenset("of at in from with by to on than like against about".split())
# What may stand between an organisation and its verb; "ASEAN ministers joined" is about others.
_AUXILIARY: Final = frozenset(
    ", has have had also then later formally officially now still which".split()
)


def is_subject(match: Match) -> bool:
    """The member is what the verb speaks of: not "a friend of Norway is", "NATO allies joined"."""
    span, gap = match.span("m"), match.span("gap")
    if span is None or gap is None or span[0] != match.m.start() or match.rule.past:
        return True
    first = span[0]
    if match.lower(first - 1, first) == ["the"]:
        first -= 1
    if first > match.sentence[0] and match.lower(first - 1, first)[0] in _BEFORE_OTHERS:
        return match.lattice.codes[span[0]] in "TL"  # "the town of Oslo"
    words = match.lower(*gap)[:1]
    if match.lattice.codes[span[0]] in "TC" and words == ["and"] and match.is_object(first):
        return False
    return match.lattice.codes[span[0]] != "O" or not words or words[0] in _AUXILIARY


_APPOSITIONS: Final = frozenset({"membership.comma-member", "membership.also-member"})
_OF_THE_LAST: Final = frozenset({"membership.comma-party", "membership.party-bracket"})


def in_agreement(match: Match, members: list[Member]) -> list[Member]:
    """ "A, and B, a member of O", "A and B (party)": one member only, the last."""
    span = match.span("o")
    words = match.lower(match.m.start(), match.m.end() if span is None else span[1])
    single = match.rule.id in _APPOSITIONS and not {"member", "fellow"}.isdisjoint(words)
    if match.rule.id == "membership.party-s-candidate":
        return members[:1]  # "Labour's A and B of the Greens"
    if match.rule.id == "membership.in-its-capacity" and "its" in match.plain():
        return members[-1:]
    if match.span("also") or not (single or match.rule.id in _OF_THE_LAST):
        return members
    return members[-1:]


def agrees(match: Match, members: list[Member]) -> bool:
    """One is a member, several are members; "Berg and members of the party" are others."""
    span = match.span("o")
    words = set(match.lower(match.m.start(), match.m.end() if span is None else span[1]))
    if match.rule.several and len(members) < 2:
        return False
    if len(members) != 1:
        # "A and B, attacked by members of the party"
        by = match.rule.id == "membership.also-member" and not words.isdisjoint(("by", "to"))
        return not by or words.isdisjoint(("members", "fellows"))
    if match.rule.id == "membership.members-listed":
        country = isinstance(members[0], Name) and members[0].kind is EntityKind.COUNTRY
        return country and not _EXAMPLES.isdisjoint(match.plain())
    plural = not words.isdisjoint(("members", "fellows"))
    return not (match.rule.agrees and plural) or bool(_LIST_ENDED & words)
