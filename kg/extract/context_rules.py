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
        "(?:a|an|the|its) (?<how>(?:m|x|#){0,2}) @member (?:association|m|country)? "
        "(?= in? D | [. ,] | and | on | in)",
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
        f"(?:the)? {STATES} (?:, (?:which|[^.nTCO:;]{{1,8}}? ,)?)? (?<gap>(?:@have|also)?) "
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
        "(?= (?:in|on)? (?<when>D) (?! and D) (?:[. , ;]|and|as well|too|after|following))",
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
        "(?:m|x|#|X|A){0,2}) (?<noun>(?:@member|@observer|(?<=x) @partner)) (?= , | in? D)",
        "Norway joined NATO in 1949. Iceland, a founding member, has no army.",
        "Norway joined NATO in 1949. Iceland, a cold country, has no army.",
        tensed=True,
        told=True,
    ),
    MembershipRule(
        "membership.among-them",
        "members, among them X and Y: of the only body named before",
        "(?:the|its) (?<how>(?:m|x|#|A|other|X|K|[-]){0,4}) (?<noun>(?:@member|@observer)) "
        "(?:states|countries|m)? , "
        f"(?:among them|including) (?:the)? {STATES} (?= ,|[.])",
        "Norway joined NATO in 1949. The Nordic members, among them Iceland, agreed.",
        "Norway joined NATO in 1949. The Nordic rivers, among them the Tana, froze.",
        tensed=True,
        told=True,
    ),
    MembershipRule(
        "membership.still-in-context",
        "X is still, already a member: of the only body named before",
        f"{STATES} (?:, [^.nT:;]{{1,12}}? ,)? (?<gap>[^.nTCO:;,]{{0,4}}?) (?<verb>(?:is|are)) "
        "(?<how>(?:still|already|now) (?:a|an)? (?:m|x)?) (?<noun>@member) (?= [. , ;])",
        "Norway has plans to leave NATO. Iceland is still a member.",
        "Norway has plans to leave NATO. Iceland is still a monarchy.",
        tensed=True,
        told=True,
    ),
    MembershipRule(
        "membership.as-are-in-context",
        "a member, as are X and Y: of the only body named before",
        f"(?<noun>@member) , as (?<verb>(?:are|is)) (?:the)? {STATES} (?= [. , ;])",
        "Norway joined NATO in 1949. Iceland is a member, as are Spain and Italy.",
        "Norway joined NATO in 1949. Iceland is a monarchy, as are Spain and Italy.",
        tensed=True,
        told=True,
    ),
    MembershipRule(
        "membership.froze-in-context",
        "X froze, suspended its membership: in the only body named before",
        "(?<m>C) (?<gap>[^.nTCO;]{0,4}?) (?<verb>(?:@froze|@suspend)) (?:its|their) "
        "(?:x|m)? (?:@membership|@participation) (?= (?:in|on)? D | [. , ;])",
        "Norway joined NATO in 1949. Iceland suspended its membership in 2012.",
        "Norway joined NATO in 1949. Iceland suspended its payments in 2012.",
        status=MembershipStatus.FROZEN,
        told=True,
    ),
    MembershipRule(
        "membership.candidate-country",
        "X, a candidate country; X is, became a candidate country: of the EU, which the text names",
        f"{STATES} (?:, (?<how>(?:also|both|itself|now|a|an|the|m|x){{1,3}})"
        f"|{GAP} (?<verb>(?:is|are|remains|remain|became)) "
        "(?<how2>(?:also|both|now|still|a|an|m|x){0,3})) @candidate (?:country|countries) "
        "(?= (?:in|on)? D | [. , ; n)] | since | and)",
        "The European Union met. Serbia, a candidate country since 2012, was there.",
        "The European Union met. Serbia, a candidate for the title since 2012, was there.",
        role=MemberRole.CANDIDATE,
        union=True,
    ),
    MembershipRule(
        "membership.got-candidate-status",
        "X was granted, received candidate status: of the EU, which the text names",
        f"{STATES} {GAP} (?<verb>(?:(?:was|were|been) (?:granted|given)|received|obtained|has"
        "|have)) (?:the)? (?:(?:status of)? (?:a|an)? @candidate (?:country)? (?:status)?) "
        "(?= (?:in|on)? D | [. , ; n)] | since | and)",
        "The European Union met. Serbia was granted candidate status in 2012.",
        "The European Union met. Serbia was granted refugee status in 2012.",
        role=MemberRole.CANDIDATE,
        union=True,
    ),
    MembershipRule(
        "membership.applied-in-context",
        "X, which applied in a year: for membership of the only body named before",
        f"{STATES} , which (?<gap>(?:@have|also)?) (?<verb>applied) (?:for @membership|to join)? "
        "(?= (?:in|on)? D)",
        "Norway joined NATO in 1949. Iceland, which applied in 1950, waited.",
        "Norway joined NATO in 1949. Iceland, which protested in 1950, waited.",
        role=MemberRole.CANDIDATE,
        told=True,
    ),
)
