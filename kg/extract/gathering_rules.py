"""The rules that read who came to a gathering: attended, chaired, signed at, was brought to it."""

from __future__ import annotations

from kg.extract.meeting_rules import GUEST, HOW, MeetingRule

RULES: tuple[MeetingRule, ...] = (
    MeetingRule(
        "meeting.attended-by",
        "a summit, meeting, ceremony attended by A",
        f"(?: (?<noun>e-talk) [^.nTU:; e-talk]{{0,14}}? | it|this) "
        f"(?<verb>(?:v-attended|v-received|v-held)) "
        f"by {GUEST} (?<a>T)",
        "The summit was attended by Anna Berg and Ivo Maric.",
        "The school was attended by Anna Berg and Ivo Maric.",
        alone=True,
    ),
    MeetingRule(
        "meeting.joined-for",
        "A joined B for talks, at a ceremony",
        f"(?<verb>v-attended) {GUEST} (?<b>T) (?:in|at|for|on) (?<noun>e-talk)",
        "Anna Berg joined Ivo Maric for talks in Oslo.",
        "Anna Berg joined Ivo Maric in the belief that talks help.",
    ),
    MeetingRule(
        "meeting.hosted-event",
        "A hosted, chaired, opened a summit",
        "(?<verb>(?:v-received|v-held)) (?<noun>e-talk) (?! with)",
        "Anna Berg hosted a summit of the Nordic states in Oslo.",
        "Anna Berg opened a shop near the summit of the hill.",
        alone=True,
    ),
    MeetingRule(
        "meeting.farewell",
        "A bade farewell to B",
        f"(?<a>T) (?:@have)? (?:bid|bade|bids) farewell to {GUEST} (?<b>T) (?! S)",
        "President Anna Berg bade farewell to Ambassador Ivo Maric.",
        "President Anna Berg bade farewell to Ambassador Ivo Maric's dog.",
    ),
    MeetingRule(
        "meeting.attended",
        "A attended, took part in, spoke at a summit, conference, ceremony",
        "(?<verb>(?:v-attended (?:in|at)?|v-spoke at)) (?: [x a the of # m]{0,6}?) (?<noun>e-talk)"
        " (?: at which (?<b>T) (?! S))?",
        "Anna Berg attended a summit in Zagreb.",
        "Anna Berg attended school in Zagreb.",
        alone=True,
    ),
    MeetingRule(
        "meeting.that-held",
        "the talks that A and B held",
        "(?<noun>e-talk) (?:that|which)? (?<a>T) (?:@have)? (?:held|had|began|concluded)",
        "The talks that Anna Berg and Ivo Maric held in Oslo were short.",
        "The talks that Anna Berg and Ivo Maric want in Oslo were put off.",
    ),
    MeetingRule(
        "meeting.their",
        "at their talks, A and B did something",
        "(?:at|during|in|after|following) (?<noun>e-talk) (?! with)",
        "During their talks in Oslo, Anna Berg and Ivo Maric agreed on a price.",
        "During the talks in Oslo, Anna Berg and Ivo Maric agreed on a price.",
    ),
    MeetingRule(
        "meeting.discussed-during",
        "A discussed something with B at a meeting; at a meeting A and B discussed something",
        f"(?: (?<a>T) (?:@have|also|then|later)? (?:discussed|exchanged|agreed|reviewed|raised) "
        f"[^.nTU:; e-talk]{{0,12}}? with {GUEST} (?<b>T) {HOW} (?:in|during|at) (?<noun>e-talk) "
        f"(?! ,? with) | (?:in|during|at) (?<noun2>e-talk) {HOW} , (?<a2>T) (?:also|then)? "
        "(?:discussed|exchanged|agreed|reviewed))",
        "Anna Berg discussed fish with Ivo Maric during a meeting in Oslo.",
        "Anna Berg discussed fish with Ivo Maric as well as the meeting in Oslo.",
    ),
    MeetingRule(
        "meeting.brought-together",
        "A brought B and C together",
        "(?<a>T) (?:@have|v-held|also|then)? (?:brought|gathered) (?<b>T) together",
        "Anna Berg brought Ivo Maric and Jon Lind together for talks in Oslo.",
        "Anna Berg brought Ivo Maric and Jon Lind presents for the talks in Oslo.",
    ),
    MeetingRule(
        "meeting.talks-brought",
        "talks brought A and B together",
        f"(?<noun>e-talk) [^.nTU:; e-talk]{{0,14}}? (?:brought|gathered) (?: together {GUEST} "
        f"(?<a>T) (?! S) | {GUEST} (?<a2>T) together)",
        "Talks in Oslo on Monday brought together Ivo Maric and Jon Lind.",
        "Talks in Oslo on Monday brought relief to Ivo Maric and Jon Lind.",
    ),
    MeetingRule(
        "meeting.at-ceremony",
        "at a ceremony, summit, press conference, A did something",
        "(?: at | during | on the x of) (?<noun>e-talk) (?! with)",
        "Anna Berg and Ivo Maric signed the treaty at a ceremony in Oslo.",
        "Anna Berg and Ivo Maric planted an oak at a school in Oslo.",
        alone=True,
    ),
    MeetingRule(
        "meeting.of-body",
        "the summit, the meeting of an organisation, in a place",
        "(?<noun>e-talk) (?: of the? (?<a>O))? (?= (?:D|,|on|held|scheduled|is|was|will|to|be|take"
        "|took|place|due|has|been|expected|opened|began|started|x){0,6} (?:in|at) (?:the)? "
        "(?:[A x]{0,2} of)? [L C X K])",
        "Norway prepares for the upcoming NATO summit in Oslo on 5 June.",
        "Norway prepares for the school year in Oslo on 5 June.",
        alone=True,
    ),
    MeetingRule(
        "meeting.signed",
        "A signed a treaty with B in a place; A and B signed it there",
        f"(?<verb>v-signed) (?: [^.nTU:; e-talk]{{1,16}}? with {GUEST} (?<b>T) (?! S))?",
        "Anna Berg and Ivo Maric signed the fisheries treaty in Oslo on Monday.",
        "Anna Berg and Ivo Maric signed the fisheries bill in Oslo on Monday.",
    ),
    MeetingRule(
        "meeting.signed-by",
        "a treaty was signed in a place by A and B",
        f"v-signed [^.nTU:; e-talk]{{0,12}}? (?:by|in the presence of) {GUEST} (?<a>T) (?! S)",
        "The fisheries treaty was signed in Oslo by Anna Berg and Ivo Maric.",
        "The fisheries bill was signed in Oslo by Anna Berg and Ivo Maric.",
    ),
    MeetingRule(
        "meeting.joined-by",
        "who else came: they were joined, he was accompanied by A; A joined them",
        "(?: (?:they|he|she|T|Z|two|sides) (?: (?<by>v-attended) "
        "| (?:@be|will|be|been|@have|also|later){1,3} (?:accompanied|flanked) (?: in e-talk | "
        f"(?:on|during) (?:e-visit|e-talk))?) by {GUEST} (?<a>T) (?! S) "
        "| (?<a2>T) (?<by2>v-attended) (?:them|x two))",
        "Anna Berg met Ivo Maric on Monday. They were joined by Jon Lind.",
        "Anna Berg met Ivo Maric on Monday. They were watched by Jon Lind.",
        alone=True,
        joins=True,
    ),
    MeetingRule(
        "meeting.took-place",
        "where and when the event told just before took place",
        "(?<noun>e-talk) (?: took place | ,? held | (?:was|were) held) "
        "(?! (?:between|with|by|up|off))",
        "Anna Berg met Ivo Maric. The meeting took place in Oslo on 5 May.",
        "Anna Berg met Ivo Maric. The fair took place in Oslo on 5 May.",
        alone=True,
        joins=True,
    ),
    MeetingRule(
        "meeting.represented-by",
        "who came to a gathering in the place of another: B was represented by A",
        f"[T C O Z] (?:was|were) (?:also)? represented (?: at e-talk)? by {GUEST} (?<a>T) (?! S)",
        "Anna Berg attended the summit in Oslo. Croatia was represented by Minister Jon Lind.",
        "Anna Berg attended the trial in Oslo. Croatia was represented by lawyer Jon Lind.",
        alone=True,
        joins=True,
    ),
    MeetingRule(
        "meeting.also-present",
        "A also attended what was told just before; also present were A",
        f"(?: (?<a3>T) was the host (?= [. , ; n]) | (?<verb>v-attended) (?: as | too | [. , "
        f"; n] | $) | "
        f"(?<a>T) (?:was|were) also? present "
        f"| (?:present|attending|participants|attendees|v-attended) [^.nTU:;]{{0,8}}? "
        f"(?:e-talk)? (?:was|were|included|include) {GUEST} (?<a2>T))",
        "Anna Berg met Ivo Maric on Monday. Jon Lind also attended.",
        "Anna Berg met Ivo Maric on Monday. Jon Lind also attended a concert.",
        alone=True,
        joins=True,
    ),
)
