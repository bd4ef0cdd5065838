"""Rules for titles beside names: before them, after them, in brackets, in lists."""

from __future__ import annotations

from typing import Final

from kg.extract.rules import Rule

# Titles of one person: "Deputy Prime Minister and Minister of Finance", "Ambassador, Dr."
TITLES: Final = (
    "(?<titles>Z (?: (?: ,? (?:and|&) | , | \\- )? (?:the|a|concurrently|also)? Z){0,5})"
)
_AFTER: Final = (
    "(?<titles>Z (?: (?:since|from|until|to|in|D|Y|-){0,4} "
    "(?: ,? (?:and|&) | , | ,? as well as | - (?! the)) "
    "(?:the|a|currently|also|concurrently)? "
    "(?:later|then|now)? (?:Z|@member of the? [O F])){0,5})"
)
_ENTRY: Final = "(?: \\(? (?:of|from)? the? [A C O L] \\)? | , [C O] (?= [; , n]|and))?"
_END: Final = (
    "(?=[, . ; ) n : ( q - S D]|$|and|who|whose|which|@have|@be|@say|to|at|in|on|from|for|since|"
    "until|with|during|under|after|before|as|also)"
)

# In this order: a longer title is read before a shorter one inside it.
RULES: tuple[Rule, ...] = (
    Rule(
        "office.government-of",
        "title, name, and the nationality of the government",
        "(?<titles>Z) (?<who>P) S (?<of>A) (?:government|administration)",
        "President Ivo Maric's Croatian government resigned.",
        "President Ivo Maric's Croatian friends came.",
        keeps_words=True,
    ),
    Rule(
        "office.respectively",
        "one title of several countries, then as many names",
        "(?<before>(?: A , )* (?:A ,? and)?) (?<role>Z) (?<more>(?: ,? (?:and|,) the? [C O])*) ,? "
        "(?<list>P (?: , P)* ,? and P)",
        "The presidents of Croatia and Norway, Ivo Maric and Anna Berg, came.",
        "The president of Croatia and Norway, Ivo Maric and Anna Berg, came.",
        keeps_words=True,
    ),
    Rule(
        "office.plural-names",
        "a title in the plural and several names, perhaps with their countries",
        "(?<role>Z) (?: ,? (?:including|among them|such as) | [, : \\-] | \\( )? "
        f"(?<list>P {_ENTRY} (?: (?: ,? and | , | ; and?) the? P "
        f"{_ENTRY})+)",
        "Senators Anna Berg, Ivo Maric and Jon Lind arrived.",
        "Senators met Anna Berg and Ivo Maric.",
        keeps_words=True,
    ),
    Rule(
        "office.title-name-of",
        "title, name, then the country or organisation",
        f"{TITLES} (?<who>P) of the? (?<of>[C O L])",
        "Prime Minister Anna Berg of Norway spoke.",
        "Prime Minister Anna Berg of the coalition spoke.",
    ),
    Rule(
        "office.title-name-seat",
        "mayor, name, of a town that no list knows",
        f"{TITLES} (?<who>P) of (?<seat>X{{1,2}}) (?! [X G K F B])",
        "Mayor Anna Berg of Oxwater spoke.",
        "Minister Anna Berg of Oxwater spoke.",
    ),
    Rule(
        "office.title-name",
        "titles, perhaps with their organisation, then the name",
        f"{TITLES} (?<who>P)",
        "Foreign Minister Anna Berg spoke.",
        "The minister said that Anna Berg spoke.",
    ),
    Rule(
        "office.bracket-title-name",
        "the title in brackets before the name, as editors add it",
        f"\\( (?:the)? {TITLES} \\) (?<who>P)",
        "We received [First Deputy Prime Minister] Mr Maric in Paris.",
        "We received (with the Prime Minister) Mr Maric in Paris.",
    ),
    Rule(
        "office.listed-countries",
        "after a title in the plural, names with their countries in brackets or after of",
        "(?<=[, : ( -]|and|n) (?<who>P) (?:\\( (?<of>C) \\)|of (?<of2>C)) (?=[, . ; n)]|and)",
        "Three ambassadors came: Anna Berg (Norway), Ivo Maric (Croatia) and Jon Lind (Iceland).",
        "Three people came: Anna Berg (Norway) and others.",
    ),
    Rule(
        "office.each-of",
        "one title of several countries, each with its name behind a comma",
        "(?:,|and) (?:of)? (?<of>C) , (?<who>P) (?= [, . ; n ) q] | and | $)",
        "The foreign ministers of Norway, Anna Berg, and Croatia, Ivo Maric, attended.",
        "The guests of Norway, Anna Berg, and Croatia, Ivo Maric, attended.",
    ),
    Rule(
        "office.title-comma-name",
        "the title, a comma, the name, a comma",
        f"{TITLES} [, -] @profession? (?:his|her)? H? (?<who>P) (?=[, . ; ) n -]|and)",
        "The President of Croatia, Ivo Maric, arrived.",
        "After the president, Ivo Maric spoke.",
    ),
    Rule(
        "office.name-comma-title",
        "the name, a comma, the title",
        f"(?<who>P) (?: (?:of|from) the? [C L])? (?: , # (?=,))? [, -] "
        "(?:(?:the|his|her|its)? (?:country|Z|P) S)? "
        f"(?:the|a|an|now|then|once|immediate|past|currently|also|"
        f"formerly|previously|until (?:recently|now)|#|current|"
        f"incumbent|m? elected|"
        f"@profession and)* (?:@member of the? [O F] ,? and?)?"
        f" {_AFTER} (?: , (?<of>[O C]) L? (?= [; n . )]))? {_END}",
        "Ivo Maric, the Croatian president, arrived.",
        "Besides Ivo Maric, the presidents of two states came.",
    ),
    Rule(
        "office.name-the-title",
        "the name, the title with what it is of, and a comma only behind them",
        "(?<who>P) the (?<titles>Z) (?= [, . ; n])",
        "Ivo Maric the Croatian president, arrived.",
        "They told Ivo Maric the president, his friend, had arrived.",
    ),
    Rule(
        "office.name-party-member",
        "the name, a party and the seat in a parliament",
        f"(?<who>P) , (?:the|a|an|then|now)? O (?<titles>Z) {_END}",
        "Anna Berg, the Labour MP for Oxwater, spoke.",
        "Anna Berg, the Labour minister, spoke.",
        keeps_words=True,
    ),
    Rule(
        "office.name-party-title",
        "the name, a party in brackets, a comma, the title",
        f"(?<who>P) \\( [O X G C] [^()nPZ]{{0,6}}? \\) , (?:the|a|currently)* {_AFTER} {_END}",
        "Ivo Maric (SPD), the mayor of Hamburg, arrived.",
        "Ivo Maric (SPD) and the mayor of Hamburg arrived.",
        keeps_words=True,
    ),
    Rule(
        "office.name-bracket-title",
        "the name and the title in brackets",
        f"(?<who>P) \\( (?:the|then|now|formerly|until recently)* {_AFTER} "
        "(?: , (?<of>[O C L]))? "
        "(?: ,? [^()nPZ]{0,4}? D)? \\)",
        "Ivo Maric (President of Croatia) arrived.",
        "Ivo Maric (with the president) arrived.",
    ),
    Rule(
        "office.signature",
        "a line that is nothing but the name, over a line that is nothing but the title",
        "(?<= n) (?<who>P) ,? n (?:the)? (?<titles>Z) (?: , (?<of>[O C]))? (?= n)",
        "With regards,\nIvo Maric\nPresident of Croatia\n",
        "With regards,\nIvo Maric\nThe President of Croatia was there.",
    ),
    Rule(
        "office.listed-holders",
        "lines of a title, a colon and a name",
        "(?: (?<![^ n]) (?=Z : P n Z : P (?: n | $)) | (?<=Z : P n)) (?<titles>Z) : (?<who>P) "
        "(?= n | $)",
        "Minister of Health: Anna Berg\nMinister of Justice: Ivo Maric\n",
        "Minister of Health: Anna Berg\nand others came.",
    ),
    Rule(
        "office.nominee-name",
        "the title, nominee, the name",
        "(?<titles>Z) (?:nominee|pick) (?<who>P)",
        "Treasury Secretary nominee Anna Berg answered questions.",
        "The nominee Anna Berg answered questions.",
    ),
    Rule(
        "office.nominee-is",
        "the nominee for the title is the name",
        "(?:nominee|pick|choice) (?:for|as) (?:the)? (?<titles>Z) "
        "(?: (?:is|was) (?= P (?! S)) | , (?= P (?: [, . ; n ) q] | $ | and | who))) (?<who>P)",
        "His nominee for Secretary of State is Anna Berg.",
        "His nominee met the Secretary of State. It is Anna Berg.",
        keeps_words=True,
    ),
    Rule(
        "office.name-nominee",
        "the name, nominee for the title",
        "(?<who>P) (?:,|is|was)? (?:the|a|an|his|her|P S|C S|A)* (?:nominee|choice|pick) (?:for|as|"
        "to be|to become|to serve as) (?:the|a)? (?<titles>Z) (?: , (?<of>[O C]) (?= [n . ; )]))?",
        "Anna Berg, nominee for Under Secretary of Energy.",
        "Anna Berg, who met the nominee, knows the Under Secretary of Energy.",
        keeps_words=True,
    ),
    Rule(
        "office.member-nominee",
        "the name, nominee for a member of a body",
        "(?<who>P) , (?:nominee for|of the? [L C X] , to be) (?:the|a)? @member of the? (?<of>O)",
        "Anna Berg, nominee for Member of the Council of Europe.",
        "Anna Berg, nominated by a Member of the Council of Europe.",
        keeps_words=True,
    ),
    Rule(
        "office.counterpart",
        "the counterpart of another country: the same office there",
        "(?<of>A) (?:counterpart|colleague) ,? (?<who>P)",
        "Norwegian Foreign Minister Anna Berg met her Croatian counterpart Ivo Maric.",
        "The Norwegian counterpart of the Croatian minister met Ivo Maric.",
    ),
    Rule(
        "office.nominee-listed",
        "the name, of a state, to be the title",
        "(?<who>P) , of the? [L C X] , to be (?:a|an|the)? (?<titles>Z)",
        "Anna Berg, of Virginia, to be Under Secretary of State.",
        "Anna Berg, of Virginia, wants to meet the Secretary of State.",
        keeps_words=True,
    ),
)
