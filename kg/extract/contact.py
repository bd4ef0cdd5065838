"""The words of contact: verbs and nouns that meetings, calls and visits are told with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.model import MeetingKind

# Codes of verb groups and events in a clause (see ``clauses``); written like words in rules.
MET, SPOKE, PHONED, RECEIVED = "v-met", "v-spoke", "v-phoned", "v-received"
HELD, ATTENDED, VISITED, WENT, PAID, OFF = (
    "v-held",
    "v-attended",
    "v-visited",
    "v-went",
    "v-paid",
    "v-off",
)
PRESENTED, SIGNED = "v-presented", "v-signed"
EVENT, VISIT = "e-talk", "e-visit"


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a verb: "met" is past, "meeting" a gerund."""

    code: str
    tense: str  # base, third, past, gerund
    needs: str = ""  # the word that has to follow


# base, third person, past, participle of the present; verbs that share a code do the same work
_VERBS: Final = {
    MET: "meet meets met meeting; confer confers conferred conferring; sit sits sat sitting; "
    "huddle huddles huddled huddling; gather gathers gathered gathering; "
    "encounter encounters encountered encountering; dine dines dined dining",
    SPOKE: "speak speaks spoke speaking; speak speaks spoken speaking; talk talks talked talking; "
    "converse converses conversed conversing; consult consults consulted consulting",
    PHONED: "call calls called calling; phone phones phoned phoning; ring rings rang ringing; "
    "telephone telephones telephoned telephoning",
    RECEIVED: "receive receives received receiving; host hosts hosted hosting; "
    "co-host co-hosts co-hosted co-hosting; welcome welcomes "
    "welcomed welcoming; greet greets greeted greeting; "
    "entertain entertains entertained entertaining",
    HELD: "hold holds held holding; have has had having; give gives gave giving; "
    "give gives given giving; conduct conducts conducted conducting; "
    "convene convenes convened convening; "
    "chair chairs chaired chairing; co-chair co-chairs co-chaired co-chairing; "
    "lead leads led leading; open opens opened opening; begin begins began beginning; "
    "begin begins begun beginning; "
    "start starts started starting; conclude concludes concluded concluding; "
    "finish finishes finished finishing; preside presides presided presiding; "
    "grant grants granted granting; kick kicks kicked kicking; "
    "continue continues continued continuing; resume resumes resumed resuming",
    ATTENDED: "attend attends attended attending; participate participates participated "
    "participating; join joins joined joining; address addresses addressed addressing; "
    "take takes took taking; take takes taken taking",
    VISITED: "visit visits visited visiting; tour tours toured touring",
    WENT: "arrive arrives arrived arriving; travel travels travelled travelling; "
    "travel travels traveled traveling; fly flies flew flying; fly flies flown flying; "
    "go goes went going; go goes gone going; touch touches touched touching; "
    "land lands landed landing; depart departs departed departing; leave leaves left leaving; "
    "head heads headed heading; come comes came coming; "
    "proceed proceeds proceeded proceeding",
    PAID: "pay pays paid paying; make makes made making; undertake undertakes undertook "
    "undertaking; complete completes completed completing; wrap wraps wrapped wrapping; "
    "embark embarks embarked embarking; end ends ended ending",
    OFF: "cancel cancels cancelled cancelling; cancel cancels canceled canceling; "
    "postpone postpones postponed postponing; put puts put putting; delay delays delayed "
    "delaying; scrap scraps scrapped scrapping",
    PRESENTED: "present presents presented presenting; submit submits submitted submitting; "
    "hand hands handed handing; accept accepts accepted accepting",
    SIGNED: "sign signs signed signing; initial initials initialled initialling",
}
# Words without which nobody presents, hands over or accepts anything at a ceremony.
PAPERS: Final = frozenset("credentials credence accreditation appointment recall".split())
# What two parties sign when they are together; a law or a letter takes one.
TREATIES: Final = frozenset(
    "treaty treaties agreement agreements accord accords pact protocol protocols memorandum "
    "memoranda declaration communiqué communique convention armistice ceasefire truce deal "
    "documents "
    "Treaty Agreement Agreements Accord Accords Pact Protocol Memorandum Memoranda Declaration "
    "Armistice MoU MoUs MOU MOUs".split()
)
_TENSES: Final = ("base", "third", "past", "gerund")

# Nouns of contact with the kind of event.
_NOUNS: Final = {
    MeetingKind.MEETING: "meeting meetings tête-à-tête encounter encounters audience luncheon "
    "lunch dinner breakfast reception get-together sit-down trilateral pull-aside "
    "banquet iftar supper",
    MeetingKind.TALKS: "talks negotiations consultations consultation discussions conversation "
    "conversations dialogue",
    MeetingKind.CALL: "call calls videoconference teleconference",
    MeetingKind.PRESS_CONFERENCE: "briefing availability",
    MeetingKind.MULTILATERAL: "conference conferences forum session sessions",
    MeetingKind.SUMMIT: "summit summits",
    MeetingKind.CEREMONY: "ceremony ceremonies inauguration swearing-in wreath-laying unveiling",
    MeetingKind.VISIT: "visit visits trip trips tour",
}
PLURAL: Final = frozenset(
    "meetings talks negotiations consultations discussions conversations calls conferences "
    "sessions summits ceremonies visits trips encounters".split()
)


NO_NAMES: Final = (
    "meet meets met meeting meetings spoke speaks talks negotiations consultations discussions "
    "conversation conversations call calls summit summits conference conferences briefing "
    "availability ceremony ceremonies visit visits visited visiting trip trips tour held holds "
    "hold receives received receive hosts hosted welcomes welcomed attends attended arrives arrived"
)
# Words without which a verb is none of contact: "sat down", "took part", "put off".
NEEDS: Final = {
    "sit": "down",
    "take": "part",
    "put": "off",
    "wrap": "up",
    "preside": "over",
    "kick": "off",
    "touch": "down",
}


def _forms() -> dict[str, Form]:
    table: dict[str, Form] = {}
    for code, verbs in _VERBS.items():
        for verb in verbs.split(";"):
            for form, tense in zip(verb.split(), _TENSES, strict=True):
                table[form] = Form(code, tense, NEEDS.get(verb.split()[0], ""))
    return table


FORMS: Final = _forms()
NOUNS: Final = {noun: kind for kind, table in _NOUNS.items() for noun in table.split()}


# Nouns for those who act for a state or an organisation.
DELEGATES: Final = frozenset(
    "officials negotiators diplomats representatives delegations delegation delegates envoys "
    "authorities mediators members lawmakers senators leaders".split()
)
DETERMINERS: Final = frozenset(
    "a an the his her their its this that these those our my another".split()
)
CHAIRED: Final = frozenset(("chaired", "co-chaired", "opened"))  # an event is, by somebody
BEFORE_NOUNS: Final = DETERMINERS | {"by", "via", "over"}
MODIFIERS: Final = frozenset(
    "official state working private bilateral trilateral tripartite quadrilateral multilateral "
    "joint brief short long lengthy informal formal regular annual biannual ministerial historic "
    "rare first second third fourth fifth final last latest previous recent earlier upcoming "
    "forthcoming next planned scheduled possible potential proposed expected separate virtual "
    "online video telephone phone conference closed-door closed restricted narrow expanded "
    "extended emergency urgent extraordinary special courtesy farewell introductory inaugural "
    "opening closing plenary press news media weekly daily monthly several many series round few "
    "two three four subsequent follow-up successful productive constructive fruitful good warm "
    "cordial important key crucial landmark breakfast lunch dinner side sideline direct indirect "
    "secret unannounced surprise whirlwind nuclear peace trade budget security ceasefire political "
    "technical military economic climate energy leaders’ leaders ministers summit personal "
    "candid frank substantive intensive in-depth additional further other new interstate "
    "inter-governmental intergovernmental wreath-laying signing opening awards award welcoming "
    "welcome commemorative commemoration swearing-in inauguration oath-taking groundbreaking "
    "telephonic reconciliation handover unveiling prize memorial flag-raising accession gala "
    "friendly back-to-back any no future coming three-way two-way day-long week-long day".split()
)
_COMPOUND: Final = (
    "-day", "-way", "-level", "-person", "-hour", "-party", "-nation", "-minute", "-week", "-side",
    "-on-one", "-to-face", "-country", "-term", "-à-tête",
)  # fmt: skip


def is_modifier(word: str) -> bool:
    """Whether a word, in small letters, can stand before a noun of contact."""
    return word in MODIFIERS or ("-" in word and word.endswith(_COMPOUND))


# Words that tell of an event without naming it: "also present were".
_PRESENCE: Final = (
    "present accompanying accompanied represented participants attendees host delegation farewell "
    "expected due".split()
)


def _triggers() -> frozenset[str]:
    small = [*FORMS, *NOUNS, *DELEGATES, *_PRESENCE]
    return frozenset(form for word in small for form in (word, word.capitalize(), word.upper()))


TRIGGERS: Final = _triggers()
# Forms that tell of contact only beside one of ``PAPERS`` or ``TREATIES``.
WEAK: Final = frozenset(f for f in FORMS if FORMS[f].code in (PRESENTED, SIGNED)) - {"present"}
