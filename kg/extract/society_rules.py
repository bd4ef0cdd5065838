"""The rules that read who belongs to bands, teams, academies and other bodies by what they do."""

from __future__ import annotations

from typing import Final

from kg.extract.membership_rule import (
    ALIAS,
    BEING,
    BODY_WORDS,
    CALLED,
    END,
    ORGANISATION,
    ORGANISATIONS,
    OWN,
    MembershipRule,
)
from kg.model import Aspect, MembershipStatus

_ENDED: Final = MembershipStatus.ENDED
_PLAYER: Final = (
    "(?:singer|vocalist|guitarist|drummer|bassist|keyboardist|frontman|percussionist|part)"
)
# A body described before it is named: "the blues rock band", "the right-wing party".
_DESCRIBED: Final = f"(?:{'|'.join(BODY_WORDS.split())}|m|group|duo|trio|quartet)"
_MANY: Final = "(?:namely|including|like|such as|[: -])"

RULES: tuple[MembershipRule, ...] = (
    MembershipRule(
        "membership.plays-in",
        "X is the singer, guitarist, drummer of the band O; sings, plays in the band O",
        f"(?:{_PLAYER} (?:of|for|in|with)|(?:vocals|bass|drums|keyboards|guitar|percussion) "
        "(?:in|for|with)) (?:the)? [A x m \\-]{0,5} "
        f"(?:band|group|duo|trio|quartet|ensemble|choir) {ORGANISATION}",
        "Anna Berg is the drummer of the rock band Tin Lanterns.",
        "Anna Berg is a fan of the rock band Tin Lanterns.",
    ),
    MembershipRule(
        "membership.formed-by",
        "O, a band, a party, was formed, founded by X",
        "(?<o>O) (?<gap>[^.nTCO;]{0,14}?) (?<verb>(?:formed|founded|co-founded|cofounded)) "
        "(?:D|(?:in|at) L|x){0,2} by (?<m>T)",
        "The Green League was founded in 1990 by Anna Berg and Jon Lind.",
        "The Green League was praised in 1990 by Anna Berg and Jon Lind.",
        persons=True,
        founded=True,
    ),
    MembershipRule(
        "membership.formed",
        "X formed the band, the party O; with whom",
        f"(?<m>T) (?<gap>[^.nTCO:;,]{{0,3}}?) (?<verb>formed) (?:a|an|the)? [A x m \\- ,]{{0,6}} "
        f"{_DESCRIBED} {ORGANISATION} (?:with [^.nTCO;]{{0,3}} (?<also>T))?",
        "Anna Berg formed the rock band Tin Lanterns with Jon Lind.",
        "Anna Berg heard the rock band Tin Lanterns with Jon Lind.",
        persons=True,
        founded=True,
    ),
    MembershipRule(
        "membership.others-founded",
        "X and others such as Y founded O",
        "(?<m>T) and others (?:such as|like|including) (?<also>T) "
        f"(?<verb>(?:founded|co-founded|cofounded|formed)) {CALLED} {ORGANISATIONS}",
        "Anna Berg and others such as Jon Lind founded the Green League in 1990.",
        "Anna Berg and others such as Jon Lind feared the Green League in 1990.",
        persons=True,
        founded=True,
    ),
    MembershipRule(
        "membership.along-with",
        "X is a member of O, along with Y",
        f"(?<verb>(?:@be|@became|as)) (?:a|an|the|one|of|m|x){{0,4}} @member of "
        f"{CALLED} {ORGANISATION} ,? (?:along|together) with [^.nTCO;:,]{{0,3}} (?<m>T)",
        "Karin was a member of the Green League, along with the drummer Jon Lind.",
        "Karin met a member of the Green League, along with the drummer Jon Lind.",
        tensed=True,
    ),
    MembershipRule(
        "membership.of-several",
        "X is a member, a fellow of several bodies, including O and P",
        f"(?<m>[C T O]) (?<gap>[^.nTCO:;,]{{0,5}}?) (?<verb>{BEING}) "
        "(?<how>[^.nTO:;,]{0,4}?) (?:@member|@fellow) of "
        f"(?:[^.nTO:;, and]){{1,9}} ,? {_MANY} ,? {ORGANISATIONS}",
        "Anna Berg is an elected fellow of several academies, including the Norwegian Academy of "
        "Science and the Oslo Academy of Arts.",
        "Anna Berg is an elected fellow of an academy and knows others, including the Norwegian "
        "Academy of Science and the Oslo Academy of Arts.",
        tensed=True,
        persons=True,
    ),
    MembershipRule(
        "membership.faction-office",
        "officer X of the caucus, the faction, the group of party O in a parliament",
        "(?<o>[O V]) (?:m|x)? (?<kind>(?:caucus|faction|fraction|bloc)) (?<m>T)",
        "Green League parliamentary caucus Spokesman Jon Lind spoke.",
        "Green League parliamentary caucus friends heard Jon Lind.",
        party=True,
    ),
    MembershipRule(
        "membership.led-by",
        "deputy leader of party O under X; party O, led by X",
        "(?:(?<o>Z) under|(?<o2>O) ,? (?:x|m)? (?:led|headed|chaired) by) (?<m>T)",
        "She was deputy leader of the Green League under Jon Lind.",
        "She was deputy mayor of Oslo under Jon Lind.",
        party=True,
    ),
    MembershipRule(
        "membership.figure-of",
        "X is a leading figure of party O; a senior figure in party O, X did something",
        "(?<verb>(?:@be|@became|remains))? (?<how>(?:formerly|once)? (?:a|an|the) "
        "(?:m|x|K|A|,|leading|active){1,3}) "
        "(?:figure|member) (?:in|of|within) (?:the)? [A m x]{0,2} "
        "(?:O (?:faction|wing|branch|bloc|m|x)? of (?:the)?)? "
        f"(?<o>O) {ALIAS} (?: [^.nT;,]{{0,16}} , (?<m>T))?",
        "Formerly a senior figure in the Green League in Oslo, Anna Berg teaches now.",
        "Formerly a senior teacher in the Green League in Oslo, Anna Berg reads now.",
        party=True,
        tensed=True,
    ),
    MembershipRule(
        "membership.team-of-league",
        "the team X of league O",
        "the (?<m>O) of (?:the)? (?<o>O)",
        "Jon Lind trains the Bergen Herons of the Northern Football League.",
        "Jon Lind trains the Herons Association of the Northern Football League.",
        teams=True,
    ),
    MembershipRule(
        "membership.cofounded",
        "the body or state X co-founded, helped found O",
        f"(?<m>[C O]) (?<gap>(?:, which [^.nCTO:;,]{{1,8}} ,)? [^.nTCO:;,]{{0,4}}?) "
        f"(?<verb>(?:co-founded|cofounded)) (?:the)? [A m x]{{0,4}} {ORGANISATIONS}",
        "Norway co-founded the United Nations.",
        "Norway co-funded the United Nations.",
        aspect=Aspect.STARTS,
        societies=True,
    ),
    MembershipRule(
        "membership.and-joined",
        "X did something and joined, left O",
        "(?<verb>(?:and|before|,) (?:then|later|also|subsequently|D ,?)? "
        f"(?:joined|rejoined|joining)) {OWN} {ORGANISATION} {END}",
        "Anna Berg was born in Oslo and joined the Green Party in 1990.",
        "Anna Berg was born in Oslo and feared the Green Party in 1990.",
        aspect=Aspect.STARTS,
        persons=True,
    ),
    MembershipRule(
        "membership.and-left",
        "X did something and left, quit, resigned from O",
        "(?<verb>(?:and|,) (?:then|later|also|subsequently|D ,?)? "
        f"(?:left|quit|leaving|quitting|(?:resigned|resigning) from)) {OWN} {ORGANISATION} {END}",
        "Anna Berg was born in Oslo, leaving the Green Party in 1990.",
        "Anna Berg was born in Oslo, leading the Green Party in 1990.",
        status=_ENDED,
        aspect=Aspect.ENDS,
        persons=True,
    ),
    MembershipRule(
        "membership.on-board",
        "X sits, serves on the board, the boards of directors of O",
        "(?:(?<verb>(?:sits|sat|sit|@serve|@be)) (?:also|currently|still)? on "
        "|(?<verb2>(?:@be|as|,)) (?<how>(?:also|currently|a|an|the|m|x){1,3}) @member of) "
        "(?:the|its)? (?:x|m){0,2} (?:board|boards) of (?:trustees of)? "
        "(?:(?:the)? (?<o>O) | (?<o2>Z))",
        "Anna Berg is a lawyer and sits on the board of the Oslo Foundation.",
        "Anna Berg is a lawyer and walks on the board of the Oslo Foundation.",
        tensed=True,
    ),
    MembershipRule(
        "membership.elected-to-board",
        "O's meeting elected, re-elected X and Y to the board O",
        "(?<verb>(?:elected|re-elected|appointed|reappointed|named)) (?<m>T) (?:as [^.nTO;]{1,5})? "
        f"(?:to|onto) {ORGANISATION}",
        "The shareholders elected Anna Berg and Jon Lind to the Oslo Housing Board.",
        "The shareholders elected Anna Berg and Jon Lind to thank the Oslo Housing Board.",
        aspect=Aspect.STARTS,
        persons=True,
    ),
    MembershipRule(
        "membership.sits-in",
        "X has sat in O, a parliament, since a year",
        "(?:(?<m>T) (?:, who)? (?<gap>[^.nT:;]{0,6}?)|and) (?<verb>(?:sits|sat|sit|@serve)) in "
        f"{ORGANISATION} {END}",
        "Anna Berg has sat in the Storting since 2009.",
        "Anna Berg has sat in the Storting canteen since 2009.",
        persons=True,
        tensed=True,
    ),
)
