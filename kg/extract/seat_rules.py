"""The rules that read the seats, terms and roles of states in a body, and their ties to it."""

from __future__ import annotations

from typing import Final

from kg.extract.membership_rule import (
    END,
    GAP,
    ORGANISATION,
    ORGANISATIONS,
    STATES,
    MembershipRule,
)
from kg.model import Aspect, MemberRole, MembershipStatus

_STARTS, _ENDS = Aspect.STARTS, Aspect.ENDS
_AS_MEMBER: Final = (
    "as (?<how>(?:a|an|the|one of the)? (?:m|x|#|[-]){0,3}) @member (?:m|x|country|nation)? of"
)

RULES: tuple[MembershipRule, ...] = (
    MembershipRule(
        "membership.role-as-member",
        "X's role, responsibility, term as a member of O",
        f"(?<m>C) S [^.nTCOS;,]{{1,4}}? {_AS_MEMBER} {ORGANISATIONS}",
        "He spoke of Norway's special responsibility as a permanent member of the Security "
        "Council.",
        "He spoke of Norway's special responsibility as a former friend of the Security Council.",
        tensed=True,
    ),
    MembershipRule(
        "membership.inserted-as-member",
        "X, as a member of O, does something",
        f"(?<m>[C T]) , (?:also)? {_AS_MEMBER} {ORGANISATION} ,",
        "Norway, as a member of the Security Council, supports the text.",
        "Norway, as a friend of the Security Council, supports the text.",
        tensed=True,
    ),
    MembershipRule(
        "membership.during-membership",
        "during X's membership of O; during its term as a member of O, X did something",
        "(?:during|throughout) (?:(?<m>C) S [^.nTCOS;,]{0,2}? @membership (?:of|in) "
        f"{ORGANISATION}|(?:its|their) [^.nTCO;,]{{0,3}}? "
        "(?:as (?:a|an) (?<how>[^.nTCO;,]{0,3}?) @member of|@membership (?:of|in)) "
        "(?:the)? (?<o2>O) (?:(?:in|from)? D)? , (?:the)? (?<m2>C))",
        "During its term as an elected member of the Security Council, Norway wrote the text.",
        "During its talks with an elected member of the Security Council, Norway wrote the text.",
    ),
    MembershipRule(
        "membership.seat",
        "the state X holds a seat on O",
        f"(?<m>C) {GAP} (?<verb>(?:holds|hold|occupies|took (?:x)?|(?:has|have) (?=a))) "
        "(?:a|its|their|one of the) (?<how>(?:x|m){0,2}) seat (?:on|in|at) "
        f"{ORGANISATION} {END}",
        "Norway holds a seat on the Human Rights Council.",
        "Norway holds a view on the Human Rights Council.",
        states=True,
    ),
    MembershipRule(
        "membership.state-elected",
        "the states X and Y were elected to O",
        f"{STATES} {GAP} (?<verb>(?:was|were|been) (?:elected|re-elected)) to "
        f"(?:a (?:x|m){{0,2}} seat on)? {ORGANISATION} {END}",
        "Norway was elected to the Human Rights Council in 2021.",
        "Norway was elected by the Human Rights Council in 2021.",
        aspect=_STARTS,
        states=True,
    ),
    MembershipRule(
        "membership.in-which-observer",
        "O, in which X has observer status",
        f"(?<o>O) ,? (?:in|at|of|with) which (?:the)? {STATES} (?<verb>(?:has|have|holds|hold|is"
        "|are|enjoys)) (?:also)? (?:a|an|the)? (?:m|x)? @observer",
        "They praised the Arctic Council, in which Italy has observer status.",
        "They praised the Arctic Council, in which Italy has many friends.",
        role=MemberRole.OBSERVER,
    ),
    MembershipRule(
        "membership.granted-observer",
        "O granted X observer status; a meeting granted X observer status in O",
        "(?:(?<o2>O) (?:@have|x|m)?)? (?<verb>(?:granted|gave)) (?:the)? "
        f"{STATES} (?:the)? (?:m|x)? @observer (?:(?:status|m|seat) )?"
        "(?:(?:in|at|with|to|of) (?:the)? (?<o>O))?",
        "The Arctic Council granted Italy observer status in 2013.",
        "The Arctic Council granted Italy a loan in 2013.",
        role=MemberRole.OBSERVER,
    ),
    MembershipRule(
        "membership.suspended-membership",
        "O suspended X's membership; a summit suspended X's membership of O, its O membership",
        "(?:(?<o3>O) (?:@have|x|m)?)? (?<verb>(?:suspended|suspends|suspending)) (?:the)? "
        "(?:(?<m>[C O]) S (?:(?<o>O) @membership|@membership (?:(?:of|in) (?:the)? (?<o2>O))?)"
        "|the @membership of (?:the)? (?<m2>[C O])) (?! S)",
        "The summit suspended Gabon's membership of the African Union.",
        "The summit suspended talks on Gabon's membership of the African Union.",
        status=MembershipStatus.SUSPENDED,
        societies=True,
    ),
    MembershipRule(
        "membership.ally-modifier",
        "NATO ally X; X, a NATO ally",
        "(?:(?<o>O) (?:ally|allies) (?<m>C(?:(?: , C)* ,? and C)?) (?! S)"
        "|(?<m2>C) , (?:a|an|also|itself|m|x){0,4} (?<o2>O) (?:ally|allies) (?= [, . ; n]))",
        "NATO ally Norway backed the text.",
        "ASEAN ally Norway backed the text.",
    ),
    MembershipRule(
        "membership.member-of-two",
        "O and P member X",
        "(?<o>O) and (?:O) (?<verb>@member) (?:states|m)? (?<m>C(?:(?: , C)* ,? and C)?) (?! S)",
        "EU and NATO member Norway backed the text.",
        "EU and NATO partner Norway backed the text.",
    ),
    MembershipRule(
        "membership.is-in",
        "the state X is in O",
        "(?<m>C) (?:, which)? (?<verb>(?:is|are)) (?<how>(?:also|already|still|both)?) in (?:the)? "
        "(?<o>O) (?= [. , ; n] | but | and (?! the? O))",
        "Norway, which is in NATO, agreed.",
        "Norway, which is in NATO talks, agreed.",
        states=True,
    ),
    MembershipRule(
        "membership.first-to-join",
        "X and Y were the first countries to join O; X became the latest; X, the last to join O",
        f"{STATES} (?:{GAP} (?<verb>(?:was|were|is|are|became)) the|, (?:the|one of the)) "
        "(?<how>(?:m|x|last|#){1,2}) [^.nT;:,]{0,4}? "
        "(?:country|countries|states|nations|nation|m|@member)? "
        f"to (?:join|have joined|accede to|enter) {ORGANISATION}",
        "Norway, the last country to join the Nordic Council, agreed.",
        "Norway, the last country to praise the Nordic Council, agreed.",
        aspect=_STARTS,
    ),
    MembershipRule(
        "membership.exit-took-effect",
        "X's withdrawal from O took effect",
        f"(?<m>C) S (?:m|x)? (?:withdrawal|exit|departure) from {ORGANISATION} "
        "(?<verb>(?:(?:took|came into|taken) effect|became x|(?:entered|came) into x))",
        "Norway's withdrawal from the Nordic Council took effect in 2019.",
        "Norway's withdrawal from the Nordic Council took years.",
        status=MembershipStatus.ENDED,
        aspect=_ENDS,
    ),
    MembershipRule(
        "membership.entry-took-effect",
        "X's accession to O took effect",
        f"(?<m>C) S (?:m|x)? (?:accession|entry|admission) (?:to|into) {ORGANISATION} "
        "(?<verb>(?:(?:took|came into|taken) effect|became x|(?:entered|came) into x))",
        "Norway's accession to the Nordic Council took effect in 1952.",
        "Norway's accession to the Nordic Council took years.",
        aspect=_STARTS,
    ),
)
