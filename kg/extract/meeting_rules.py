"""The rules that read meetings: verbs and nouns of contact between A and B."""

from __future__ import annotations

from kg.extract.rules import Rule

_GAP = "(?<gap>(?:[, -] [^.nTU:;]{1,14}? [, -] | [, -])? (?:[^.nTU:;,(] | ,  D ,?){0,8}?)"
_MID = (
    "(?<mid>(?:D|x|in|at|on|the|L|C|O|,|here|again|briefly|today|also|separately|earlier|this|by"
    "|their|a|m|A|K|B|of|F|for|#){0,10}?)"
)
# "met his Croatian counterpart, Ivo Maric"
_ROLE_OF_GUEST = (
    "(?:(?:his|her|their|the) (?:A|x|m)? (?:counterpart|counterparts|guest|guests|host|hosts"
    "|colleague|opposite number) (?:from C|,)* (?:the)?)?"
)
_GOAL = "(?<place>[C L] (?: (?:,|and|, and) [C L])*)"
_CAPITAL = "(?:the? (?:x|A|C)? (?:x|capital) (?:city)? (?:of)? ,?)?"

RULES: tuple[Rule, ...] = (
    Rule(
        "meeting.where-met",
        "A travelled to a place, where A met B",
        "(?<place>[C L]) , where (?<a>T) (?<gap>[^.nTU;:,]{0,4}?) (?<verb>@met) (?:with)? (?<b>T)",
        "Anna Berg flew to Croatia, where she met Ivo Maric.",
        "Anna Berg praised Croatia, where Ivo Maric was born.",
    ),
    Rule(
        "meeting.met-with",
        "A met (with) B",
        f"(?<a>T) {_GAP} (?<verb>@met) (?:{_MID} with)? {_ROLE_OF_GUEST} (?<b>T)",
        "Anna Berg met with Prime Minister Ivo Maric in Oslo.",
        "Anna Berg met the expectations of Prime Minister Ivo Maric.",
    ),
    Rule(
        "meeting.met-second",
        "A met B on one day and C on another",
        f"(?<a>T) {_GAP} (?<verb>@met) with? T (?:D|in|at|on|L){{0,4}} ,? and with? (?<b>T) "
        f"(?=(?:on|in)? D)",
        "Anna Berg met Ivo Maric on Monday and Jon Lind on Tuesday.",
        "Anna Berg met Ivo Maric on Monday and Jon Lind left.",
    ),
    Rule(
        "meeting.they-met",
        "A and B met",
        f"(?<a>T) {_GAP} (?<verb>(?:@met|@conferred|talked)) (?! (?:{_MID} with)? T)",
        "Anna Berg and Ivo Maric met in Oslo.",
        "Anna Berg met in Oslo.",
    ),
    Rule(
        "meeting.held-talks",
        "A held talks, a meeting, a joint press conference (with B)",
        f"(?<a>T) {_GAP} (?<verb>(?:@held|@have|gave|give|gives)) (?<mid>[^.nTU:;,]{{0,7}}?)"
        " (?<noun>(?:@talks|@meeting|@conference|@call|@summit)) (?: (?<mid2>[^.nTU:;]{0,14}?) "
        "(?:with|between) (?<b>T))?",
        "Anna Berg and Ivo Maric held a joint news conference in Oslo on Tuesday.",
        "Anna Berg held a different view from Ivo Maric.",
    ),
    Rule(
        "meeting.spoke-with",
        "A spoke (by telephone) with B",
        f"(?<a>T) {_GAP} (?<verb>@spoke) (?<mid>[^.nTU:;]{{0,8}}?) (?:with|to) (?<b>T)",
        "President Anna Berg spoke today with Prime Minister Ivo Maric of Croatia.",
        "President Anna Berg spoke to reporters about Ivo Maric.",
    ),
    Rule(
        "meeting.called",
        "A called B (on the telephone)",
        f"(?<a>T) {_GAP} (?<verb>(?:called|@phone|telephoned|phoned)) (?<b>T) (?= D | to | by | "
        f"on | about | and x)",
        "President Anna Berg called Prime Minister Ivo Maric today.",
        "President Anna Berg called Prime Minister Ivo Maric a friend.",
    ),
    Rule(
        "meeting.at-their-meeting",
        "A and B discussed something at their meeting",
        f"(?<a>T) {_GAP} "
        f"(?<verb>(?:@discussed|review|agreed|agree|signed|sign|address|exchanged)) "
        f"[^.nTU:;]{{0,12}}? at (?:their|a|the) (?<mid>(?:x|m|A|K|#){{0,3}}?) "
        f"(?<noun>(?:@meeting|@talks|@summit))",
        "Anna Berg and Ivo Maric will review the treaty at their meeting in Oslo.",
        "Anna Berg and Ivo Maric will review the film at home.",
    ),
    Rule(
        "meeting.received-by",
        "A was received, welcomed by B",
        f"(?<a>T) {_GAP} (?<verb>(?:was|were|been|is) (?:also)? "
        f"(?:received|welcomed|hosted|met)) [^.nTU:;]{{0,6}}? by (?:the)? (?<b>T)",
        "Anna Berg was received by Ivo Maric in Zagreb.",
        "Anna Berg was replaced by Ivo Maric in Zagreb.",
    ),
    Rule(
        "meeting.received-delegation",
        "A received a delegation led by B",
        f"(?<a>T) {_GAP} (?<verb>(?:@received|@met|@hosted|@welcomed)) (?:with)? (?:a|the|an) "
        f"[^.nTU:;]{{0,8}}? delegation [^.nTU:;]{{0,6}}? (?:led|headed) by (?:the)? (?<b>T)",
        "Anna Berg received a delegation led by Ivo Maric.",
        "Anna Berg received a delegation that dislikes Ivo Maric.",
    ),
    Rule(
        "meeting.at-a-meeting-with",
        "at a meeting with A, B did something",
        "(?:at|in|during|after|following) (?:a|the|their|his|her|an)? (?<mid>[^.nTU:;,]{0,4}?) "
        "(?<noun>(?:@meeting|@talks|@conference|@call)) with (?<a>T) [^.nTU:;]{0,9}? , (?<b>T)",
        "At a meeting with Anna Berg in Oslo on Friday, Ivo Maric proposed a patrol.",
        "At a school with Anna Berg in Oslo on Friday, Ivo Maric proposed a patrol.",
    ),
    Rule(
        "meeting.received-call",
        "A received a call from B",
        f"(?<a>T) {_GAP} (?<verb>@received) (?:a|an) (?<mid>[^.nTU:;,]{{0,3}}?) (?<noun>call) "
        f"from (?<b>T)",
        "President Anna Berg received a call from Prime Minister Ivo Maric.",
        "President Anna Berg received a letter from Prime Minister Ivo Maric.",
    ),
    Rule(
        "meeting.received",
        "A received, hosted B",
        f"(?<a>T) {_GAP} (?:(?<verb>(?:@received|@hosted)) (?<b>T) (?!S)|(?<verb2>@welcomed) "
        f"(?<b2>T) (?:to|at|in) (?:the)? [L C O])",
        "Anna Berg received Ivo Maric at the palace.",
        "Anna Berg received Ivo Maric's letter.",
    ),
    Rule(
        "meeting.between",
        "a meeting between A and B took place",
        "(?<noun>(?:@meeting|@talks|@call|@summit|@conference)) (?<mid>[^.nTU:;]{0,5}?) "
        "(?:between|of|with) (?<a>T)"
        " (?: (?:and|with) (?<b>T))? (?<tail>[^.nTU:;]{0,6})",
        "A meeting between Anna Berg and Ivo Maric took place in Oslo.",
        "A meeting between Anna Berg and Ivo Maric would help.",
    ),
    Rule(
        "meeting.of-with",
        "A's meeting, call with B",
        "(?<a>T) S (?<mid>[^.nTU:;,]{0,4}?) (?<noun>(?:@meeting|@talks|@call)) with (?<b>T)",
        "During Anna Berg's meeting with Ivo Maric, aid was discussed.",
        "Anna Berg's hopes for a meeting with Ivo Maric faded.",
    ),
    Rule(
        "visit.visited",
        "A visited a country or place",
        f"(?<a>T) {_GAP} (?<verb>(?:@visited|visit|visiting)) {_CAPITAL} {_GOAL} (?!S)",
        "Anna Berg has visited Croatia.",
        "Anna Berg is the first minister to visit Croatia.",
    ),
    Rule(
        "visit.called-off",
        "A postponed, cancelled a visit to a country",
        f"(?<a>T) {_GAP} (?<verb>(?:@cancel|called off|put off)) (?<mid>[^.nTU:;,]{{0,4}}?) "
        f"(?:visit|trip|journey) to {_CAPITAL} {_GOAL}",
        "Anna Berg has postponed her visit to Croatia.",
        "Anna Berg has postponed a decision on the visit to the doctor.",
    ),
    Rule(
        "visit.on-a-visit",
        "A is in a country on a visit",
        f"(?<a>T) (?:, who)? {_GAP} (?<verb>@be) (?:currently|now)? (?: in {_CAPITAL} {_GOAL})? "
        f"on (?<mid>[^.nTU:;,]{{1,5}}?) visit (?: to {_CAPITAL} (?<place2>[C L]))?",
        "Ivo Maric, who is in Norway on a working visit, spoke.",
        "Ivo Maric reported on a book about his visit.",
    ),
    Rule(
        "visit.paid-a-visit",
        "A paid, began, concluded a visit to a country",
        f"(?<a>T) {_GAP} "
        f"(?<verb>(?:paid|pay|pays|made|make|makes|began|begin|begins|started|starts|start|concluded|completed|wrapped|undertake|undertook|@arrived|left|embarked))"
        f" (?<mid>[^.nTU:;,]{{1,9}}?) (?:visit|trip) (?:to|in) {_CAPITAL} {_GOAL}",
        "Anna Berg paid an official visit to Croatia.",
        "Anna Berg paid for a visit to the dentist.",
    ),
    Rule(
        "visit.arrived",
        "A arrived in a country on a visit",
        f"(?<a>T) {_GAP} (?<verb>@arrived) (?:in|at|to) {_CAPITAL} {_GOAL} "
        f"(?<mid>[^.nTU:;]{{0,6}}?) (?:on|for) [^.nTU:;,]{{1,5}}? (?:visit|trip)",
        "Anna Berg arrived in Croatia on a two-day visit.",
        "Anna Berg arrived at a decision about Croatia.",
    ),
    Rule(
        "visit.noun",
        "A's visit to a country, where the words around say what became of it",
        f"(?<a>T) S (?<mid>[^.nTU:;,]{{0,4}}?) (?<noun>(?:visit|trip)) to {_CAPITAL} {_GOAL}",
        "During Anna Berg's visit to Croatia a treaty was signed.",
        "Russia watches Anna Berg's visit to Croatia.",
    ),
    Rule(
        "visit.noun-of",
        "the visit of A to a country",
        f"(?<noun>visit) of (?<a>T) to {_CAPITAL} {_GOAL}",
        "During the visit of Anna Berg to Croatia a treaty was signed.",
        "The visit of Anna Berg to a school was short.",
    ),
    Rule(
        "meeting.attended-by",
        "a summit, meeting, ceremony attended by A",
        "(?<noun>(?:@summit|@conference|@ceremony|@meeting)) (?<mid>[^.nTU:;]{0,10}?) attended "
        "by (?<a>T)",
        "The summit was attended by Anna Berg and Ivo Maric.",
        "The school was attended by Anna Berg and Ivo Maric.",
    ),
    Rule(
        "meeting.hosted-event",
        "A hosted, chaired, opened a summit",
        f"(?<a>T) {_GAP} (?<verb>(?:@hosted|chaired|opened|convened)) "
        f"(?<mid>(?:a|the|its|their|an) [x m O A K E # -]{{0,4}}?) (?<noun>@summit)",
        "Anna Berg hosted a summit of the Nordic states in Oslo.",
        "Anna Berg opened a shop near the summit of the hill.",
    ),
    Rule(
        "meeting.also-present",
        "A also attended what was told just before",
        "(?<a>T) ,? (?<verb>(?:also (?:attended|took part|participated)|(?:was|were) (?:also)? "
        "present|attended (?:as|too))) (?= [. , ; n] | as | for | well)",
        "Anna Berg met Ivo Maric on Monday. Jon Lind also attended.",
        "Anna Berg met Ivo Maric on Monday. Jon Lind also attended a concert.",
    ),
    Rule(
        "meeting.attended",
        "A attended, took part in a summit, conference, ceremony",
        f"(?<a>T) {_GAP} (?<verb>(?:@attended|@participate)) (?:in|part in)? "
        f"(?<mid>[^.nTU:;,]{{0,6}}?) (?<noun>(?:@summit|@conference|@ceremony|@meeting))",
        "Anna Berg attended a summit in Zagreb.",
        "Anna Berg attended school in Zagreb.",
    ),
)
