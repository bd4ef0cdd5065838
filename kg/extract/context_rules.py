"""The rules that read who belongs to a body which only the sentences before name."""

from __future__ import annotations

from kg.extract.membership_rule import BEING, GAP, STATES, MembershipRule
from kg.model import Aspect, MemberRole, MembershipStatus

_ENDED, _OBSERVER = MembershipStatus.ENDED, MemberRole.OBSERVER
_STARTS, _ENDS = Aspect.STARTS, Aspect.ENDS

RULES: tuple[MembershipRule, ...] = (
    MembershipRule(
        "membership.became-in-context",
        "X became a member: of the only body named shortly before",
        f"(?:the)? {STATES} (?<gap>(?:@have)?) (?<verb>(?:@became|remains|remained)) "
        "(?:a|an|the|its) (?<how>(?:m|x|#){0,2}) @member (?= D | [. ,] | and | on | in)",
        "Iceland is in NATO. Norway became a member in 1949.",
        "Norway became a member of a choir.",
        tensed=True,
    ),
    MembershipRule(
        "membership.same-in-context",
        "X is a member, candidate as well: of the body that the sentence before says it of",
        f"{STATES} (?:, [^.nT:;]{{1,12}}? ,)? {GAP} (?<verb>{BEING}) "
        "(?<how>(?:also|still|itself)? (?:a|an|the)? m?) "
        "(?<noun>(?:@member|@candidate|@observer)) (?= as well | too | [. , D] | since)",
        "Iceland is a member of NATO. Norway is a member as well.",
        "Iceland is an ally of NATO. Norway is a member as well.",
        tensed=True,
    ),
    MembershipRule(
        "membership.member-having-joined",
        "X as a member, having joined: the only body named shortly before",
        "(?<m>C) (?<gap>[^.nTCO:;]{0,14}?) (?<verb>having) joined (?= D | in | on | [.,])",
        "Iceland is in NATO. Norway took part as a member, having joined in 1949.",
        "Norway spoke of having joined.",
        aspect=_STARTS,
    ),
    MembershipRule(
        "membership.joined-in-context",
        "X joined, was admitted then: the only body of a sentence before that tells of members",
        f"(?:the)? {STATES} (?:, (?:which)?)? (?<gap>(?:@have|also)?) "
        "(?<verb>(?:joined|rejoined|acceded|followed suit"
        "|(?:was|were|been)? (?:admitted|readmitted) (?:to @membership)?)) "
        "(?= (?:in|on)? (?<when>D) (?:[. , ;]|and) | [^ . n T C O : ; ,]{1,3} later)",
        "Iceland became a member of NATO in 1949. Norway joined in 1950.",
        "Iceland likes NATO. Norway joined in 1950.",
        aspect=_STARTS,
        told=True,
    ),
    MembershipRule(
        "membership.left-in-context",
        "X quit, withdrew then: the only body of a sentence before that tells of members",
        f"(?:the)? {STATES} (?<gap>(?:, which)? (?:@have|also)?) "
        "(?<verb>(?:quit|withdrew|exited|(?<=which) left)) "
        "(?= (?:in|on)? (?<when>D) (?:[. , ;]|and|as well|too|after|following))",
        "Iceland became a member of NATO in 1949. Norway withdrew in 1950.",
        "Iceland likes NATO. Norway withdrew in 1950.",
        status=_ENDED,
        aspect=_ENDS,
        told=True,
    ),
    MembershipRule(
        "membership.observer-in-context",
        "X was granted, has observer status, is an observer: of the only body named shortly before",
        f"(?:the)? {STATES} (?:,|(?<gap>(?:@have|also|was|were)*) "
        "(?<verb>(?:granted|given|received|obtained|held|hold|holds|has|have|enjoys|enjoy|is|are"
        "|became))) (?<how>(?:an|a)? [m x]{0,2}) (?<noun>(?:@observer|(?<=x) @partner)) "
        "(?:status)? "
        "(?= D | [. , ;] | since | and)",
        "Iceland joined NATO in 1949. Norway was granted observer status in 1950.",
        "Iceland likes NATO. Norway was granted a loan in 1950.",
        role=_OBSERVER,
        told=True,
    ),
    MembershipRule(
        "membership.among-in-context",
        "X is among the dialogue partners, the only members: of the only body named shortly before",
        f"(?:the)? {STATES} (?<gap>) (?<verb>(?:is|are|were|remain|remains)) "
        "(?<how>(?:(?:among|one of) (?:its|the)|its|the) [^ . n T C O ; : ,]{0,2}?) "
        "(?<noun>(?:(?<!the) (?<!its) @partner|@observer|@member)) (?= D | [. , ; n] | and "
        "| without | with)",
        "Norway joined NATO in 1949. Iceland is among the members.",
        "Norway joined NATO in 1949. Iceland is among the losers.",
        tensed=True,
        told=True,
    ),
    MembershipRule(
        "membership.last-to-join",
        "X was the last to join, to be admitted: to the only body named shortly before",
        f"(?:the)? {STATES} (?<verb>(?:was|were|became)) (?<how>the (?:x|m|#|last){{1,2}} "
        "(?:country|countries|m|states|nation|nations|@member)?) "
        "to (?:@join|accede|be (?:admitted|readmitted)) (?= ,? D | [. , ; n] | and | in)",
        "Iceland is a member of NATO. Norway was the last to join, in 1950.",
        "Iceland is a member of NATO. Norway was the last to hope, in 1950.",
        aspect=_STARTS,
        told=True,
    ),
    MembershipRule(
        "membership.gave-up",
        "X ended, renounced its membership in O, or of the only body named shortly before",
        f"(?<m>C) {GAP} (?<verb>(?:ended|terminated|renounced|relinquished|cancelled|gave up)) "
        "(?:its|their) (?:m|x)? @membership (?:(?:of|in) (?:the)? (?<o>O))?",
        "Norway terminated its membership in OPEC in 2019.",
        "Norway terminated its talks on membership in OPEC in 2019.",
        status=_ENDED,
        aspect=_ENDS,
    ),
    MembershipRule(
        "membership.comma-in-context",
        "X, a founding member, a dialogue partner, did something: of the only body named before",
        "(?<m>C) , (?<how>(?:still|itself|also|now|currently)? (?:a|an|the)? "
        "(?:m|x|#){0,2}) (?<noun>(?:@member|@observer|(?<=x) @partner)) (?= ,)",
        "Norway joined NATO in 1949. Iceland, a founding member, has no army.",
        "Norway joined NATO in 1949. Iceland, a cold country, has no army.",
        tensed=True,
        told=True,
    ),
    MembershipRule(
        "membership.among-them",
        "members, among them X and Y: of the only body named before",
        "the (?<how>(?:m|x|#|A|other|X|K|[-]){0,4}) (?<noun>(?:@member|@observer)) "
        "(?:states|countries|m)? , "
        f"(?:among them|including) (?:the)? {STATES} (?= ,|[.])",
        "Norway joined NATO in 1949. The Nordic members, among them Iceland, agreed.",
        "Norway joined NATO in 1949. The Nordic rivers, among them the Tana, froze.",
        tensed=True,
        told=True,
    ),
)
