"""The rules that read changes of party: who left, was expelled, went over to another."""

from __future__ import annotations

from typing import Final

from kg.extract.membership_rule import END, GAP, ORGANISATION, MembershipRule
from kg.model import Aspect, MembershipStatus

_ENDED, _SUSPENDED = MembershipStatus.ENDED, MembershipStatus.SUSPENDED
_DROPPED: Final = "(?:left|quit|abandoned|deserted|dumped|ditched|swapped)"
_SWITCHED: Final = "(?:defected|switched|decamped|crossed (?:over|the x))"
_LEAVING: Final = "(?:defection|resignation|departure|exit|withdrawal)"
_SAID: Final = "(?:announced|confirmed|declared|tendered|submitted|revealed)"

RULES: tuple[MembershipRule, ...] = (
    MembershipRule(
        "membership.left-for",
        "X left party, or it, for party O",
        f"(?:(?<m>T) {GAP}|and) (?<verb>{_DROPPED}) (?:(?:the)? O|it) for {ORGANISATION} {END}",
        "Anna Berg left the Green Party for the Liberal Party in 2001.",
        "Anna Berg left the Green Party for the sake of the Liberal Party in 2001.",
        aspect=Aspect.STARTS,
        party=True,
    ),
    MembershipRule(
        "membership.defected",
        "X defected, switched (from another party) to party O",
        f"(?<m>T) {GAP} (?<verb>{_SWITCHED}) (?:from the? O)? to {ORGANISATION} {END}",
        "Anna Berg switched from the Green Party to the Liberal Party in 2001.",
        "Anna Berg drove from the Green Party to the Liberal Party in 2001.",
        aspect=Aspect.STARTS,
        party=True,
    ),
    MembershipRule(
        "membership.defected-from",
        "X defected, switched from party O to another",
        f"(?<m>T) {GAP} (?<verb>(?:defected|switched)) from {ORGANISATION} to",
        "Anna Berg switched from the Green Party to the Liberal Party in 2001.",
        "Anna Berg switched to the Green Party in 2001.",
        status=MembershipStatus.ENDED,
        aspect=Aspect.ENDS,
        party=True,
    ),
    MembershipRule(
        "membership.dropped-for",
        "X dumped, deserted party O for another",
        f"(?<m>T) {GAP} (?<verb>(?:abandoned|deserted|dumped|ditched|swapped)) {ORGANISATION} "
        "for (?:the)? O",
        "Anna Berg has dumped the Green Party for the Liberal Party.",
        "Anna Berg has dumped the Green Party for good.",
        status=_ENDED,
        aspect=Aspect.ENDS,
        party=True,
        politician=True,
    ),
    MembershipRule(
        "membership.announced-leaving",
        "X announced his defection, his resignation from party O",
        f"(?<m>T) (?<gap>[^.nTCO;:,]{{0,4}}?) (?<verb>{_SAID}) (?:his|her|their) (?:x|m)? "
        f"{_LEAVING} from {ORGANISATION} {END}",
        "Anna Berg announced her resignation from the Green Party on Monday.",
        "Anna Berg announced her withdrawal from the Green Party congress on Monday.",
        status=_ENDED,
        aspect=Aspect.ENDS,
        party=True,
    ),
    MembershipRule(
        "membership.announced-defection",
        "X announced, confirmed his defection (from one party) to party O",
        f"(?<m>T) (?<gap>[^.nTCO;:,]{{0,4}}?) (?<verb>{_SAID}) (?:his|her|their) (?:x|m)? "
        f"defection (?:from (?:the)? O)? to {ORGANISATION} {END}",
        "Anna Berg announced her defection to the Green Party on Monday.",
        "Anna Berg announced her objection to the Green Party on Monday.",
        aspect=Aspect.STARTS,
        party=True,
    ),
    MembershipRule(
        "membership.returned-to-party",
        "X returned to party O; followed somebody into it",
        f"(?:(?<m>T) (?:, who)? {GAP}|and) "
        "(?<verb>returned to|followed (?:him|her|them|T) (?:into|to)) "
        f"{ORGANISATION} {END}",
        "Anna Berg, who returned to the Green Party last week, spoke.",
        "Anna Berg, who returned to the Green Party office last week, spoke.",
        aspect=Aspect.STARTS,
        party=True,
    ),
    MembershipRule(
        "membership.party-suspended",
        "party O suspended X",
        "(?<o>O) (?<gap>(?:@have)?) (?<verb>(?:suspended|suspends)) (?:its|the)? (?:x|m){0,2} "
        "(?<m>T) (?! S)",
        "The Green Party has suspended Anna Berg over her remarks.",
        "The Green Party has suspended Anna Berg's campaign.",
        status=_SUSPENDED,
        party=True,
    ),
    MembershipRule(
        "membership.formerly-of",
        "X, formerly of party O",
        f"(?<m>T) , (?:once|formerly|previously|(?:until|till) (?:D|recently) x?) "
        f"(?:of|with|a @member of|in) {ORGANISATION} {END}",
        "Anna Berg, formerly of the Green Party, spoke.",
        "Anna Berg, formally of the Green Party, spoke.",
        status=_ENDED,
        party=True,
    ),
    MembershipRule(
        "membership.after-leaving",
        "after leaving O, X did something; X did something after leaving O",
        "(?:after|since|following|upon) (?<verb>(?:leaving|quitting|resigning from)) "
        f"{ORGANISATION} (?:(?:in)? D)? (?:, (?<m>[C T])|(?= [.]))",
        "After leaving the Green Party in 2001, Anna Berg taught in Oslo.",
        "After leading the Green Party in 2001, Anna Berg taught in Oslo.",
        status=_ENDED,
        aspect=Aspect.ENDS,
        persons=True,
    ),
    MembershipRule(
        "membership.party-chose",
        "party O named, chose, elected X as its candidate, its leader",
        "(?<o>O) (?<gap>(?:@have|x|m)?) (?<verb>(?:nominated|named|selected|chose|picked|elected"
        "|re-elected|fielded)) (?<m>T) (?:as|to be) (?:its|their)",
        "The Green Party named Anna Berg as its candidate for mayor.",
        "The Green Party named Anna Berg as the cause of its defeat.",
        party=True,
    ),
)
