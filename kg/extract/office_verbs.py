"""Rules for verbs that say who holds, takes and leaves an office."""

from __future__ import annotations

from typing import Final

from kg.extract.rules import Rule

# The subject of a verb is looked for to its left (``office_subjects``), where a pattern names none.
_GAP: Final = "[^.nP;:()ZTq]"  # words between a verb and a title, judged in ``office_clauses``
_WHEN: Final = "(?: D | [-] # | (?:and|to|until|from|-|,)? Y | \\( Y (?: [-] [Y #])? \\) ){0,4}"
_LINK: Final = "[^.nP;:()ZTq is was were became]"  # between two titles that one verb says
_TITLES: Final = (
    "(?: [Z P] S (?=Z))? "  # "was the president's adviser"
    f"(?<titles>Z (?: {_WHEN} (?: ,? (?:and|&|as well as) | , | - (?! the)) {_LINK}{{0,9}}? Z)"
    "{0,4})"
)
_DET: Final = (
    "(?<det>[^.nP;:()ZTq,ACOLXG who which that to become became is was are were be been being "
    "has have had with]"
    "{0,8}?)"
)
_POST: Final = "(?:office|post|position|title|role|job|portfolio|seat|rank|function) of"
_FROM: Final = f"(?:as|from (?:the|his|her) (?:{_POST}|(?:post|position|role|job|duties) as))"

# "retired banker" before a name; not "named after Berg"
_DESCRIBED: Final = "[^.nPZ;:,()q after for to with by in at on of as from against and not]{1,2}"

# "(EPP, FI)" behind a name
_BRACKET: Final = "(?: \\( [O X G C] [^()nPZ]{0,6}? \\) )?"

RULES: tuple[Rule, ...] = (
    Rule(
        "office.succeeding",
        "appointed, elected the title, succeeding or replacing the name, who held it",
        "(?<verb>(?:@induct|@name|@naming|became|(?:took|takes|assumed|assumes) office)) "
        "[^.nZ;]{0,8}? (?<titles>Z) [^.nP;Z]{0,16}? ,? "
        "(?:succeeding|replacing|(?:taking|takes|took) over from|in succession to) "
        "(?<who>P) (?! S)",
        "Anna Berg was elected prime minister on Monday, succeeding Ivo Maric.",
        "Anna Berg met the prime minister on Monday, succeeding where Ivo Maric had failed.",
        keeps_words=True,
    ),
    Rule(
        "office.over-from",
        "took over as the title from the name, who held it",
        f"(?<verb>(?:took|takes|taking|take)) over {_GAP}{{0,6}}? as {_DET} (?<titles>Z) "
        "(?: (?:on|in)? D)? ,? from (?<who>P) (?! S)",
        "Anna Berg took over as chair of the Council of Europe from Ivo Maric.",
        "Anna Berg took over as chair of the Council of Europe, from where Ivo Maric had come.",
        keeps_words=True,
    ),
    Rule(
        "office.is",
        "the name, a verb of being, the title",
        f"(?<verb>(?:is|was|became|become|becomes|remains|remained|been|be)) {_DET} (?<party>O)? "
        f"{_TITLES}",
        "Ivo Maric is the President of Croatia.",
        "Ivo Maric was asked by the President of Croatia.",
    ),
    Rule(
        "office.in-a-life",
        "is a politician and the title",
        "(?<verb>(?:is|was)) (?:a|an|the) (?<life>[^.nP;]{1,24}?) (?:,|and) "
        "(?<det>(?:the|a|an|later|"
        f"also|then|currently|now|current|incumbent|#)*) {_TITLES}",
        "Anna Berg was a Norwegian economist and Minister of Finance.",
        "Anna Berg was a Norwegian economist and a friend of the Minister of Finance.",
    ),
    Rule(
        "office.served-as",
        "the name, served as, the title",
        f"(?<verb>(?:served|serves|serve|serving|worked|works|acted|acts|act|"
        f"functions|functioned|function|sat|led|ruled|reigned|joined|joins|rejoined)) "
        f"[^.nP;Z,q his her]{{0,12}}? (?:in P S x)? as {_DET} "
        f"{_TITLES}",
        "Ivo Maric served as President of Croatia.",
        "Ivo Maric served with the President of Croatia.",
    ),
    Rule(
        "office.took-office",
        "the name, took office or took over as, held the office of, the title",
        f"(?<verb>(?:(?:took|takes|take|taking|assumed|assumes|assume|assuming|"
        f"entered|returned) (?:up|to)? (?:office|over|power|charge|(?:on|in)? D|again|x)* as "
        f"| (?:held|holds|hold|"
        f"holding|took|takes|take|assumed|assumes|assume|assuming|occupies|resumed|"
        f"accepted) (?:over|up)? the? (?:x|m)? {_POST} )) {_DET} {_TITLES}",
        "Ivo Maric held the office of President of Croatia.",
        "Ivo Maric held talks with the President of Croatia.",
    ),
    Rule(
        "office.oath",
        "the name, took the oath as the title",
        f"(?<verb>(?:took|takes|take|taking|swore|swears)) (?:the|an|his|her) oath (?:of office)? "
        f"(?:(?:on|in)? D)? as {_DET} {_TITLES}",
        "Ivo Maric took the oath of office as President of Croatia.",
        "Ivo Maric took the oath of the President of Croatia.",
    ),
    Rule(
        "office.presidency",
        "the name, assumed the presidency or premiership of a country or body",
        "(?<verb>(?:assumed|assumes|assume|held|holds|took|takes|resigned|left)) (?:over|up)? the "
        "(?<office>(?:presidency|premiership|chancellorship|chairmanship|governorship|mayoralty)) "
        "of the? (?<of>[C O L])",
        "Ivo Maric assumed the presidency of Croatia.",
        "Ivo Maric assumed the debts of Croatia.",
    ),
    Rule(
        "office.duties-as",
        "the name, took up duties, began or won a term as, the title",
        f"(?<verb>(?:took|takes|take|taking|assumed|assumes|assume|assuming|began|begins|begin|"
        f"started|starts|won|wins|secured)) (?:up|over|on)? (?:his|her|the|a|an)? "
        f"(?:x|m|of){{0,3}} "
        f"(?:duties|duty|post|role|job|position|functions|work|term|tenure|mandate|election|"
        f"re-election|reelection) (?:(?:on|in)? D)? as {_DET} {_TITLES}",
        "Anna Berg took up her duties as Mayor of Florence.",
        "Anna Berg took on the duties of the Mayor of Florence.",
    ),
    Rule(
        "office.left-post",
        "the name, left the post, ended the term as, the title",
        f"(?<verb>(?:left|leaves|leave|ended|ends|completed|completes|lost|loses|vacated|vacates|"
        f"finished|concluded)) (?:his|her) (?:x|m){{0,2}} (?:duties|post|role|job|position|term|"
        f"tenure|mandate|seat) (?:(?:on|in)? D)? as {_DET} {_TITLES}",
        "Anna Berg left her post as Mayor of Florence.",
        "Anna Berg left her coat at the house of the Mayor of Florence.",
    ),
    Rule(
        "office.given",
        "the name, was given the post of, the title",
        f"(?<verb>(?:given|handed|assigned|elevated|promoted)) (?:to)? the? (?:x|m)? {_POST} "
        f"{_DET} {_TITLES}",
        "Anna Berg was given the post of Minister of Health.",
        "Anna Berg was given the book of the Minister of Health.",
    ),
    Rule(
        "office.time-as",
        "during the time or tenure of the name as the title",
        f"(?:during|in|throughout) (?<verb>(?:his|her)) (?:x|m){{0,2}} (?:time|tenure|stint|spell|"
        f"days|years) as {_DET} {_TITLES} (?: {_GAP}{{0,14}}? , (?<who>P) (?! S))?",
        "During her time as Mayor of Florence, Anna Berg wrote.",
        "During her time as a guest of the Mayor of Florence, Anna Berg wrote.",
    ),
    Rule(
        "office.chosen-to-lead",
        "the name, was chosen to lead, an organisation",
        "(?<verb>(?:appointed|chosen|elected|named|picked|selected|tapped)) to "
        "(?<head>(?:run|m|R|Z)) the? (?<of>O) (?= [, . ; n ) ( - D]"
        "|and|since|from|until|for|in|after|by)",
        "Anna Berg was chosen to lead the Council of Europe.",
        "Anna Berg was chosen to tell the Council of Europe.",
        keeps_words=True,
    ),
    Rule(
        "office.appoints-to-lead",
        "somebody appoints the name to lead an organisation",
        "(?<verb>@name) (?:Z|@profession|x)? (?<who>P) (?: , [^.nP;Z]{1,8}? ,)? "
        "to (?<head>(?:run|m|R|Z)) the? (?<of>O) "
        "(?= [, . ; n ) ( - D]|and|since|from|until|for|in|after|by)",
        "The King appointed Anna Berg to lead the Council of Europe.",
        "The King asked Anna Berg to lead the Council of Europe.",
        keeps_words=True,
    ),
    Rule(
        "office.posts-held",
        "the name, held posts including the titles",
        f"(?<verb>(?:held|holds)) [^.nP;Z,]{{0,5}}? (?:positions|posts|offices|roles|portfolios) "
        f",? (?:including|such as|among them|as) (?<det>(?:those of|that of|the)?) {_TITLES}",
        "Anna Berg has held several posts, including Minister of Health and Minister of Justice.",
        "Anna Berg has held several talks, including with the Minister of Justice.",
    ),
    Rule(
        "office.first-to",
        "the name, was the first to hold or to be the title",
        f"(?<verb>(?:is|was|became)) (?:the|a) (?:m|x|A|K){{1,5}} (?:ever)? to "
        f"(?:hold the {_POST}|have? (?:serve|served) as|become|be (?:elected|appointed)? as?) "
        f"{_DET} "
        f"{_TITLES}",
        "Anna Berg was the first woman to hold the office of President of Malta.",
        "Anna Berg was the first woman to meet the President of Malta.",
    ),
    Rule(
        "office.appointed",
        "the name, a verb of appointment, the title",
        f"(?<verb>(?:@induct|inducted|unveiled|ordained|consecrated)) (?: (?:into|to) office)? "
        f"(?: by [^.n;,]{{1,8}}? (?=(?:as|to)))? "
        f"(?: (?:as|to (?:be|become|serve as)|to the? {_POST}))? {_DET} {_TITLES}",
        "Anna Berg was appointed Foreign Minister of Norway.",
        "Anna Berg appointed the Foreign Minister of Norway.",
    ),
    Rule(
        "office.appoints",
        "somebody appoints the name as the title",
        f"(?<verb>(?:@name|announced|announces|unveiled|confirms|presented|tapped|taps|"
        f"picks)) (?:both|Z|{_DESCRIBED})? (?<who>P) {_BRACKET} (?: of the? C)? "
        f"(?: , [^.nP;Z]{{1,12}}? ,)? (?:as|to (?:be|become|serve as)|for|to the? {_POST})? {_DET} "
        f"{_TITLES}",
        "The King appointed Anna Berg as Minister of Justice.",
        "The King asked Anna Berg as well as the Minister of Justice.",
    ),
    Rule(
        "office.appoints-too",
        "and, after one that is appointed, another as the title",
        f"(?:,|and|;) (?<who>P) {_BRACKET} (?: , [^.nP;Z,]{{1,10}} ,)? "
        f"(?<verb>(?:as|to be)) {_DET} {_TITLES}",
        "The King appointed Anna Berg as Minister of Justice and Ivo Maric as Minister of Health.",
        "The King saw Anna Berg as a friend and Ivo Maric as the Minister of Health.",
    ),
    Rule(
        "office.too",
        "and, after one whose office a verb tells, another with the title alone",
        "(?<=N) (?:,|and|, and|;) (?<who>P) (?<titles>Z) (?= [, . ; n] | and | $)",
        "Anna Berg becomes minister of health and Ivo Maric minister of justice.",
        "Anna Berg met the minister of health and told Ivo Maric minister of justice jokes.",
    ),
    Rule(
        "office.appointment-of",
        "the appointment of the name as the title",
        f"(?<verb>@naming) of (?<who>P) (?: of the? C)? (?: , [^.nP;Z]{{1,12}}? ,)? "
        f"(?:as|to be|to) {_DET} "
        f"{_TITLES}",
        "The appointment of Anna Berg as Minister of Justice was welcomed.",
        "The portrait of Anna Berg as Minister of Justice was welcomed.",
    ),
    Rule(
        "office.own-appointment",
        "his appointment, her election as the title",
        f"(?:his|her) (?:x|m|own){{0,2}} (?<verb>@naming) (?:as|to the? {_POST}|to be) {_DET} "
        f"{_TITLES}",
        "Anna Berg led the union until her election as President of Malta.",
        "Anna Berg led the union until the election of the President of Malta.",
    ),
    Rule(
        "office.appointment-whose",
        "the name's appointment as the title",
        f"(?<who>P) (?: S | ,? whose) (?:x|m){{0,2}} (?<verb>@naming) "
        f"(?:as|to the? {_POST}|to be) {_DET} {_TITLES}",
        "Anna Berg's appointment as Minister of Justice was welcomed.",
        "Anna Berg's portrait as Minister of Justice was welcomed.",
    ),
    Rule(
        "office.succeeded",
        "A succeeded B as the title",
        f"(?<verb>(?:succeeded|succeeds|succeed|replaced|replaces|replace|followed|follows|follow|"
        f"(?:took|takes|take|taking) over from)) (?<prior>P) (?: , [^.nPZ;]{{1,10}} ,)? "
        f"(?:(?:on|in)? D|x)? as "
        f"{_DET} {_TITLES}",
        "Anna Berg succeeded Ivo Maric as Prime Minister of Norway.",
        "Anna Berg could succeed Ivo Maric as Prime Minister of Norway.",
    ),
    Rule(
        "office.succeeded-by",
        "A was succeeded as the title by B",
        f"(?<verb>(?:succeeded|replaced|followed)) as {_DET} (?<titles>Z) "
        f"{_GAP}{{0,4}}? by (?<next>P)",
        "Anna Berg was succeeded as Prime Minister of Norway by Ivo Maric.",
        "Anna Berg was seen as Prime Minister of Norway by Ivo Maric.",
    ),
    Rule(
        "office.replaced-by",
        "A was replaced by B as the title",
        f"(?<verb>(?:succeeded|replaced|followed)) D? by (?<next>P) (?: , [^.nPZ;]{{1,10}} ,)? "
        f"D? as "
        f"{_DET} (?<titles>Z)",
        "Anna Berg was replaced by Ivo Maric as Prime Minister of Norway.",
        "Anna Berg was seen by Ivo Maric as Prime Minister of Norway.",
    ),
    Rule(
        "office.left",
        "the name, resigned or was dismissed as the title",
        f"(?<verb>(?:resigned|resigns|resign|retired|retires|dismissed|sacked|fired|"
        f"removed|ousted|deposed|relieved|stripped|quit|quits|(?:stepped|steps|step|stepping|stood|stands|"
        f"stand|standing) (?:down|aside)|resigning|retiring|(?:leaves|left|leave) office)) "
        f"(?:(?:on|in)? D|x)? "
        f"(?:as|(?:from|of) (?:the|his|her) (?:{_POST}|(?:post|position|role|job|duties) as)) "
        f"{_DET} {_TITLES}",
        "Ivo Maric resigned as President of Croatia.",
        "Ivo Maric resigned himself to the President of Croatia.",
    ),
    Rule(
        "office.dismissed",
        "somebody dismissed the name as the title",
        f"(?<verb>(?:dismissed|sacked|fired|removed|ousted)) (?<who>P) (?:as|from (?:the|his|her) "
        f"(?:{_POST}|(?:post|position|role|job) as)) {_DET} {_TITLES}",
        "The King dismissed Anna Berg as Minister of Justice.",
        "The King dismissed Anna Berg as a liar.",
    ),
    Rule(
        "office.no-longer",
        "the name, is no longer, the title",
        f"(?<verb>(?:is|was)) no longer {_DET} {_TITLES}",
        "Ivo Maric is no longer President of Croatia.",
        "Ivo Maric no longer meets the President of Croatia.",
    ),
    Rule(
        "office.title-is",
        "the title, a verb of being, the name",
        "(?:the #?|whose|its)? (?<titles>Z) (?:of the country)? "
        "(?<verb>(?:is|remains|at the time was|then was)) (?:still|now|currently)? "
        "(?<who>P) (?! S)",
        "The president is Ivo Maric of the Farmers Party.",
        "The president is what Ivo Maric wants to become.",
    ),
    Rule(
        "office.as-title",
        "as the title, the name",
        "(?<! [^ . n q]) as (?:the)? (?<titles>Z) , (?<who>P) (?! S)",
        "As president of the Rhine Commission, Anna Berg signed.",
        "As presidents of the Rhine Commission, they met Anna Berg.",
    ),
    Rule(
        "office.after-serving",
        "after serving as the title, the name",
        f"(?<verb>(?:after|before|while|since|following)) (?:serving|working|sitting|being) "
        f"(?:in)? as "
        f"{_DET} {_TITLES} {_GAP}{{0,14}}? , (?<who>P)",
        "After serving as Mayor of Florence, Anna Berg was elected.",
        "After serving coffee to the Mayor of Florence, Anna Berg was elected.",
    ),
    Rule(
        "office.capacity",
        "the name, in the capacity or position of the title",
        f"(?<who>P) {_GAP}{{0,20}}? in (?:his|her|the) (?<aux>(?:x|m){{0,2}}) "
        f"(?:capacity|role|position|"
        f"post|function) (?:as|of) {_DET} {_TITLES}",
        "Ivo Maric spoke in his capacity as Mayor of Florence.",
        "Ivo Maric spoke in the room of the Mayor of Florence.",
    ),
    Rule(
        "office.succeeds",
        "who was just said to hold or take an office succeeds the name, who held it",
        "(?<verb>(?:succeeded|succeeds|succeed|replaced|replaces|replace|"
        "(?:took|takes|take) over from)) (?<prior>P) (?= (?:of the? C)? (?: [. ; n] "
        "| , (?:who|whose|to) | who | (?:on|in)? D [. n] | $))",
        "Anna Berg was elected Prime Minister of Norway. She succeeds Ivo Maric.",
        "Anna Berg came from Norway. She succeeds Ivo Maric.",
        keeps_words=True,
    ),
    Rule(
        "office.succeeded-by-name",
        "who was just said to hold or to have held an office was succeeded by the name",
        "(?<verb>(?:succeeded|replaced)) (?:(?:on|in)? D)? by (?<next>P) (?= (?:of the? C)? "
        "(?: [. ; n] | , who | who | (?:on|in)? D [. n] | $))",
        "Anna Berg was Prime Minister of Norway until 1990. She was succeeded by Ivo Maric.",
        "Anna Berg came from Norway. She was succeeded by Ivo Maric.",
        keeps_words=True,
    ),
    Rule(
        "office.helm",
        "the name, at the helm of an organisation",
        "(?<verb>(?:is|was|been|remains|remained|be|stays|stayed|took|takes|take|taken|assumed|"
        "assumes)) (?:over|up|now|still|currently|also)? at? the (?:helm|reins) (?:of|at) the? "
        "(?<of>O)",
        "Anna Berg has been at the helm of the Council of Europe since 2019.",
        "Anna Berg was at the helm of a yacht of the Council of Europe.",
        keeps_words=True,
    ),
    Rule(
        "office.led-by",
        "an organisation, headed, led or chaired by the name",
        "(?<of>O) ,? (?<aux>(?:which|is|was|has|been|now|currently|will|be|then|formerly){0,4}) "
        "(?<verb>(?:headed|led|chaired)) by (?:the|its)? (?<who>P) (?! S)",
        "The Council of Europe, headed by Anna Berg, met.",
        "The meeting of the Council of Europe was headed by Anna Berg.",
        keeps_words=True,
    ),
    Rule(
        "office.stays-as",
        "the name, stays on, continues or remains as, the title",
        f"(?<verb>(?:stays|stayed|stay|staying|continues|continued|continue|remains|remained|"
        f"remain)) on? as {_DET} {_TITLES}",
        "Anna Berg stays on as chair of the Council of Europe.",
        "Anna Berg stays with the chair of the Council of Europe.",
    ),
    Rule(
        "office.heads-small",
        "the name heads a body told in small letters, or behind what kind of body it is",
        "(?<verb>(?:headed|led|leads|chaired|Z)) (?=(?: (?:the|its|a) | C S)? [x m K A])",
        "Anna Berg has headed the electoral commission since 2019.",
        "Anna Berg has left the electoral commission.",
    ),
    Rule(
        "office.heads",
        "the name heads an organisation",
        "(?<verb>(?:headed|led|leads|chaired|Z)) the? (?<of>O) (?= [, . ; n ) ( - D]"
        "|and|since|from|until|for|in)",
        "Anna Berg has headed the Council of Europe since 2019.",
        "Anna Berg has left the Council of Europe.",
    ),
)
