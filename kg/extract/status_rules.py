"""The rules that read who is a partner, candidate or observer of an organisation, and no member."""

from __future__ import annotations

from kg.extract.membership_rule import BEING, GAP, ORGANISATION, STATES, WHO, MembershipRule
from kg.model import MemberRole

_PARTNER, _CANDIDATE, _OBSERVER = MemberRole.PARTNER, MemberRole.CANDIDATE, MemberRole.OBSERVER

RULES: tuple[MembershipRule, ...] = (
    MembershipRule(
        "membership.applicants-listed",
        "the two countries that have applied for membership of O, X and Y",
        "(?:countries|states|nations|m) (?:that|which) (?:@have)? (?<verb>applied) "
        "(?:for|to join) (?:@membership (?:of|in))? (?:the)? (?<o>O) (?:@membership)? "
        "(?:,|[-]|:) "
        f"{STATES}",
        "The two countries that have applied for NATO membership, Norway and Iceland, waited.",
        "The two countries that have cheered for NATO membership, Norway and Iceland, waited.",
        role=_CANDIDATE,
    ),
    MembershipRule(
        "membership.is-partner",
        "X is a partner of O",
        "(?<m>[C T O]) (?<gap>(?:[^.nTC:;,]{1,9} (?:and|but))? [^.nTCO:;,]{0,4}?) "
        "(?<verb>(?:is|are|remains|became|was|as|been)) (?<how>(?:a|an|one of the|the)? "
        f"(?:x|m|[-]|,){{0,4}}?) @partner (?:x|country)? (?:of|for|to) {ORGANISATION}",
        "Norway is a long-standing partner of NATO.",
        "Norway is a trading post of a partner of NATO.",
        role=_PARTNER,
    ),
    MembershipRule(
        "membership.partner-modifier",
        "O partner X; X, an O partner",
        "(?<o>O) (?:S (?:m|x)?)? @partner (?:country|countries|nation|nations)? "
        f"(?:such as|including)? {STATES} (?! S x)",
        "NATO partner Austria backed the text.",
        "NATO partners met in Austria.",
        role=_PARTNER,
    ),
    MembershipRule(
        "membership.partnership",
        "X expands, continues its partnership with O",
        "(?<m>[C T]) (?<gap>[^.nTCO;]{0,14}?) "
        "(?:expand|deepen|strengthen|continue|develop|expanding|deepening|strengthening) "
        f"(?:its|their) partnership with {ORGANISATION}",
        "Norway is keen to expand its partnership with NATO.",
        "Norway seeks a partnership with NATO.",
        role=_PARTNER,
        certain=True,
    ),
    MembershipRule(
        "membership.partnership-for-peace",
        "X joined, @took part in O's Partnership for Peace",
        f"{WHO} {GAP} (?<verb>(?:joined|joins|participates in|@took part in|@member of|signed)) "
        "(?:(?:the)? (?<o>O) S|the) F for E (?: x? of (?<o2>O))?",
        "Norway joined NATO's Partnership for Peace in 1994.",
        "Norway spoke of NATO's Partnership for Peace in 1994.",
        role=_PARTNER,
    ),
    MembershipRule(
        "membership.candidate",
        "X is a candidate for O",
        f"(?<m>C) {GAP} (?<verb>(?:@be|@became|received|obtained|remains|granted|given)) "
        f"(?<how>[^.nTCO:;, for by of]{{0,5}}?) @candidate (?:country|countries|m|status)? "
        "(?:for|of|to) "
        f"(?:the|@membership|join|in|of|accession|to)* (?<o>O)",
        "Norway is a candidate for membership in the European Union.",
        "Norway is a market for candidates of the European Union.",
        role=_CANDIDATE,
    ),
    MembershipRule(
        "membership.candidate-modifier",
        "O candidate country X; X, an O candidate",
        "(?<o>O) (?:accession)? @candidate (?:country|countries|m|states)? (?:such as|including)? "
        f"{STATES}",
        "EU candidate country Serbia backed the text.",
        "The EU candidate won in Serbia.",
        role=_CANDIDATE,
    ),
    MembershipRule(
        "membership.is-o-candidate",
        "X is an O candidate",
        f"(?<m>C) {GAP} (?<verb>{BEING}) (?<how>(?:an|a|the|granted|given)? (?:m|x){{0,2}}) "
        "(?<o>O) (?:accession)? "
        "@candidate (?:country|m|countries)? (?! @be)",
        "Serbia is an EU candidate country.",
        "Serbia is what an EU candidate is not.",
        role=_CANDIDATE,
    ),
    MembershipRule(
        "membership.granted-candidate-status",
        "O granted X candidate status; opened accession negotiations with X",
        "(?<o>O) (?<gap>[^.nTCO;:]{0,8}?) (?<verb>(?:granted|gave|given|opened|began|started)) "
        f"(?:(?:accession|@membership) @talks with {STATES} | {STATES.replace('<m>', '<m2>')} "
        "(?:the)? (?:m|x)? @candidate (?:x|m)? status)",
        "The European Union granted Serbia candidate status in 2012.",
        "The European Union granted Serbia a loan in 2012.",
        role=_CANDIDATE,
    ),
    MembershipRule(
        "membership.applied",
        "X applied for membership of O",
        f"{WHO} {GAP} (?<verb>(?:applied|bidding|submitted (?:its|an|their) (?:m|x){{1,2}})) "
        "(?:x)? (?:for|to) "
        f"(?:the|@membership|@join|in|of|accession|to|become|a|m|@member)* (?<o>O) (?! for)",
        "Norway applied for membership of the European Union.",
        "Norway applied for a loan of the European Union.",
        role=_CANDIDATE,
    ),
    MembershipRule(
        "membership.observer",
        "X is an observer in O",
        f"{WHO} {GAP} (?<verb>(?:@be|@became|remains|has|have|holds|granted|received|obtained)) "
        f"(?<how>[^.nTCO:;, for by of]{{0,4}}?) @observer (?:status|m|country|member)? "
        f"(?:in|of|at|with|to) {ORGANISATION}",
        "Norway is an observer in the Council of Europe.",
        "Norway is watched by observers of the Council of Europe.",
        role=_OBSERVER,
    ),
    MembershipRule(
        "membership.comma-o-status",
        "X, an O observer; X, one of O's partners",
        f"{STATES} , (?<how>(?:an|a|the|both|all|also|itself|now|one of|x|m){{0,3}}) (?<o>O) S? "
        "(?:m|x){0,2} (?<noun>(?:@partner|@observer|@candidate)) "
        "(?:country|countries|states|m)? (?= D | [. , ; n )] | and | since)",
        "Norway, a long-standing EU partner since 1994, agreed.",
        "Norway, an EU partner said, agreed.",
        role=_PARTNER,
        tensed=True,
        societies=True,
    ),
    MembershipRule(
        "membership.comma-status-of",
        "X, an observer of O; X and Y, partners of O",
        f"{STATES} , (?<how>(?:an|a|the|both|all|also|itself|now|one of|x|m){{0,4}}) "
        "(?<noun>(?:@partner|@observer|@candidate)) (?:country|countries|states|m)? "
        f"(?:of|in|at|to|for @membership (?:of|in)?|for) {ORGANISATION}",
        "Norway, a long-standing partner of NATO, agreed.",
        "Norway, a long-standing critic of NATO, agreed.",
        role=_PARTNER,
        tensed=True,
        societies=True,
    ),
)
