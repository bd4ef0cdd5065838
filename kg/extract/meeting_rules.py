"""The rules that read meetings, calls and summits.

They are matched against clauses (see ``clauses``), in which ``v-met`` is a verb group ("was
expected to meet") that knows its subject and its status, and ``e-talk`` an event ("a joint news
conference") that may know its owner.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.extract.rules import Rule
from kg.model import MeetingKind, ParticipantRole

_ATTENDEE, _HOST, _VISITOR = (
    ParticipantRole.ATTENDEE,
    ParticipantRole.HOST,
    ParticipantRole.VISITOR,
)


@dataclass(frozen=True)
class MeetingRule(Rule):
    """A rule whose arguments are participants: the verb's subject, then ``a`` and ``b``."""

    kind: MeetingKind | None = None  # None: the noun says it, else a meeting
    roles: tuple[ParticipantRole, ParticipantRole] = (_ATTENDEE, _ATTENDEE)  # subject; others
    alone: bool = False  # one participant is enough
    joins: bool = False  # more about the event told just before


# Time, place and manner between a verb and its object.
HOW: Final = (
    "(?:[D x L C O A , - # K]|\\( [# D] \\)|in|at|on|the|for|over|by|here|there|their|his|her|a|of"
    "|today|again|also|earlier|this|via|separately|planned|scheduled|set|held|two|three|four|an|half"
    "|(?:on|at|during) (?:the x of)? e-talk|on the x of the? F?){0,10}?"
)
# "his Croatian counterpart, Ivo Maric", "the visiting Ivo Maric"
GUEST: Final = (
    "(?:(?:his|her|their|its|the|a|an) "
    "(?:[A m x K F counterpart] | [C O] S | from C){0,5}? "
    "(?:(?:of|for) the? [C O L K])? ,? (?:the)?|K and|[C O] S [A m K]{0,2}"
    "|[x K F X]{1,3}"
    "|(?:the)? (?:x|#|two|three|four)? (?:[A C O] (?:and [A C O])?)? Z "
    "(?: (?:,|and|, and) C){0,6} "
    "(?: of the? [A X K C x]{1,2} (?:x|states))? ,? (?= T [, . n in at])"
    "|the? Z (?: [m F X K E B]{1,3} | (?:of|for|at) [^.nTUPZ,:;]{1,8}) , "
    "(?= T [, . ; D n in at on to over]))?"
)
_PAPER: Final = (
    "(?:credentials|(?:letter|letters) of (?:credence|accreditation|appointment|recall)"
    "|credence|accreditation)"
)
_ABOUT: Final = "[^.nTU:; e-talk by to]{0,14}?"
_TOLD: Final = (
    "(?:also)? (?:told|thanked|asked|warned|urged|congratulated|assured|informed|briefed|reminded"
    "|reassured|wished)"
)
_WITH: Final = f"{HOW} with"
_END: Final = (
    "(?= [. , ; D n \\) q] | in | at | on | for | to | and | over | about | as | after | during "
    "| $)"
)

RULES: tuple[MeetingRule, ...] = (
    MeetingRule(
        "meeting.met-with",
        "A met (with) B",
        f"(?<verb>v-met) (?:{_WITH} | (?:(?:on|,)? D ,?)? (?:in L)?) {GUEST} (?<b>T) (?! S)",
        "Anna Berg met with Prime Minister Ivo Maric in Oslo.",
        "Anna Berg met the expectations of Prime Minister Ivo Maric.",
    ),
    MeetingRule(
        "meeting.met-second",
        "A met B on one day and C on another",
        f"(?<verb>v-met) with? {GUEST} T {HOW} (?:,|and|, and) (?:then|later|separately)? with? "
        f"{GUEST} (?<b>T) "
        f"(?: on? (?<date>D) | (?= (?:in|at)? [L C] | [. ; n]))",
        "Anna Berg met Ivo Maric on Monday and Jon Lind on Tuesday.",
        "Anna Berg met Ivo Maric on Monday and Jon Lind left.",
    ),
    MeetingRule(
        "meeting.met-body",
        "A met with a state or an organisation",
        f"(?<verb>v-met) {_WITH} the? (?<b>[C O]) {_END}",
        "Anna Berg met with the European Commission on Monday.",
        "Anna Berg met with European criticism on Monday.",
    ),
    MeetingRule(
        "meeting.whom-met",
        "B, whom A met",
        "(?<b>T) ,? (?:with)? whom T (?<verb>v-met)",
        "Ivo Maric, whom Anna Berg met in Oslo, returned.",
        "Ivo Maric, whom Anna Berg praised in Oslo, returned.",
    ),
    MeetingRule(
        "meeting.they-met",
        "A and B met",
        f"(?<verb>v-met) (?! {_WITH} {GUEST} T) (?= x{{0,2}} (?:[. , ; D n \\) q] | in | at | "
        "on | for | to | again | over | during | after | before | here | and | via | by | within "
        "| later | next | ahead | amid | $))",
        "Anna Berg and Ivo Maric met in Oslo.",
        "Anna Berg met in Oslo.",
    ),
    MeetingRule(
        "meeting.spoke-with",
        "A spoke (by telephone) with B",
        f"(?<verb>v-spoke) (?<how>{HOW}) (?:with|to) {GUEST} (?<b>T) (?! S)",
        "President Anna Berg spoke today with Prime Minister Ivo Maric of Croatia.",
        "President Anna Berg spoke to reporters about Ivo Maric.",
        kind=MeetingKind.CALL,
    ),
    MeetingRule(
        "meeting.spoke-second",
        "A spoke with B and with C",
        f"(?<verb>v-spoke) {HOW} (?:with|to) {GUEST} T (?:of [C O])? ,? and ,? "
        f"(?:separately|then|later)? ,? (?:with|to) {GUEST} (?<b>T) "
        "(?= [, . ; n] | D | on D | of | to | about | today | $)",
        "Anna Berg spoke by telephone with Ivo Maric and with Jon Lind.",
        "Anna Berg spoke by telephone with Ivo Maric and wrote to Jon Lind.",
        kind=MeetingKind.CALL,
    ),
    MeetingRule(
        "meeting.told-in",
        "A told B in a phone call, during a meeting",
        f"(?: (?<a>T) {_TOLD} {GUEST} (?<b>T) (?:on? D)? (?:in|during) (?<noun>e-talk) "
        f"| (?<a4>T) (?:told|asked|assured|informed|reminded) {GUEST} (?<b4>T) (?:on? D)? at "
        "(?<noun4>e-talk) "
        f"| (?<a2>T) (?:on? D)? (?:in|during) (?<noun2>e-talk) (?:on? D)? {_TOLD} {GUEST} (?<b2>T)"
        f"| (?:in|during) (?<noun3>e-talk) [^.nTU:;]{{0,6}}? , (?<a3>T) {_TOLD} {GUEST} (?<b3>T)) "
        "(?! ,? with | S)",
        "President Anna Berg told President Ivo Maric in a phone call that aid would come.",
        "President Anna Berg told President Ivo Maric of a phone call with Jon Lind.",
    ),
    MeetingRule(
        "meeting.exchanged",
        "A had an exchange of views, exchanged views with B",
        f"(?<a>T) (?:@have|also|then|later)? (?:had an x of views|exchanged x? views) {HOW} with "
        f"{GUEST} (?<b>T) (?! S)",
        "Anna Berg had an exchange of views with Ivo Maric in Oslo.",
        "Anna Berg had an exchange of gifts for Ivo Maric in Oslo.",
    ),
    MeetingRule(
        "meeting.they-spoke",
        "A and B spoke by telephone",
        "(?<verb>v-spoke) (?<how> (?:x|D|again|earlier|also){0,2} "
        "(?:about|(?:by|on|over|via) (?:the|a)? "
        "x{0,3}))",
        "Anna Berg and Ivo Maric spoke by telephone on Monday.",
        "Anna Berg and Ivo Maric spoke on trade.",
        kind=MeetingKind.CALL,
    ),
    MeetingRule(
        "meeting.discussed-by-phone",
        "A and B discussed something by telephone",
        "(?<a>T) (?:also|then|today)? (?:discussed|agreed|exchanged) [x m K A]{0,4}? (?:by|over) "
        "(?:the)? "
        "(?<how>x)",
        "Anna Berg and Ivo Maric discussed by telephone the price of fish.",
        "Anna Berg and Ivo Maric discussed by lamplight the price of fish.",
        kind=MeetingKind.CALL,
    ),
    MeetingRule(
        "meeting.called",
        "A called B (on the telephone)",
        f"(?<verb>v-phoned) with? {GUEST} (?<b>T) (?= D | to | by | on | about | and x | ,? D)",
        "President Anna Berg called Prime Minister Ivo Maric today.",
        "President Anna Berg called Prime Minister Ivo Maric a friend.",
        kind=MeetingKind.CALL,
    ),
    MeetingRule(
        "meeting.called-on",
        "A called on, paid a call on B",
        f"(?: (?<verb>v-phoned) (?:on|upon) {GUEST} (?<b>T) "
        f"(?= [. ; D n] | , (?:D|who) | in | at | on | here | during | $)"
        f" | (?<verb2>v-paid) (?<noun>(?:e-talk|e-visit)) (?:on|upon|to) {GUEST} (?<b2>T) (?! S))",
        "Ambassador Ivo Maric called on Prime Minister Anna Berg on Monday.",
        "Ambassador Ivo Maric called on Prime Minister Anna Berg to resign.",
        kind=MeetingKind.MEETING,
    ),
    MeetingRule(
        "meeting.led-delegation",
        "A led a delegation to talks with B",
        "(?<verb>v-held) (?:a|an|the) [^.nTU:;]{0,8}? delegation [^.nTU:;]{0,14}? (?<noun>e-talk) "
        f"{HOW} with {GUEST} (?<b>T) (?! S)",
        "Anna Berg led a trade delegation to continue talks with Ivo Maric in Oslo.",
        "Anna Berg led a trade delegation at odds with Ivo Maric in Oslo.",
    ),
    MeetingRule(
        "meeting.held-talks",
        "A held talks, a meeting, a joint press conference (with B)",
        f"(?<verb>(?:v-held|v-paid)) (?: [x a the of # m over two three]{{0,6}}?) (?<noun>e-talk) "
        f"(?: (?:{_ABOUT} with | {HOW} (?:between|among)) {GUEST} (?<b>T) (?! S))?",
        "Anna Berg and Ivo Maric held a joint news conference in Oslo on Tuesday.",
        "Anna Berg held a different view from Ivo Maric.",
    ),
    MeetingRule(
        "meeting.held-second",
        "A held talks with B and with C",
        f"(?<verb>v-held) (?: [x a the of # m over]{{0,6}}?) (?<noun>e-talk) {HOW} with {GUEST} T "
        f"{HOW} (?:,|and|, and|as well as) (?:then|later|separately|also)? with {GUEST} (?<b>T) "
        "(?! S)",
        "Anna Berg held talks with Ivo Maric in Oslo and with Jon Lind.",
        "Anna Berg held talks with Ivo Maric in Oslo and agreed with Jon Lind.",
    ),
    MeetingRule(
        "meeting.held-with-body",
        "A held talks with a state or an organisation",
        f"(?<verb>v-held) (?<noun>e-talk) {HOW} with the? (?<b>[C O]) {_END}",
        "Armenia held consultations with the European Union in Brussels.",
        "Armenia held consultations with the European press in Brussels.",
    ),
    MeetingRule(
        "meeting.received",
        "A received, hosted B",
        "(?<verb>v-received) (?:in e-talk)? (?:(?:on|,)? D ,?)? "
        "(?:here|,? (?:at|in) [^.nTU:;,]{1,8} ,|(?:at|in) the? [x L X K B G C p]{1,4} "
        f"(?:in [L C X])?)? {GUEST} (?<b>T) (?! S)",
        "Anna Berg received Ivo Maric at the palace.",
        "Anna Berg received Ivo Maric's letter.",
        roles=(_HOST, _VISITOR),
    ),
    MeetingRule(
        "meeting.received-by",
        "A was received, welcomed, met by B",
        "(?: (?<verb>(?:v-received|v-met)) [^.nTU:;]{0,8}? by | (?<verb2>v-held) e-talk "
        f"(?:by|with)) {GUEST} (?<b>T) (?! S)",
        "Anna Berg was received by Ivo Maric in Zagreb.",
        "Anna Berg was replaced by Ivo Maric in Zagreb.",
        roles=(_VISITOR, _HOST),
    ),
    MeetingRule(
        "meeting.received-delegation",
        "A received a delegation led by B",
        "(?<verb>(?:v-received|v-met)) with? (?: (?:[x m K A - # O C T]|a|an|the|of|from|"
        "delegation){1,12}? | (?:a|an|the) [^.nTU:;]{0,6}? delegation [^.nTU:;]{1,12}? ) ,? "
        f"(?:led|headed|v-held|v-went) by {GUEST} (?<b>T) (?! S)",
        "Anna Berg received a delegation led by Ivo Maric.",
        "Anna Berg received a delegation that dislikes Ivo Maric.",
        roles=(_HOST, _VISITOR),
    ),
    MeetingRule(
        "meeting.received-call",
        "A received, took a call from B",
        f"(?<verb>(?:v-received|v-held|v-attended)) (?<noun>e-talk) from {GUEST} (?<b>T)",
        "President Anna Berg received a call from Prime Minister Ivo Maric.",
        "President Anna Berg received a letter from Prime Minister Ivo Maric.",
        kind=MeetingKind.CALL,
    ),
    MeetingRule(
        "meeting.presented-papers",
        "A presented his credentials, handed over a letter of appointment to B",
        f"(?<verb>v-presented) (?:over)? [^.nTU:;]{{0,6}}? {_PAPER} [^.nTU:;]{{0,6}}? to {GUEST} "
        "(?<b>T) (?! S)",
        "Ambassador Anna Berg presented her credentials to President Ivo Maric.",
        "Ambassador Anna Berg presented her work to President Ivo Maric.",
        kind=MeetingKind.CEREMONY,
    ),
    MeetingRule(
        "meeting.accepted-papers",
        "A received, accepted the credentials of B, a letter of appointment from B",
        f"(?<verb>(?:v-received|v-presented)) (?:[^.nTU:;]{{0,5}}? {_PAPER} "
        f"(?:of|from|presented by) {GUEST} (?<b>T)|{GUEST} (?<b2>T) S [A x m]{{0,2}} {_PAPER})",
        "President Ivo Maric accepted the credentials of Ambassador Anna Berg.",
        "President Ivo Maric accepted the apology of Ambassador Anna Berg.",
        kind=MeetingKind.CEREMONY,
    ),
    MeetingRule(
        "meeting.papers-handed",
        "the letter of appointment was handed over to A by B",
        f"{_PAPER} [^.nTU:;]{{0,3}}? (?<verb>v-presented) (?:over)? to {GUEST} (?<a>T) "
        f"[^.nTU:;]{{0,12}}? by {GUEST} (?<b>T)",
        "The letter of appointment was handed over to Anna Berg by Ivo Maric.",
        "The letter of appointment was handed over to Anna Berg by mistake.",
        kind=MeetingKind.CEREMONY,
    ),
    MeetingRule(
        "meeting.between",
        "a meeting between A and B took place",
        "(?<noun>e-talk) (?:(?:took|will take|have taken) place|(?:was|were|will be) held"
        f"|@have? (?:begun|began|started|opened|resumed)|(?:got|are|were) under way)? {HOW} "
        "(?: (?:between|among) (?: [x A C m K delegation]{0,5} "
        f"(?:led|headed|v-held|v-went) by)? {GUEST} (?<a>T) (?: (?:and|with) (?<b>T))? "
        f"| of {GUEST} (?<a2>T) (?:(?:and|with) {GUEST} (?<b2>T))?) (?! S)",
        "A meeting between Anna Berg and Ivo Maric took place in Oslo.",
        "A meeting between Anna Berg and Ivo Maric would help.",
    ),
    MeetingRule(
        "meeting.of-with",
        "A's meeting, call with B; during her talks with B",
        f"(?<noun>e-talk) {HOW} with {GUEST} (?<b>T) (?! S)",
        "During Anna Berg's meeting with Ivo Maric, aid was discussed.",
        "Anna Berg's hopes for a meeting with Ivo Maric faded.",
    ),
    MeetingRule(
        "meeting.hosted-for",
        "A hosted, gave a dinner, a reception for B",
        f"(?<verb>(?:v-received|v-held)) [x a the #]{{0,3}}? (?<noun>e-talk) {HOW} "
        f"(?:for|to|in (?:x|honor) of) {GUEST} "
        "(?<b>T) (?! S)",
        "Minister Anna Berg hosted a dinner in Oslo on Monday for Ambassador Ivo Maric.",
        "Minister Anna Berg hosted a dinner in Oslo on Monday for charity.",
        roles=(_HOST, _VISITOR),
    ),
)
