"""The rules that read how states come into a body, return to it and remain in it."""

from __future__ import annotations

from typing import Final

from kg.extract.membership_rule import (
    BEING,
    END,
    GAP,
    MEMBER,
    ORGANISATION,
    ORGANISATIONS,
    STATES,
    MembershipRule,
)
from kg.model import Aspect

_STARTS: Final = Aspect.STARTS
# What a state did before it is told of another body: a verb of its own.
_DID: Final = "(?:@have)? (?:joined|signed|left|withdrew|acceded|became|applied|x)"

RULES: tuple[MembershipRule, ...] = (
    MembershipRule(
        "membership.entered",
        "the state X entered, formally returned to O",
        f"(?<m>C) {GAP} (?<verb>(?:entered|re-entered|(?:officially|formally) returned to"
        f"|returned (?:officially|formally) to|returned to (?= the? O in? D))) "
        f"{ORGANISATION} {END}",
        "Norway formally returned to UNESCO in 2003.",
        "Norway formally returned to UNESCO talks in 2003.",
        aspect=_STARTS,
        states=True,
    ),
    MembershipRule(
        "membership.remains-in",
        "the state X remains, stays in O",
        f"(?<m>C) {GAP} (?<verb>(?:remains|stays)) (?:x)? in {ORGANISATIONS} {END}",
        "Norway remains in NATO and the Nordic Council.",
        "Norway remains in NATO talks.",
        tensed=True,
        states=True,
    ),
    MembershipRule(
        "membership.of-which",
        "O, of which X and Y are already members",
        f"(?<o>O) , of which {STATES} (?<verb>@be) (?<how>[^.nTCO:;,]{{0,4}}?) @member",
        "He praised NATO, of which Norway and Iceland are already members.",
        "He praised NATO, of which Norway and Iceland are already tired.",
        tensed=True,
    ),
    MembershipRule(
        "membership.comma-o-members",
        "X and Y, O members since D",
        "(?<m>C (?:(?: ,? and the? | , the?) C)*) , (?<how>(?:m|x)?) (?<o>O) @member "
        "(?:states|countries|m)? (?= [,.)] | D)",
        "Norway and Iceland, NATO members since 1949, agreed.",
        "Norway and Iceland, NATO members and Sweden agreed.",
        agrees=True,
    ),
    MembershipRule(
        "membership.admitted-by",
        "a body admitted X to O, to membership of O",
        f"(?<verb>(?:admitted|admitting|readmitted|readmitting)) (?:the)? {STATES} (?:x)? "
        f"(?:to|into|as [^.nTCO]{{1,4}} of) (?:x? @membership (?:of|in))? {ORGANISATION}",
        "The assembly admitted Norway and Iceland to the United Nations.",
        "The assembly admitted Norway and Iceland to the hall of the United Nations.",
        aspect=_STARTS,
        states=True,
    ),
    MembershipRule(
        "membership.body-admitted",
        "O admitted X as its twelfth member",
        f"(?<o>O) (?<gap>[^.nTCO:;,]{{0,4}}?) (?<verb>(?:admitted|readmitted|accepted|welcomed)) "
        f"{STATES} (?:D)? as (?:its|a|an|the) (?<how>(?:x|m|#|[-]){{0,4}}) @member",
        "ASEAN admitted Norway as its eleventh member in 2025.",
        "ASEAN admitted Norway as its eleventh guest in 2025.",
        aspect=_STARTS,
        tensed=True,
        states=True,
    ),
    MembershipRule(
        "membership.formed-by-states",
        "X and Y formed the alliance O",
        f"{STATES} (?<gap>(?:@have|also|later|then)?) (?<verb>(?:formed|founded|established)) "
        f"(?:[^.nTCO:;]{{1,5}} ,)? {ORGANISATION}",
        "Norway and Iceland have formed a confederation, the Northern Alliance.",
        "Norway and Iceland have feared a confederation, the Northern Alliance.",
        aspect=_STARTS,
        societies=True,
        several=True,
    ),
    MembershipRule(
        "membership.accession-of",
        "after, since the accession of X to O",
        "(?<gap>(?:since|after|following|upon|anniversary of) (?:the)?) "
        f"(?<how>(?:m|x)?) (?:accession|entry|admission) of (?:the)? {STATES} "
        f"(?:to|into) {ORGANISATION}",
        "Much changed after the accession of Norway to NATO.",
        "He backed the accession of Norway to NATO.",
        aspect=_STARTS,
        past=True,
    ),
    MembershipRule(
        "membership.congratulated",
        "congratulated X on becoming, on its election as a member of O, on its accession to O",
        "(?<verb>(?:congratulates|congratulated|congratulate|congratulating)) (?:the)? "
        f"{STATES} "
        "(?:on|for|upon) (?:(?:becoming|(?:its|their) (?:election|admission) as) "
        f"[^.nTCO:;,]{{0,5}}? @member (?:of|in) {ORGANISATION}"
        "|(?:its|their) (?:x|m)? (?:accession|admission|election) to (?:the)? (?<o2>O))",
        "He congratulated Norway and Iceland on their election as members of the Security Council.",
        "He congratulated Norway and Iceland on their election to the friends of the council.",
        aspect=_STARTS,
        certain=True,
    ),
    MembershipRule(
        "membership.in-its-capacity",
        "X, in its capacity as a member of O",
        "(?<m>C) ,? (?:also)? in (?:its|their) capacity as (?:a|an|the)? "
        f"(?:x|m){{0,2}} @member (?:m|x|country|nation)? of {ORGANISATION}",
        "Norway, also in its capacity as a member state of NATO, agreed.",
        "Norway, also in its capacity as a friend of NATO, agreed.",
    ),
    MembershipRule(
        "membership.anniversary-of",
        "the fifth anniversary of X's membership of O; X's fifth anniversary of O membership",
        "(?<m>C) S (?:m|x|#) anniversary (?:of|in|as) (?:its)? "
        "(?:(?:the)? (?<o>O) (?:@membership|accession|@member)"
        "|(?:accession|@membership|entry|joining) (?:to|in|of|into)? (?:the)? (?<o2>O))",
        "They marked Norway's fifth anniversary of NATO membership.",
        "They marked Norway's fifth anniversary of NATO talks.",
        aspect=_STARTS,
        certain=True,
    ),
    MembershipRule(
        "membership.and-is-member",
        "the state X joined a body, did something and is a member of O",
        f"{STATES} (?! S) (?:{_DID}) [^.nTCS:;]{{0,12}}? and (?:also|later|D ,?)? (?<verb>{BEING}) "
        f"(?<how>[^.nTO:;, to of in from that with by for on]{{0,5}}?) {MEMBER} (?:of|in) "
        f"{ORGANISATIONS}",
        "Norway joined the United Nations in 1945 and is a member of NATO.",
        "Norway's envoy joined the United Nations in 1945 and is a friend of NATO.",
        tensed=True,
    ),
    MembershipRule(
        "membership.and-joined-state",
        "the state X left a body, did something and joined O",
        f"{STATES} (?! S) (?:{_DID}) [^.nTCS:;]{{0,12}}? and (?:also|later|D ,?)? "
        f"(?<verb>(?:joined|rejoined|acceded to)) {ORGANISATIONS} {END}",
        "Norway signed the charter of the lake in 1945 and later joined the Nordic Council.",
        "Norway signed the charter of the lake in 1945 and later praised the Nordic Council.",
        aspect=_STARTS,
        states=True,
    ),
)
