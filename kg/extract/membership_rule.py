"""What a rule of memberships says beside its pattern, and the pieces that such patterns share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.extract.rules import Rule
from kg.model import Aspect, MemberRole, MembershipStatus


@dataclass(frozen=True)
class MembershipRule(Rule):
    """A pattern with a member ``m`` (one or a list), an organisation ``o``, perhaps ``more`` of
    these, and the words ``gap``, ``verb`` and ``how`` that may take the statement back.
    """

    role: MemberRole = MemberRole.FULL
    status: MembershipStatus = MembershipStatus.ACTIVE
    aspect: Aspect = Aspect.HOLDS
    tensed: bool = False  # the verb says whether it is, was or begins
    certain: bool = False  # nothing that stands between its parts takes it back
    party: bool = False  # of parties only
    persons: bool = False  # a person joins bodies that have members; elsewhere it is employment
    politician: bool = False  # its words speak of a politician, so that more can be a party
    agrees: bool = False  # one is a member, several are members
    towns: bool = False  # of places, too
    founded: bool = False  # who founded it belongs to it: no committees, no companies
    teams: bool = False  # of teams in a league
    states: bool = False  # of bodies of states only
    societies: bool = False  # of states, and of bodies that have members themselves
    told: bool = False  # of a body that the sentence before says somebody belongs to
    union: bool = False  # of the European Union, which the text names somewhere
    several: bool = False  # who belongs to it is a list of two or more
    past: bool = False  # only with words or a date that place it in the past


# Who: a state, a person or several, an organisation; lists are closed by "and".
WHO: Final = "(?<m>[C T O L])"
STATES: Final = (
    "(?<m>C (?:(?: ,? and the? | , the?) C)*|L (?:(?: ,? and the? | , the?) L)*"
    "|O (?:(?: ,? and the? | , the?) O)*)"
)
# Between a subject and its verb: an apposition, a few words, no other name.
GAP: Final = (
    "(?<gap>(?:of L (?=,))? (?:, (?:which|who) (?:also)? (?:@have)? "
    "(?=@joined|applied|left|quit|withdrew|rejoined|exited|acceded"
    "|@be (?:also|later|x)? (?:@expel|suspended|admitted|readmitted)"
    "|@be [^.nTCO:;,]{0,4} (?:@member|@candidate))"
    "|, [^.nTCO:;]{1,12}? ,)? "
    "(?:, (?=was|were))? [^.nTCOL:;,S]{0,6}?)"
)
# Small words for bodies: "the rock band Tin Lanterns".
BODY_WORDS: Final = (
    "band group duo trio quartet collective faction movement choir supergroup ensemble club "
    "alliance bloc organisation organization"
)
# The organisation, others behind it, and a bracketed acronym that names it again.
ALIAS: Final = "(?: \\( [O X] \\))?"
_LIST_END: Final = "(?= [. , ; n ) q D (] | and | since | $)"
MORE: Final = (
    f"{ALIAS} (?<more>(?: (?: D | \\( D \\))? (?:, and|and|,|as well as) (?:also|later)? (?:a|an)? "
    f"(?:m|x)? (?:@member|@fellow)? (?:of|in)? (?:the)? (?:A|x)? O {ALIAS} {_LIST_END})*)"
)
ORGANISATIONS: Final = f"(?:the|that|this)? (?:[A m x] (?:and)?){{0,3}} (?<o>O) {MORE} (?! S)"
# "of the German rock band, the Tin Lanterns"
CALLED: Final = f"(?:the)? (?:[A x m {BODY_WORDS} \\-] ,?){{0,6}} (?:the|T S)?"
ORGANISATION: Final = f"(?:the|that|this)? (?<o>O) {ALIAS} (?! S)"
# "member state of": what a member is called
MEMBER: Final = "(?:@member|@fellow) (?:m|x|country|nation)?"
# "her regional party, the Green League"
OWN: Final = "(?:(?:his|her|its|their) (?:x|m){1,3} ,)?"
END: Final = (
    "(?= [. , ; n ) ( q D -] | $ "
    "| (?:and|as|but|while|after|when|with|on|over|at (?:D|a|the)|in m? D|since|for"
    "|together|along|because|amid|following|where))"
)
# A predicate begins: "is", "has been a Norwegian lawyer and".
BEING: Final = "(?:@be|@became|remains|remained|remain)"
