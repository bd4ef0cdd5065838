"""The rules that read memberships: a member m and an organisation o."""

from __future__ import annotations

from kg.extract.rules import Rule

_WHO = "(?<m>[C T O])"
_GAP = (
    "(?<gap>(?:, (?:which|who) (?:also)? (?=@joined|joined|left|acceded)|, [^.nTCO:;]{1,12}? ,)? "
    "[^.nTCO:;,]{0,6}?)"
)
_BODY = "(?<adj>(?:[^.nTCO:;]{0,7} ,)?) (?<o>O) (?! S)"
_END = "(?= [. , ; n ) q D] | (?:and|as|but|while|after|when|with|on|in m? D) | $)"

RULES: tuple[Rule, ...] = (
    Rule(
        "membership.is-member",
        "X is, became, remains a member of O",
        f"{_WHO} {_GAP} (?<verb>(?:@be|@became|remains|remained|remain)) "
        f"(?<how>[^.nTCO:;,]{{0,5}}?) @member (?:m|country|nation)? (?:of|in) (?:the)? {_BODY}",
        "Norway is a founding member of the military alliance, NATO.",
        "Norway is not a member of the European Union.",
    ),
    Rule(
        "membership.comma-member",
        "X, a member of O",
        "(?<m>[C T]) , (?<how>(?:which|who|is|was|also|itself|a|an|the|x|m|currently|now){1,4}) "
        "@member (?:m|country)? of (?:the)? (?<o>O)",
        "Norway, a founding member of NATO, agreed.",
        "Norway, a former candidate for membership of NATO, agreed.",
    ),
    Rule(
        "membership.as-are",
        "members of O, as are X and Y",
        "@member of (?:the)? (?<o>O) , as (?<verb>(?:are|is)) (?:C (?:,|and|, and))* (?<m>C)",
        "Norway and Iceland are members of NATO, as are Spain and Italy.",
        "Norway and Iceland are members of NATO, as Spain and Italy know.",
    ),
    Rule(
        "membership.members-include",
        "O, whose members include X and Y",
        "(?<o>O) , whose (?:m|x){0,3} @member (?<verb>(?:include|are|is)) (?:C (?:,|and|, and))* "
        "(?<m>C)",
        "Mercosur, whose members include Brazil and Uruguay, will review its tariff.",
        "Mercosur, whose members include nobody from Norway and Uruguay, will review its tariff.",
    ),
    Rule(
        "membership.member-modifier",
        "O member X",
        "(?<o>O) (?<verb>member) (?:m)? (?<m>[C T])",
        "NATO member Norway backed the text.",
        "NATO members and Norway backed the text.",
    ),
    Rule(
        "membership.member-title",
        "member of O X",
        "@member of (?<how>the?) (?<o>O) (?<m>T)",
        "Member of the European Parliament Anna Berg wrote the report.",
        "Members of the European Parliament met Anna Berg.",
    ),
    Rule(
        "membership.admitted",
        "X was admitted to O",
        f"{_WHO} {_GAP} (?<verb>(?:was|were|been)) (?<how>(?:admitted|accepted)) (?:in)? "
        f"(?:to|into) (?:the)? (?<o>O)",
        "Norway was admitted to the United Nations in 1945.",
        "Norway was admired by the United Nations in 1945.",
    ),
    Rule(
        "membership.body-suspended",
        "O suspended X",
        "(?<o>O) (?:@have)? (?<verb>suspended) (?<m>C) (?! S | from)",
        "The African Union suspended Gabon in 2023.",
        "The African Union suspended Gabon's payments in 2023.",
    ),
    Rule(
        "membership.party-bracket",
        "X (party)",
        "(?<m>T) \\( (?<o>O) \\)",
        "The motion came from Anna Berg (Green Party).",
        "The motion came from Anna Berg (in Oslo).",
    ),
    Rule(
        "membership.politician-for",
        "X is a politician for, of, from party O",
        "(?<m>T) (?<verb>@be) (?:a|an|the) (?<how>[^.nTO;]{1,16}?) "
        "(?:politician|politicians|statesman|stateswoman|activist)"
        " (?:[^.nTCO;,]{0,4}?|, (?:and)? (?:a member)?) "
        "(?:for|of|from|with|in|to|representing|under) (?:the)? (?<o>O)",
        "Jon Lind is a Norwegian politician for the Labour Party.",
        "Jon Lind is a Norwegian politician who criticised the Labour Party.",
    ),
    Rule(
        "membership.party-politician",
        "X is a party politician",
        "(?<m>T) (?<verb>@be) (?:a|an|the) (?<how>[^.nTO;]{0,8}?) (?<o>O) (?: \\( [X O K] \\))? "
        "(?:politician|statesman|stateswoman|activist|member)",
        "Jon Lind is a British Labour Party politician.",
        "Jon Lind is a critic of Labour Party politics.",
    ),
    Rule(
        "membership.comma-party",
        "X, a politician of party O; X of party O",
        "(?<m>T) (?:,)? of the? (?<o>O)",
        "Pekka Lind of the Green League came.",
        "Pekka Lind left the Green League.",
    ),
    Rule(
        "membership.as-member",
        "as a member of O, X",
        "as (?<how>(?:a|an|the) x?) @member (?:m|country)? of (?:the)? (?<o>O) , (?<m>[C T])",
        "As a member of NATO, Norway agreed.",
        "As members of NATO agreed, Norway waited.",
    ),
    Rule(
        "membership.joined",
        "X joined O",
        f"(?<m>[C T O]) (?:{_GAP}|(?:@have)? (?:left|quit) (?:the)? O and) "
        f"(?<verb>(?:joined|rejoined|re-joined)) (?:the)? (?:x|A|m){{0,2}} (?<o>O) {_END}",
        "Norway joined NATO in 1949.",
        "Norway joined NATO allies in condemning the attack.",
    ),
    Rule(
        "membership.acceded",
        "X acceded to O",
        f"{_WHO} {_GAP} (?<verb>(?:acceded)) to (?:the)? (?<o>O)",
        "Norway acceded to NATO in 1949.",
        "Norway agreed to NATO's plan.",
    ),
    Rule(
        "membership.froze",
        "X froze, suspended its participation or membership in O",
        "(?<m>[C T]) (?<gap>[^.nTCO;]{0,9}?) (?<verb>(?:@froze|@suspend)) (?:its|their|his|her) "
        "(?:x|m|K)? (?:@membership|@participation) (?:in|of) (?:the)? (?<o>O)",
        "Norway announced that it had frozen its participation in the CSTO.",
        "Norway suspended talks about its membership in the CSTO.",
    ),
    Rule(
        "membership.suspended-by",
        "a body suspended X from O",
        "(?<verb>(?:suspended|suspends)) (?<m>C) from (?:the)? (?<o>O)",
        "The assembly suspended Norway from the Human Rights Council.",
        "The assembly suspended Norway's payments to the Human Rights Council.",
    ),
    Rule(
        "membership.belongs",
        "X belongs to O",
        f"{_WHO} {_GAP} (?<verb>@belong) to (?:the)? (?<o>O) (?! S)",
        "Norway also belongs to the European Union.",
        "The island belongs to Norway, not to the European Union.",
    ),
    Rule(
        "membership.was-suspended",
        "X was suspended from O",
        f"{_WHO} {_GAP} (?<verb>(?:was|were|been|is)) (?<how>suspended) from (?:the)? (?<o>O)",
        "Norway was suspended from the Council of Europe.",
        "Norway was suspended from the match.",
    ),
    Rule(
        "membership.left",
        "X left, withdrew from O",
        f"{_WHO} {_GAP} (?<verb>(?:left|leaves|quit|withdrew|withdrawn|exited)) (?:from)? "
        f"(?:the)? (?<o>O) {_END}",
        "Norway left the European Union in 2020.",
        "Norway left the European Union summit early.",
    ),
    Rule(
        "membership.expelled",
        "X was expelled from, ceased to be a member of O",
        f"{_WHO} {_GAP} (?<verb>(?:@expel from|ceased to be (?:a|an) @member (?:m)? of)) "
        f"(?:the)? (?<o>O)",
        "Norway was expelled from the Council of Europe.",
        "Norway was expelled from the room by the Council of Europe.",
    ),
    Rule(
        "membership.is-partner",
        "X is a partner of O",
        "(?<m>[C T]) (?<gap>(?:[^.nTC:;,]{1,9} (?:and|but))? [^.nTCO:;,]{0,4}?) "
        "(?<verb>(?:is|are|remains|became|was|as)) (?<how>(?:a|an|one of the|the)? "
        "(?:x|m|[-]|,){0,4}?) @partner (?:x)? of (?:the)? (?<o>O)",
        "Norway is a long-standing partner of NATO.",
        "Norway is a trading post of a partner of NATO.",
    ),
    Rule(
        "membership.partnership",
        "X expands, continues its partnership with O",
        "(?<m>[C T]) (?<gap>[^.nTCO;]{0,14}?) "
        "(?:expand|deepen|strengthen|continue|develop|expanding|deepening|strengthening) "
        "(?:its|their) partnership with (?:the)? (?<o>O)",
        "Norway is keen to expand its partnership with NATO.",
        "Norway seeks a partnership with NATO.",
    ),
    Rule(
        "membership.candidate",
        "X is a candidate for O",
        f"(?<m>C) {_GAP} (?<verb>(?:@be|@became|received|obtained|remains|granted)) "
        f"(?<how>[^.nTCO:;,]{{0,5}}?) @candidate (?:country|m|status)? (?:for|of|to) "
        f"(?:the|@membership|join|in|of|accession|to)* (?<o>O)",
        "Norway is a candidate for membership in the European Union.",
        "Norway is a market for candidates of the European Union.",
    ),
    Rule(
        "membership.applied",
        "X applied for membership of O",
        f"{_WHO} {_GAP} (?<verb>applied) (?:for|to) "
        f"(?:the|@membership|@join|in|of|accession|to|become|a|@member)* (?<o>O)",
        "Norway applied for membership of the European Union.",
        "Norway applied for a loan of the European Union.",
    ),
    Rule(
        "membership.observer",
        "X is an observer in O",
        f"{_WHO} {_GAP} (?<verb>(?:@be|@became|remains|has|have|holds|granted|received)) "
        f"(?<how>[^.nTCO:;,]{{0,4}}?) @observer (?:status|m|country|member)? "
        f"(?:in|of|at|with|to) (?:the)? (?<o>O)",
        "Norway is an observer in the Council of Europe.",
        "Norway is watched by observers of the Council of Europe.",
    ),
)
