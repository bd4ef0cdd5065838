"""The rules that read visits; a visit needs its destination."""

from __future__ import annotations

from typing import Final

from kg.extract.meeting_rules import GUEST, MeetingRule
from kg.model import MeetingKind, ParticipantRole

_GOAL: Final = "(?<place>[C L])"
_CAPITAL: Final = (
    "(?:the)? (?: (?:x|A|C S?){0,2} (?:capital|city|town|port|island) (?:city)? (?:of|,)?)? "
    "(?:the)?"
)
_DUE: Final = "(?:will be|is due|are due|is expected|are expected)"
_ON: Final = "(?<on>[^.nTU:;]{0,10}?)"


def _visit(name: str, reads: str, pattern: str, example: str, counter: str) -> MeetingRule:
    return MeetingRule(
        f"visit.{name}", reads, pattern, example, counter,
        kind=MeetingKind.VISIT, roles=(ParticipantRole.VISITOR, ParticipantRole.VISITOR),
        alone=True,
    )  # fmt: skip


RULES: tuple[MeetingRule, ...] = (
    _visit(
        "visited",
        "A visited a country or place",
        f"(?<verb>v-visited) {_CAPITAL} {_GOAL} (?! S)",
        "Anna Berg has visited Croatia.",
        "Anna Berg is the first minister to visit Croatia.",
    ),
    _visit(
        "on-a-visit",
        "A is in a country on a visit",
        f"(?<a>T) (?:, who)? (?: (?:is|was|are|were|has been|had been) (?:currently|now)? "
        f"(?: in {_CAPITAL} {_GOAL})? | , (?:currently|now)? (?: in {_CAPITAL} (?<place3>[C "
        f"L]))?) (?:on|for) e-visit (?: to {_CAPITAL} (?<place2>[C L]))?",
        "Ivo Maric, who is in Norway on a working visit, spoke.",
        "Ivo Maric reported on a book about his visit.",
    ),
    _visit(
        "was-in",
        "A was in a country for talks, to meet, to attend",
        f"(?<a>T) (?:, who)? (?:is|was|are|were|has been|had been) (?:also|already|currently|now"
        f"|still|back|here)? in {_CAPITAL} {_GOAL} (?! S) (?: , [C L] )? (?: (?:on|earlier|,)? D "
        ",?)? (?= for e-talk | v-met | v-attended | v-held )",
        "Anna Berg was in Croatia on Monday for talks with Ivo Maric.",
        "Anna Berg was in Croatia on Monday for the sake of her health.",
    ),
    _visit(
        "paid-a-visit",
        "A paid, began, concluded a visit to a country",
        f"(?<verb>(?:v-paid|v-held|v-went)) (?:for|on|x|the|country|up|,){{0,4}}? e-visit "
        f"(?:to|in|of) {_CAPITAL} "
        f"{_GOAL}",
        "Anna Berg paid an official visit to Croatia.",
        "Anna Berg paid for a visit to the dentist.",
    ),
    _visit(
        "visited-again",
        "A visited a country in one year and again in another",
        f"(?<verb>v-visited) {_CAPITAL} {_GOAL} (?:in|on)? D [^.n:;]{{0,14}}? and"
        " (?:x|T|S|,|Z){0,8}? again (?:in|on)? (?<date>D)",
        "Anna Berg visited Croatia in 2005 and again in 2010.",
        "Anna Berg visited Croatia in 2005 and wrote again in 2010.",
    ),
    _visit(
        "will-be-in",
        "A will be in a country",
        f"(?<a>T) {_DUE} in {_CAPITAL} {_GOAL} (?= D | (?:on|in) D | for | to | from D | , D) "
        f"| (?<a2>T) [^.nTU:;, and who]{{1,14}} and {_DUE} in {_CAPITAL} (?<place2>[C L]) "
        "(?:on|in)? (?<date>D)",
        "Anna Berg will be in Croatia on 5 May for talks.",
        "Anna Berg will be in hospital on 5 May for tests.",
    ),
    _visit(
        "led-delegation",
        "A led a delegation to a country",
        f"(?<verb>v-held) (?:a|an|the|his|her) [^.nTU:;]{{0,6}}? delegation to {_CAPITAL} {_GOAL}",
        "Anna Berg led a trade delegation to Croatia.",
        "Anna Berg led a trade delegation to success.",
    ),
    _visit(
        "accompanied",
        "A accompanied the visitor B on the visit",
        "(?<a>T) (?:also)? accompanied (?<b>T) on e-visit",
        "Anna Berg arrived in Croatia on a visit. Jon Lind accompanied Berg on the visit.",
        "Anna Berg arrived in Croatia on a visit. Jon Lind accompanied Berg on the piano.",
    ),
    _visit(
        "accompanying",
        "accompanying the visitor is A",
        f"accompanying (?: the? (?:Z|x) | T) [^.nTU:;]{{0,6}} (?:is|are|was|were) {GUEST} (?<a>T)",
        "Anna Berg arrived in Croatia on a visit. Accompanying the minister is Jon Lind.",
        "Anna Berg arrived in Croatia on a visit. Accompanying the minister is easy for Jon Lind.",
    ),
    _visit(
        "arrived",
        "A arrived in, travelled to a country",
        f"(?<verb>v-went) [D]? (?: \\( # \\))? "
        f"(?:on (?= to)|from? [C L] (?= for))? (?:in|into|at|to|for) {_CAPITAL} {_GOAL} "
        f"(?! S) {_ON} (?= on e-visit | for (?:e-visit|e-talk) | on D | D | to x | [, . ; n] | $)",
        "Anna Berg arrived in Croatia on a two-day visit.",
        "Anna Berg arrived at a decision about Croatia.",
    ),
    _visit(
        "noun",
        "A's visit to a country, where the words around say what became of it",
        f"(?<noun>e-visit) (?:here)? (?:to|in) {_CAPITAL} {_GOAL} (?! of)",
        "During Anna Berg's visit to Croatia a treaty was signed.",
        "Russia watches Anna Berg's visit to Croatia.",
    ),
    _visit(
        "noun-of",
        "the visit of A to a country; a visit to it by A",
        f"(?<noun>e-visit) (?: (?:of|by) {GUEST} (?<a>T) to {_CAPITAL} {_GOAL} "
        f"| (?:to|in) {_CAPITAL} (?<place2>[C L]) (?:by|of) {GUEST} (?<a2>T))",
        "During the visit of Anna Berg to Croatia a treaty was signed.",
        "The visit of Anna Berg to a school was short.",
    ),
)
