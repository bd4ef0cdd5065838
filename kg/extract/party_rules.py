"""The rules that read memberships of persons: parties, academies, boards, bands.

Where a pattern has no member ``m``, the member is the only person that the sentence names before.
"""

from __future__ import annotations

from typing import Final

from kg.extract.membership_rule import (
    ALIAS,
    BEING,
    CALLED,
    GAP,
    ORGANISATION,
    ORGANISATIONS,
    MembershipRule,
)
from kg.extract.party_words import STANDING
from kg.model import Aspect

_POLITICIAN: Final = (
    "(?:@profession|candidate|Z|official|veteran|nominee|standard-bearer|flagbearer)"
)
_OR_MEMBER: Final = "(?:@member|@profession|candidate|Z|official|veteran)"

RULES: tuple[MembershipRule, ...] = (
    MembershipRule(
        "membership.also-member",
        "X is a so-and-so and a member of O; rose to fame as a member of O",
        "(?:and|,|as|by|of|to|@be|so) (?:also|later|currently|now|an|a|D ,?)* "
        "(?<how>(?:a|an|the|one "
        "of|the){0,2} [A m x \\- , elected inducted active]{0,5}) (?:@member|@fellow) "
        "(?:m|x|country|nation)? of (?:the)? "
        f"{CALLED} {ORGANISATIONS}",
        "Anna Berg is a lawyer from Oslo, a writer of songs and an elected member of the Green "
        "Party.",
        "Anna Berg met a lawyer and an elected member of the Green Party.",
        tensed=True,
        agrees=True,
    ),
    MembershipRule(
        "membership.elected-fellow",
        "X was elected a fellow of O",
        "(?<m>T) (?<gap>(?:, [^.nT:;]{1,14}? ,)? [^.nT:;,S]{0,7}?) "
        "(?<verb>(?:elected|named|made|appointed|became|chosen)) "
        "(?<how>(?:as)? (?:a|an|the)? (?:m|x|A|K|E){0,3}) (?:@fellow|@member|m|K) of "
        f"{ORGANISATIONS}",
        "Anna Berg was elected a Foreign Associate of the Norwegian Academy of Science.",
        "Anna Berg was elected president of the Norwegian Academy of Science.",
        aspect=Aspect.STARTS,
        persons=True,
    ),
    MembershipRule(
        "membership.elected-to",
        "X was elected, inducted to O, a body whose members elect",
        "(?:(?<m>T) (?<gap>(?:, [^.nT:;]{1,14}? ,)? [^.nT:;,S]{0,10}?) (?<verb>(?:was|were|been))"
        "|(?:and|,) (?:D ,?)? (?<verb2>(?:was|been))) (?:also|later)? "
        f"(?<how>(?:elected|re-elected|appointed|named|inducted|admitted)) "
        f"(?:to|into) {ORGANISATIONS}",
        "Anna Berg was elected to the Norwegian Academy of Science.",
        "Anna Berg was elected by the Norwegian Academy of Science.",
        aspect=Aspect.STARTS,
        persons=True,
    ),
    MembershipRule(
        "membership.politician-for",
        "X is a politician for, of, from party O",
        f"(?<m>T) {GAP} (?<verb>{BEING}) (?<how>(?:a|an|the|x) [^.nTO;]{{0,16}}?) "
        f"{_POLITICIAN} (?:[^.nTCO;,(]{{0,4}}? | (?:from|in) [^.nTO;,]{{1,7}} |, (?:and)? (?:a)? "
        "(?:@member)?) "
        f"(?:for|of|from|with|in|to|representing|under|@belong to) {ORGANISATIONS}",
        "Jon Lind is a Norwegian politician for the Labour Party.",
        "Jon Lind is a Norwegian politician who criticised the Labour Party.",
        party=True,
        tensed=True,
        politician=True,
    ),
    MembershipRule(
        "membership.party-politician",
        "X is a party politician",
        f"(?<m>T) (?:, who|(?:, [^.n;:]{{1,12}}? ,)?) (?<verb>(?:@be|@became)) "
        f"(?:a|an|the|also)* "
        f"(?<how>[^.nTO;]{{0,10}}?) "
        f"(?<o>[O V]) {ALIAS} \\)? {_OR_MEMBER} (?! of)",
        "Jon Lind is a British Labour Party politician.",
        "Jon Lind is a critic of Labour Party politics.",
        party=True,
        politician=True,
    ),
    MembershipRule(
        "membership.former-party",
        "X is a former party O member of another body",
        "(?<m>T) (?<verb>@be) (?:a|an|the) [^.nT;]{0,4} (?<how>\\(? m) (?<o>[O V]) \\)? "
        f"{_OR_MEMBER}",
        "Anna Berg is a former Democratic member of the assembly.",
        "Anna Berg is a former friend of the Green Party.",
        party=True,
        tensed=True,
    ),
    MembershipRule(
        "membership.comma-party",
        "X of party O; X, a politician of party O",
        "(?<!the) (?<!a) (?<m>T) (?: \\( [^.n()]{1,8} \\))? (?:, (?:a|an|the) (?:A|x|m){0,2} "
        f"(?:politician|@member|candidate))? ,? "
        f"of (?:the (?:x|m|A|,){{1,3}})? {ORGANISATION}",
        "Pekka Lind of the Green League came.",
        "Pekka Lind left the Green League.",
        party=True,
    ),
    MembershipRule(
        "membership.party-bracket",
        "X (party)",
        "(?<m>T) (?: \\( [^ n ( ) O V]{1,6} \\))? \\( "
        "(?:the|[^ n ( ) O V]{1,6} [, -])? (?<o>[O V]) (?:\\.? [, -] [^ n ( )]{1,5}|\\.)? \\)",
        "The motion came from Anna Berg (Green Party).",
        "The motion came from Anna Berg (in Oslo).",
        party=True,
    ),
    MembershipRule(
        "membership.party-person",
        "party O politician, MP, founder, candidate X",
        "(?<o>[O V Z]) (?: (?:m|x){0,3} (?<kind>(?:politician|activist|candidate|peer|"
        "veteran|politicians|candidates|activists|rebel|defector|dissident|official|backbencher"
        f"|stalwart|{STANDING})) ,?)? (?<m>T)",
        "Green League politician Anna Berg spoke.",
        "Green League politics bored Anna Berg.",
        party=True,
    ),
    MembershipRule(
        "membership.represents",
        "X represents party O",
        f"(?<verb>(?:representing|represents|represented)) (?:(?:the)? [^.nTO:;,]{{1,5}} for)? "
        f"{ORGANISATION} (?! x)",
        "Anna Berg is a member of the city council, representing the Green League.",
        "Anna Berg is a member of the city council, representing the northern district.",
        party=True,
    ),
    MembershipRule(
        "membership.elected-for",
        "X was elected, served, stood for party O, as its candidate",
        "(?<verb>(?:(?<kind>elected|stood|ran|re-elected|contested)|(?<title>[Z N])|served|sat|sits"
        "|@serve|seat|won|entered|@member)) "
        "(?<gap>[^.nT:;]{0,24}?) (?:for|as (?:a|an|the)? (?:x|m)? @candidate (?:of|for)"
        f"|(?:on|under) the (?:x|list|ticket) of) {ORGANISATION} (?! (?:x|nomination))",
        "Anna Berg was elected to the assembly for the Green Party.",
        "Anna Berg was elected to the assembly against the Green Party.",
        party=True,
    ),
    MembershipRule(
        "membership.party-leader",
        "X is, served as, is one of the leaders of party O",
        "(?<verb>(?:as|@be|@became|currently|now|one of)) [^.nTO:;,]{0,4}? (?<o>Z)",
        "Anna Berg was a teacher and one of the most popular leaders of the Green Party.",
        "Anna Berg met the leader of the Green Party.",
        party=True,
    ),
    MembershipRule(
        "membership.part-of-party",
        "X is part of, affiliated with, active in, held posts in party O",
        "(?<verb>(?:part of|affiliated (?:with|to)|posts (?:x)? "
        f"(?:in|within)|active in|@belong to|(?:in|on|of|to) (?:the|its)? (?:m|x)? (?:m|x)? "
        "(?:council|board|committee|leadership|presidium|bureau|branch|wing) of)) (?:the)? (?:A)? "
        f"(?:parties)? {ORGANISATIONS}",
        "Anna Berg is now part of the Green Party.",
        "Anna Berg is now partial to the Green Party.",
        party=True,
    ),
    MembershipRule(
        "membership.party-is",
        "X's party is O",
        f"(?<m>T) S (?:x|m)? m (?<verb>(?:is|was)) {ORGANISATION}",
        "Anna Berg's party is the Green League.",
        "Anna Berg's party is over.",
        party=True,
        politician=True,
    ),
    MembershipRule(
        "membership.founded",
        "X founded, is a founder of O, a body of members",
        "(?<verb>(?<!@be) (?:founded|co-founded|cofounded|formed (?= the O))) (?:both)? "
        f"{CALLED} {ORGANISATIONS}"
        "|(?<how>(?:@be|as|and|,) (?:the|a|an|m|x)?) (?<o2>Z)",
        "Anna Berg co-founded the Green Party in 1990.",
        "Anna Berg found the Green Party divided.",
        persons=True,
    ),
    MembershipRule(
        "membership.board",
        "X serves, sits on O",
        f"(?:(?<m>T) (?<gap>[^.nT:;]{{0,6}}?)|(?<m2>C) [^.nTCO:;]{{0,6}}?) "
        f"(?<verb>(?:@serve|sits|sat|sit)) on {ORGANISATIONS}",
        "Anna Berg serves on the Oslo Housing Board.",
        "Anna Berg serves on Fridays.",
        persons=True,
        tensed=True,
    ),
    MembershipRule(
        "membership.as-partisan",
        "X ran, was elected, served as a Democrat",
        "(?<verb>(?:ran|elected|re-elected|@serve|stood|sat|campaigned)) "
        "(?<gap>[^.nT:;,]{0,16}?) as (?:a|an) (?:x|m)? (?<o>V)",
        "Anna Berg ran for governor as a Democrat.",
        "Anna Berg ran for governor against a Democrat.",
        party=True,
    ),
    MembershipRule(
        "membership.partisan",
        "X is a Democrat; X, a Republican, did something",
        "(?<m>T) (?:,|(?<verb>@be)) (?<how>(?:a|an|the (?=L)) (?:x|m|A|L|C){0,2}) (?<o>V) "
        "(?= [. , ; n ) D] | from | and | who | $)",
        "Anna Berg, a moderate Republican, spoke.",
        "Anna Berg knows a moderate Republican, who spoke.",
        party=True,
        tensed=True,
    ),
    MembershipRule(
        "membership.partisan-first",
        "a Democrat, a chieftain of party O, X did something, at the beginning of a sentence",
        "(?<![^ . n q]) (?<how>(?:a|an) (?:x|m|A){0,2}) "
        "(?:(?<o>V)|(?:x|official|veteran|stalwart|activist) of (?:the)? (?<o2>O)) , (?<m>T)",
        "A moderate Republican, Anna Berg spoke.",
        "A moderate Republican knew Anna Berg.",
        party=True,
        tensed=True,
    ),
    MembershipRule(
        "membership.party-s-candidate",
        "X is party O's candidate; party O's X",
        "(?: (?<m>T) (?:,|(?<verb>(?:@be|@became))) (?:the)? (?<o>O) S (?:x|m|#){0,3} "
        "(?:candidate|politician) "
        "| (?<o2>[O V]) [S *] (?:(?:x|m){0,2} (?:candidate|nominee) ,?)? (?<m2>T))",
        "Anna Berg is the Green Party's candidate for mayor of Oslo.",
        "Anna Berg is the Green Party's critic.",
        party=True,
    ),
    MembershipRule(
        "membership.on-ticket",
        "X ran, was elected on party O's ticket, on its list",
        "(?<verb>(?:elected|re-elected|ran|stood|contested|campaigned|won)) "
        "(?<gap>[^.nT:;]{0,14}?) on (?:a|an|the) (?<o>[O V]) (?:list|ticket|slate)",
        "Anna Berg contested the election on a Green Party ticket.",
        "Anna Berg contested the election on a Green Party holiday.",
        party=True,
        politician=True,
    ),
    MembershipRule(
        "membership.politician-bracket",
        "X is a politician (party O)",
        f"(?<m>T) {GAP} (?<verb>{BEING}) (?<how>(?:a|an|the) [^.nTO;]{{0,10}}?) (?:@profession|Z) "
        "\\( (?:the)? (?<o>O) \\)",
        "Anna Berg is a Norwegian politician (Green Party).",
        "Anna Berg is a Norwegian politician (with the Green Party in mind).",
        party=True,
        tensed=True,
    ),
    MembershipRule(
        "membership.as-party-member",
        "X served, sat as a party O member of another body, was such a member",
        "(?: (?<verb>(?:@serve|sat|sits|elected|re-elected)) (?<gap>[^.nT:;,]{0,8}?) as "
        "(?:a|an|the) (?:m|x)? (?<o>[O V]) @member"
        " | (?<m>T) (?<verb2>(?:@be|@became)) (?:a|an|the) (?:m|x|A){0,2} (?<o2>V) @member of)",
        "Anna Berg served as a Green Party member of the Oslo City Council.",
        "Anna Berg served as a Green Party cook.",
        party=True,
    ),
    MembershipRule(
        "membership.as-o-candidate",
        "X stood, ran, contested a seat as the candidate of party O",
        "(?<verb>(?:ran|stood|contested|fought|won|elected|re-elected|campaigned)) "
        "(?<gap>[^.nT:;,]{0,10}?) as (?:a|an|the) (?:x|m){0,2} (?<o>[O V]) (?:x|m)? @candidate",
        "Anna Berg stood as the Green Party candidate in Oslo.",
        "Anna Berg stood as the Green Party cheered in Oslo.",
        party=True,
        politician=True,
    ),
    MembershipRule(
        "membership.comma-party-office",
        "X, party O MP, senator, councillor",
        "(?<m>T) (?:, #)? , (?:the|a|an)? (?:m|x|A){0,2} (?<o>[O V]) "
        f"(?:(?<title>Z)|(?:candidate|peer|politician|activist|stalwart|veteran|backbencher|{STANDING}))",
        "Anna Berg, Labour MP for Oslo, spoke.",
        "Anna Berg, Labour Party adviser in Oslo, spoke.",
        party=True,
    ),
    MembershipRule(
        "membership.party-of-state",
        "X, D-Vt., a senator of a party and a state",
        "(?<m>T) ,? (?<o>V) \\.? (?= [, . ; n] | and | who | said)",
        "Sen. Anna Berg, D-Vt., spoke.",
        "Sen. Anna Berg, D-Day, spoke.",
        party=True,
    ),
    MembershipRule(
        "membership.sits-with",
        "X sits with the group of party O",
        "(?<m>T) (?:, who)? (?<gap>[^.nTCO:;,]{0,4}?) (?<verb>(?:sits|sat|sit)) with (?:the)? "
        "(?<o>O) (?:\\* [O X])? (?:group|caucus|faction|bloc|m)? "
        "(?= [. , ; n] | in | D | and | on)",
        "Anna Berg, who sits with the Greens group, spoke.",
        "Anna Berg, who sits near the Greens group, spoke.",
        party=True,
        politician=True,
        tensed=True,
    ),
    MembershipRule(
        "membership.heads-party",
        "X, who heads, leads, chairs party O",
        f"(?<m>T) , who (?:also|currently)? (?:[^.nT:;,]{{1,8}}? and (?:also)?)? "
        f"(?<verb>(?:leads|x|Z)) (?:the (?:m|x))? {ORGANISATION}",
        "Anna Berg, who heads the Green Party, spoke.",
        "Anna Berg, who hates the Green Party, spoke.",
        party=True,
    ),
    MembershipRule(
        "membership.under-party",
        "X ran, is running under party O, under its banner",
        "(?<verb>(?:ran|running|runs|stood|standing|elected|re-elected|contested)) "
        f"[^.nTO:;,]{{0,6}}? under (?:the (?:banner|flag) of)? {ORGANISATION}",
        "Anna Berg is running for mayor under the banner of the Green Party.",
        "Anna Berg is running from Oslo undermined by the Green Party.",
        party=True,
    ),
    MembershipRule(
        "membership.from-party",
        "X from party O, at the beginning of a sentence",
        f"(?<![^ . n q]) (?<m>T) from {ORGANISATION}",
        "Anna Berg from the Green Party said so.",
        "They stole from Anna Berg from the Green Party.",
        party=True,
    ),
    MembershipRule(
        "membership.own-party",
        "X's party O did something",
        "(?:(?<o2>O) of (?<m2>T) (?! S)|(?<m>T) S (?:A|x|m){0,2} (?<o>O) "
        "(?= [. , ; n )] | and | has | have | @be | won | lost | said | in | to | for))",
        "Anna Berg's Green Party won the election.",
        "Anna Berg's Green Party rivals won the election.",
        party=True,
    ),
    MembershipRule(
        "membership.comma-member-for",
        "X, a member of a parliament for party O",
        "(?<m>T) , (?:a|an|the)? (?:m|x)? @member of (?:the)? (?:A)? (?:O|x|F|m) "
        f"(?:for|representing|from) {ORGANISATION}",
        "Anna Berg, a member of the Storting for the Green Party, spoke.",
        "Anna Berg, a member of the Storting against the Green Party, spoke.",
        party=True,
    ),
)
