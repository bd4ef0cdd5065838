"""The rules that find names of persons, in the order in which they are applied."""

from __future__ import annotations

from typing import Final

from kg.extract.lexicon import GROUPS, LETTERS
from kg.extract.rules import Rule

# "Biden, Jr.," takes its comma along, unless a title follows.
_SUFFIX: Final = "(?:,? J (?:, (?! (?:the)? [A C O]? Z))?)?"
_MORE: Final = "(?:[X G I K] | p{1,2} [X G K])"
_REST: Final = f"(?:[X G I K] | p{{1,2}} [X G K] | (?<=[G I]) [L C] (?! [, ] [L C]))* {_SUFFIX}"
_TITLED: Final = f"(?<name>(?:[X G K] | L (?=X) | I{{1,3}} [X G K]) {_REST})"
_FREE: Final = "(?<![X K G E F B A C O L m R H Q])"  # no capital before it that may belong to it
_NOT_A_PLACE: Final = "(?<!the) (?<!in) (?<!at) (?<!near) (?<!from)"
_NOT_LISTED_PLACE: Final = (
    "(?:(?<=of [C L] and)|(?<![C L O] and)) (?<![C L O] , and) (?<![C L O] , [C L O X] ,)"
)
_ENDS: Final = "(?! [X G K E F B Q R C L])"
NAME_IN_LIST: Final = "[X G K] p{0,2} [X G] (?:p{0,2} [X G]){0,2} (?= [, . ; ) ( n] | and)"

RULES: tuple[Rule, ...] = (
    Rule(
        "person.nickname",
        "a name with another in quotation marks or brackets",
        "(?<name>[X G] [X G I]{0,2} (?:q [X G K]{1,2} q|\\( q? [X G] q? \\)) [X G K] [X G]?)"
        "(?! [F B])",
        'Cornelius "Kees" Oosterbaan and Maria (Mia) Lindqvist wrote the song.',
        'The song "Kees" by Oosterbaan won.',
    ),
    Rule(
        "person.inner-honorific",
        "a word that is an honorific elsewhere, within a name",
        f"{_FREE} (?<name>[X G] H [X G] [X G]?)",
        "Warsame Sheikh Abdirahman opened the school.",
        "Yesterday Sheikh Abdirahman opened the school.",
    ),
    Rule(
        "person.middle-initial",
        "a name with an initial in the middle",
        f"(?<![X G K Z H I]) (?<name>[X G K] I{{1,2}} p{{0,2}} [X G K] {_SUFFIX}) (?! [F B])",
        "A book by Wendell T. Haverson was read.",
        "A book by W. Haverson was read.",
    ),
    Rule(
        "person.bracket-title",
        "a name followed by a title in brackets",
        "(?<name>[X G] (?:[X G I K] | p{1,2} [X G K]){1,3}) (?= \\( (?:the)? [A C O]? S? Z)",
        "The letter of Sjoukje Blauw (Minister of Health) is lost.",
        "The Blauw Party (minister Ann Oake) is lost.",
    ),
    Rule(
        "person.title",
        "a name after a title or an honorific",
        f"(?<=[Z H]) {_TITLED}",
        "They wrote to Minister Wachter.",
        "They wrote to the minister. Wachter is a town.",
    ),
    Rule(
        "person.family-first",
        "an unknown name followed by a first name",
        "(?<![X G K I H Z Q F]) (?<name>X X? G) (?! [X G K F B E])",
        "They praised Ozawara Kenji at length.",
        "They praised the Ozawara Kenji Prize at length.",
    ),
    Rule(
        "person.given-name",
        "a first name and what follows it",
        "(?<![I Q]) (?<name>G (?:[G I X K] | p{1,2} [X G K])* (?:[X K G] | p{1,2} [X G K])"
        f" {_SUFFIX}) (?! [F B])",
        "They praised Karin de la Fresnaye at length.",
        "They walked along Karin Fresnaye Street.",
    ),
    Rule(
        "person.initials",
        "initials and a surname",
        f"(?<name>I{{1,3}} p{{0,2}} (?:[X G] [X K G]{{0,2}}) {_SUFFIX}) (?! [F B])",
        "The letter is by R.K. Venkataraju and others.",
        "The letter was sent at 3 P.M. EDT and lost.",
    ),
    Rule(
        "person.before-title",
        "a name followed by a comma and a title",
        "(?<![Q F]) (?<name>[X G] (?:[X G I K] | p{1,2} [X G K]){1,3})"
        " (?=, (?:the|a)? [A C O]? S? Z)",
        "A letter from Aruzo Beketh, Minister of Health, was lost.",
        "A letter from Beketh Bay, minister or not, was lost.",
    ),
    Rule(
        "person.bracket-country",
        "a name followed by a country in brackets",
        "(?<name>(?:[X G]|K (?= [X G])) (?:[X G I K] | p{1,2} [X G K]){1,5})"
        " (?= \\( C [, ;]? [x Z]{0,3} \\))",
        "The prizes went to Wunmi Adekoba (Nigeria) and others.",
        "The ports of Wunmi and Adekoba (in Nigeria) reopened.",
    ),
    Rule(
        "person.speaker",
        "a name at the start of a line, before a colon",
        "(?<![^ n]) (?<name>[X G] (?:[X G I] | p{1,2} [X G]){1,3}) (?= :)",
        "Oshiko Tarumen: Thank you all for coming.",
        "Thank you all for coming: Oshiko Tarumen.",
    ),
    Rule(
        "person.born",
        "who is or was something that only people are",
        "(?<![^ . n q]) (?<name>[X G K] (?:[X G I K J] | p{1,2} [X G K]){0,6}) (?= ,?"
        " @be (?:a|an|the) (?:A|C|m|x|K)* (?:@profession|Z)"
        "|\\( [^.n()]{1,24} \\) @be (?:a|an|the) (?:A|C|m|x|K)* (?:@profession|@scholar))",
        "Berdyqul was a Turkmen lawyer.",
        "Berdyqul was a Turkmen town.",
    ),
    Rule(
        "person.life",
        "a surname alone, of whom something is said that only people do",
        "(?:(?<![^ . n , D])|(?<=when)|(?<=after)|(?<=before)|(?<=because)|(?<=while)) (?<name>X)"
        " (?= (?:@have|later|then|also|m)? @career"
        " | (?:later|then|also)? served as | (?:later|then)? became the? Z"
        " | was x? @made | was x? chosen as the? m? Z)",
        "In 1987 Werkhoven was sworn in.",
        "In 1987 Werkhoven was twinned with Delft.",
    ),
    Rule(
        "person.listed",
        "unknown names in a list of persons",
        f"(?:(?:P|{NAME_IN_LIST}) (?:,|,? and)){{1,40}} (?:P|{NAME_IN_LIST})",
        "The jury is made up of Hannah Frings, Crystal Oakmere and Tom Reed.",
        "The jury sat in Hannover, Crystal Oakmere and Essen.",
    ),
    Rule(
        "person.between",
        "a first name or an unknown word, and a common one, between two persons of a list",
        "(?<=P ,) (?<name>[X G] K) (?= ,? (?:and)? P)",
        "The song is by Hannah Frings, Crowther Burns, Karin Oakmere and Tom Reed.",
        "The song is by Hannah Frings, Crowther Burns and others.",
    ),
    Rule(
        "person.unknown-pair",
        "two capitalised words that no list knows",
        f"{_FREE} {_NOT_A_PLACE} {_NOT_LISTED_PLACE} (?<!of)"
        " (?<name>X (?:p{1,2})? X{1,2} J?)"
        " (?! [X K G E F B R C L O Q ( -] | (?:, [C L O])* ,? and [C L O] [. , ; n])",
        "Brivnal Oskarup narrated the film.",
        "The line links Cairo, Brivnal Oskarup and Luxor.",
    ),
    Rule(
        "person.appointed",
        "two unknown capitals, whose appointment or election it is",
        "(?<=@naming of) (?<name>X (?:p{1,2})? X{1,2} J?) (?= (?:of the? C)? (?:as|to be))",
        "The appointment of Brivnal Oskarup as dean was welcomed.",
        "The appointment of Brivnal Oskarup was welcomed.",
        words=frozenset(GROUPS["naming"].split()),
    ),
    Rule(
        "person.aged",
        "a surname followed by an age",
        f"{_FREE} (?<name>[X G]) (?=, # ,)",
        "Trevannick, 61, taught Latin.",
        "Trevannick, 1,461 miles away, slept.",
    ),
    Rule(
        "person.relative",
        "a surname of somebody who has relatives, a widow, a reign",
        f"{_FREE} (?<name>(?:(?<=@kin of)|(?<=@fate of)) X (?! [X K G E F B Q R C L S -])"
        " | X (?= S (?:x|m)? @kin) | (?<=(?:his|her) @kin) [X G L] (?! [X K G F B S]))",
        "After the assassination of Hroldan the war began.",
        "After the fall of Hroldan the war began.",
    ),
    Rule(
        "person.acts",
        "an unknown name of two words or more that says, meets, receives",
        f"(?<![X K G E F B A C O L]) {_NOT_A_PLACE}"
        " (?<name>X (?:I | p{1,2})? [X] X? J?) (?= (?:also|who|and)? "
        "(?:@say|@met|@spoke|@visited|@held|@received|@appoint|@serve|S))",
        "A reply of Brivnal Oskarup said so.",
        "A reply from Brivnal Oskarup said so.",
    ),
    Rule(
        "person.honoured",
        "the honorifics before a name belong to its mention",
        "(?:the (?=H))? H{1,5} P",
        "A letter from His Excellency Dr. Karim Osmane came.",
        "A letter from Karim Osmane came.",
    ),
    Rule(
        "person.lettered",
        "the letters behind a name belong to its mention",
        "P [X K Z F m E R J]{1,4}",
        "Minister Anna Berg MP met Jon Lind.",
        "Anna Berg, MP, met Jon Lind.",
        words=LETTERS,
    ),
)
