"""The rules that read memberships of states, organisations and persons: m is a member of o."""

from __future__ import annotations

from typing import Final

from kg.extract.membership_rule import (
    ALIAS,
    BEING,
    CALLED,
    END,
    GAP,
    MEMBER,
    MORE,
    ORGANISATION,
    ORGANISATIONS,
    OWN,
    STATES,
    WHO,
    MembershipRule,
)
from kg.model import Aspect, MembershipStatus

_ENDED, _SUSPENDED = MembershipStatus.ENDED, MembershipStatus.SUSPENDED
_STARTS, _ENDS = Aspect.STARTS, Aspect.ENDS
_STATES: Final = "(?:m|states|countries|nations|country|nation|economies)"

RULES: tuple[MembershipRule, ...] = (
    MembershipRule(
        "membership.is-member",
        "X is, became, remains a member of O",
        "(?<m>[C T O L]) (?:(?<done>[^.nTCOL:;,S]{1,12}? and [^.nTCOL:;,S]{0,2}? (?=@became))"
        f"|{GAP}) (?<verb>{BEING}) (?:, [^.nTCO:;,]{{1,3}} ,)? "
        "(?<how>(?:[^.nTO:;,]{0,3} (?:one|among) (?:of)? the?)? "
        f"[^. n T O : ; , to of in from that with by for on]{{0,7}}?) {MEMBER} (?:of|in) "
        f"{CALLED} {ORGANISATIONS}",
        "Norway is a founding member of the military alliance, NATO.",
        "Norway is not a member of the European Union.",
        tensed=True,
        agrees=True,
    ),
    MembershipRule(
        "membership.is-o-member",
        "X is an O member",
        f"{WHO} {GAP} (?<verb>{BEING}) (?<how>(?:also|still|now|already|x)? (?:an|a|the)? "
        f"(?:m|x|A){{0,2}}) "
        f"(?<o>O) {ALIAS} @member (?! [C T O])",
        "Norway became a full NATO member in 1949.",
        "Norway is an EU member Finland can trust.",
        tensed=True,
    ),
    MembershipRule(
        "membership.comma-member",
        "X, a member of O",
        "(?:(?<m>[C T])|(?<![^ . n q]) (?:the)? (?<m2>O)) "
        "(?: , [C L] | \\( [^.n()]{1,6} \\))? , (?:like (?<also>[C T]) "
        ",?)? "
        "(?<how>(?:which|who|is|was"
        f"|also|itself|a|an|the|both|all|of|them|x|m|A|#|currently|now|one of){{0,8}}) "
        f"{MEMBER} of {ORGANISATIONS}",
        "Norway, a founding member of NATO, agreed.",
        "Norway, a former candidate for membership of NATO, agreed.",
        tensed=True,
        agrees=True,
    ),
    MembershipRule(
        "membership.comma-o-member",
        "X, an O member",
        "(?<m>[C T]) , "
        "(?<how>(?:which|is|was|also|itself|a|an|the|m|now|currently|both|all|@fellow){1,4}"
        "|(?= O S)) "
        f"(?<o>O) (?:S (?:m|x|#){{0,3}})? @member (?:m|country|states|countries)? {END}",
        "Norway, itself a NATO member, agreed.",
        "Norway, a NATO member said, had agreed.",
        tensed=True,
    ),
    MembershipRule(
        "membership.as-are",
        "members of O, as are X and Y",
        f"@member of {ORGANISATION} , as (?<verb>(?:are|is)) {STATES}",
        "Norway and Iceland are members of NATO, as are Spain and Italy.",
        "Norway and Iceland are members of NATO, as Spain and Italy know.",
    ),
    MembershipRule(
        "membership.members-include",
        "O, whose members include X and Y; the members of O are X and Y",
        "(?:(?<o>O) (?:, whose|S) (?:m|x|#){0,3} @member (?:states|countries)?|"
        "(?:the|its) (?:m|x|#){0,3} (?:@member|@member (?:states|countries)) of the? (?<o2>O)) "
        f"(?<verb>(?:include|are|is)) (?:the)? {STATES}",
        "Mercosur, whose members include Brazil and Uruguay, will review its tariff.",
        "Mercosur, whose members include nobody from Norway and Uruguay, will review its tariff.",
    ),
    MembershipRule(
        "membership.members-listed",
        "members of O such as X and Y; the five members of O: X, Y …; X and other members of O",
        f"(?:@member {_STATES}? of the? (?<o>O)|(?<o2>[O Z]) S? (?:m|x)? "
        f"(?:@member {_STATES}?|{_STATES})) "
        "(?:,? (?:such as|including|like|namely)|[: ( -]) (?:the)? "
        f"{STATES}",
        "NATO member states such as Norway and Iceland agreed.",
        "NATO partner states such as Austria and Ireland agreed.",
    ),
    MembershipRule(
        "membership.other-members",
        "X and other members of O",
        "(?<m>[C T O]) ,? and (?:m)? (?:other|fellow) (?:x|m)? "
        f"(?:@member (?:m|states|countries)? of {ORGANISATION}|(?<o2>O) @member)",
        "Norway and other members of NATO agreed.",
        "Norway and other friends of NATO agreed.",
    ),
    MembershipRule(
        "membership.member-modifier",
        "O member X",
        "(?<![- S]) (?<o>O) (?:S (?:m|x)? (?=@member))? "
        "(?<verb>(?:@member (?:states|m)? (?<m>T|C(?:(?: , C)* ,? and C)?)"
        "|(?:nations|countries) (?<m2>C(?:(?: , C)* ,? and C)?))) (?! S x)",
        "NATO member Norway backed the text.",
        "NATO partner Austria backed the text.",
    ),
    MembershipRule(
        "membership.member-title",
        "member of O X",
        "@member of (?<how>the?) (?<o>O) (?<m>T)",
        "Member of the European Parliament Anna Berg wrote the report.",
        "Members of the European Parliament met Anna Berg.",
    ),
    MembershipRule(
        "membership.as-member",
        "as a member of O, X; a member of O, X, at the beginning of a sentence",
        f"(?:as|(?<![^ . n q])) (?<how>(?:a|an|the|one of|x|m|A){{1,5}}) {MEMBER} of "
        f"{ORGANISATIONS} (?:D)? , (?<m>[C T O])",
        "As a member of NATO, Norway agreed.",
        "As members of NATO agreed, Norway waited.",
        agrees=True,
        tensed=True,
    ),
    MembershipRule(
        "membership.admitted",
        "X was admitted to, accepted into, elected to O",
        f"{WHO} {GAP} (?<verb>(?:was|were|been)) (?:x|also|then|formally)? "
        "(?<how>(?:admitted|readmitted|accepted|inducted|welcomed|received|confirmed)) (?:in)? "
        f"(?:to|into|as [^.nTCO]{{1,5}} of) {ORGANISATIONS}",
        "Norway was admitted to the United Nations in 1945.",
        "Norway was admired by the United Nations in 1945.",
        aspect=_STARTS,
    ),
    MembershipRule(
        "membership.joined",
        "X joined O",
        f"(?<m>[C T O L]) (?:{GAP}|(?:@have)? (?:left|quit) (?:the)? O and) "
        f"(?<verb>(?:joined|rejoined|re-joined|joining)) {OWN} (?:the)? (?:x|A|m){{0,3}} "
        f"(?<o>O) {MORE} {END}",
        "Norway joined NATO in 1949.",
        "Norway joined NATO allies in condemning the attack.",
        aspect=_STARTS,
        persons=True,
    ),
    MembershipRule(
        "membership.which-joined",
        "O, which X joined",
        "(?<o>O) , (?:which|that) (?<m>[C T]|it|he|she|the country) (?<gap>(?:@have|m|later)*) "
        "(?<verb>(?:joined|rejoined))",
        "Iceland left the union, after NATO, which Norway joined in 1949, had grown.",
        "NATO, which Norway wants to join in 2030, agreed.",
        aspect=_STARTS,
        persons=True,
    ),
    MembershipRule(
        "membership.acceded",
        "X acceded to O",
        f"{WHO} {GAP} (?<verb>acceded) to {ORGANISATIONS}",
        "Norway acceded to NATO in 1949.",
        "Norway agreed to NATO's plan.",
        aspect=_STARTS,
    ),
    MembershipRule(
        "membership.accession",
        "X's recent accession to O; since, after X's accession to O",
        "(?<gap>(?:since|after|following|upon|m|x)? (?:the|x)? (?:anniversary (?:of|since))?) "
        "(?<m>C S|its|A) (?<how>(?:m|x|Y){0,2}) (?:accession|@membership|entry|joining|admission) "
        f"(?:to|into|of|in)? {ORGANISATION}",
        "The sea changed with Norway's recent accession to NATO.",
        "He backed Norway's swift accession to NATO.",
        aspect=_STARTS,
        past=True,
    ),
    MembershipRule(
        "membership.belongs",
        "X belongs to O",
        f"{WHO} {GAP} (?<verb>@belong) to {ORGANISATIONS}",
        "Norway also belongs to the European Union.",
        "The island belongs to Norway, not to the European Union.",
        tensed=True,
        persons=True,
    ),
    MembershipRule(
        "membership.froze",
        "X froze, suspended its participation or membership in O",
        "(?<m>[C T]) (?<gap>[^.nTCO;]{0,9}?) (?<verb>(?:@froze|@suspend)) (?:its|their|his|her) "
        f"(?:x|m|K)? (?:@membership|@participation) (?:in|of) {ORGANISATION}",
        "Norway announced that it had frozen its participation in the CSTO.",
        "Norway suspended talks about its membership in the CSTO.",
        status=MembershipStatus.FROZEN,
        certain=True,
    ),
    MembershipRule(
        "membership.body-suspended",
        "O suspended X",
        "(?<o>O) (?:@have|x)? (?<verb>(?:suspended|suspends)) (?<m>C) (?! S | from | [X K G E F])",
        "The African Union suspended Gabon in 2023.",
        "The African Union suspended Gabon's payments in 2023.",
        status=_SUSPENDED,
    ),
    MembershipRule(
        "membership.suspended-by",
        "a body suspended X from O",
        f"(?<verb>(?:suspended|suspends|suspending)) (?<m>C) from {ORGANISATION}",
        "The assembly suspended Norway from the Human Rights Council.",
        "The assembly suspended Norway's payments to the Human Rights Council.",
        status=_SUSPENDED,
    ),
    MembershipRule(
        "membership.was-suspended",
        "X was suspended from O",
        f"(?<m>[C T O]) {GAP} (?<verb>(?:was|were|been|is|remains)) (?<how>suspended) from "
        f"{ORGANISATION}",
        "Norway was suspended from the Council of Europe.",
        "Norway was suspended from the match.",
        status=_SUSPENDED,
    ),
    MembershipRule(
        "membership.suspended-listed",
        "those that have been suspended from O: X, Y and Z",
        f"(?<verb>suspended) from {ORGANISATION} (?:[: -]|,? (?:namely|including)) {STATES}",
        "Two countries have been suspended from the African Union: Gabon and Niger.",
        "Two countries have been suspended from the cup: Gabon and Niger.",
        status=_SUSPENDED,
    ),
    MembershipRule(
        "membership.membership-suspended",
        "the membership of X was suspended; O suspended the membership of X",
        f"(?:(?<m>[C L]) S @membership|the @membership of (?:the x of)? (?<m2>[C L])) "
        f"(?:(?:of|in) {ORGANISATION})? (?<verb>(?:was|is|has been|had been|remains|were)) "
        "(?:@suspend|@froze)",
        "The African Union met. The membership of Gabon has been suspended since 2023.",
        "The African Union met. The membership of Gabon has been discussed since 2023.",
        status=_SUSPENDED,
        towns=True,
    ),
    MembershipRule(
        "membership.left",
        "X left, withdrew from O",
        f"(?<m>[C T O L]) {GAP} (?<verb>(?:left|leaves|quit|withdrew|withdrawn|exited|resigned "
        f"from|pulled out of|seceded)) (?:from)? {OWN} {ORGANISATION} "
        f"(?:{END}|(?= to (?:join|form|found|sit|become|run|stand|contest)))",
        "Norway left the European Union in 2020.",
        "Norway left the European Union summit early.",
        status=_ENDED,
        aspect=_ENDS,
    ),
    MembershipRule(
        "membership.withdrawal",
        "since, after, despite X's withdrawal from O",
        "(?<gap>(?:since|after|following|despite|[^.n;]{1,12} and)) (?<m>C S|its|the A) "
        f"(?<how>(?:m|x|Y)?) (?:withdrawal|exit|departure|expulsion|exclusion) from {ORGANISATION}",
        "Prices rose after Norway's withdrawal from the European Union.",
        "He supports Norway's withdrawal from the European Union.",
        status=_ENDED,
        aspect=_ENDS,
        past=True,
    ),
    MembershipRule(
        "membership.expelled",
        "X was expelled from, ceased to be a member of O",
        f"{WHO} {GAP} (?<verb>(?:@expel D? from (?:@participation in)?"
        "|(?:ceased|ceases) to be (?:a|an) @member (?:m)? of"
        f"|lost its x in|stripped of its @membership (?:of|in))) {ORGANISATION}",
        "Norway was expelled from the Council of Europe.",
        "Norway was expelled from the room by the Council of Europe.",
        status=_ENDED,
        aspect=_ENDS,
        certain=True,
    ),
    MembershipRule(
        "membership.body-expelled",
        "O expelled X; became the first to expel X",
        "(?<o>O) (?<gap>[^.nTCO;]{0,8}?) (?<verb>(?:expelled|expels|@became [^.nTCO;]{1,6} to "
        "(?:expel|exclude))) (?<m>[C T]) (?! S)",
        "The Council of Europe expelled Norway in 2022.",
        "The Council of Europe expelled Norway's delegates in 2022.",
        status=_ENDED,
        aspect=_ENDS,
    ),
    MembershipRule(
        "membership.rejoined-it",
        "X left O and rejoined it",
        "(?<m>[C T]) (?<gap>[^.nTCO:;,]{0,3}?) (?:left|quit|exited|withdrew) (?:from)? (?:the)? "
        "(?<o>O) [^.nTCO;]{0,6}? (?:and|but) (?:D|x|later|then)? (?<verb>(?:rejoined|re-joined))",
        "Norway left the Arctic Council in 2018 and rejoined it in 2023.",
        "Norway left the Arctic Council in 2018 and mocked it in 2023.",
        aspect=_STARTS,
        persons=True,
    ),
    MembershipRule(
        "membership.affiliated",
        "the association X is affiliated to O",
        f"(?<m>O) (?<gap>) (?<verb>(?:is|are|was|were)) affiliated (?:to|with) {ORGANISATION}",
        "The Norwegian Bakers' Union is affiliated to the European Bakers' Federation.",
        "The Oslo Hospital is affiliated to the European Bakers' Federation.",
        societies=True,
    ),
    MembershipRule(
        "membership.bracketed-members",
        "X and Y (members of O)",
        "(?<m>C) \\( (?<how>(?:both|all|now|m|x){0,3}) @member of (?:the)? (?<o>O) \\)",
        "Norway and Iceland (members of NATO) agreed.",
        "Norway and Iceland (friends of NATO) agreed.",
        agrees=True,
    ),
    MembershipRule(
        "membership.is-o-s-member",
        "X is, became O's newest, 31st member",
        f"{WHO} {GAP} (?<verb>{BEING}) (?:the)? (?<o>O) S (?<how>(?:#|x|m|[-]){{1,4}}) @member "
        "(?:m|country|states|countries)? (?! of)",
        "Norway became NATO's twelfth member in 1949.",
        "Norway became NATO's twelfth hope in 1949.",
        tensed=True,
    ),
    MembershipRule(
        "membership.comprises",
        "O comprises, consists of, is made up of X, Y and Z",
        "(?<o>O) (?:, (?:which)?)? (?<gap>(?:also|now|currently|@be|m){0,2}) "
        "(?<verb>(?:comprises|comprising|comprised"
        "|(?:includes|unites|groups) (?= [^.nO:;(]{3,40} [. ;])"
        "|(?:consists|consisting|composed|comprised) of|made up of)) "
        f"(?:the)? {STATES}",
        "The Nordic Council comprises Denmark, Norway and Iceland.",
        "The Nordic Council brings together Denmark, Norway and Iceland for talks.",
        societies=True,
        several=True,
    ),
    MembershipRule(
        "membership.founded-by-states",
        "O was founded by the states X, Y and Z",
        "(?<o>O) (?<gap>[^.nTCO;]{0,8}?) (?<verb>(?:founded|established|formed|created)) "
        f"(?:(?:in|on)? D|in L|x){{0,2}} by (?:the)? {STATES}",
        "The Nordic Council was founded in 1952 by Denmark, Norway and Iceland.",
        "The Nordic Council was praised in 1952 by Denmark, Norway and Iceland.",
        aspect=_STARTS,
        societies=True,
        several=True,
    ),
    MembershipRule(
        "membership.bracketed-states",
        "O (X, Y and Z)",
        "(?<o>O) (?:\\( (?:the)? (?<m>C (?:, (?:the)? C)+ ,? and (?:the)? C) \\)"
        "|[-] (?:the)? (?<m2>C (?:, (?:the)? C)+ ,? and (?:the)? C) [-])",
        "The Nordic Council (Denmark, Norway and Iceland) met.",
        "The Nordic Council (at home in Denmark, Norway and Iceland) met.",
        societies=True,
        several=True,
    ),
    MembershipRule(
        "membership.suspended-by-body",
        "X was suspended, expelled by the body O",
        f"{STATES} {GAP} (?<verb>(?:was|were|been)) (?<how>suspended) by {ORGANISATION}",
        "The Norwegian Chess Federation was suspended by the European Chess Union.",
        "The Norwegian Chess Federation was praised by the European Chess Union.",
        status=_SUSPENDED,
        societies=True,
    ),
)
