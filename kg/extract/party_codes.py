"""Parties behind a name, as parliaments and newspapers abbreviate them: "(Lab)", "D-Vt."."""

from __future__ import annotations

import re
from typing import Final

from kg.extract.lattice import Lattice, Span
from kg.extract.lexicon import PARTY_LABELS
from kg.extract.membership_bodies import is_party
from kg.extract.names import Name
from kg.extract.pattern import compile_rule
from kg.extract.rules import Rule
from kg.model import EntityKind
from kg.text.slug import slug

RULES: tuple[Rule, ...] = (
    Rule(
        "name.party-code",
        "a party's short form in brackets behind a name, perhaps beside a constituency",
        "P (?: \\( [^ n ( )]{1,6} \\))? \\( (?<in>[^ n ( )]{1,7}) \\)",
        "Anna Berg (Exeter) (Lab) and Jon Lind (Con, Torbay) spoke.",
        "Anna Berg (Exeter) and Jon Lind (Labrador, Torbay) spoke.",
    ),
    Rule(
        "name.party-of-state",
        "a party's letter and a state behind the name of an American politician",
        "P ,? (?<in>[X I])",
        "Sen. Anna Berg, D-Vt., spoke.",
        "Sen. Anna Berg, D-Day, spoke.",
    ),
)
_BRACKET, _STATE = RULES
OWNER: Final = Rule(
    "name.party-owner",
    "a party's short name in front of a name, with 's",
    "(?<![X K G E F m]) (?<name>m) S P",
    "Labour's Anna Berg spoke.",
    "Labour's friends spoke.",
    words=frozenset(("Labour", "Labor")),
)
ALIKE: Final = Rule.by_function(
    "name.party-alike",
    "capitals in brackets behind a name, where another name has a party there",
    "Anna Berg (Green Party) and Jon Lind (FRP) voted.",
    "Anna Berg (of Oslo) and Jon Lind (FRP) voted.",
)
RULES = (*RULES, OWNER, ALIKE)
# As parliaments write them in brackets.
_CODES: Final = {
    "Con": "Conservative Party",
    "Lab": "Labour Party",
    "Lab / Co-op": "Labour Party",
    "LD": "Liberal Democrats",
    "Lib Dem": "Liberal Democrats",
    "SNP": "Scottish National Party",
    "DUP": "Democratic Unionist Party",
    "UUP": "Ulster Unionist Party",
    "PC": "Plaid Cymru",
    "D": "Democratic Party",
    "Dem": "Democratic Party",
    "R": "Republican Party",
    "Rep": "Republican Party",
}
# Parties and political groups that go by their short name.
_SHORT: Final = PARTY_LABELS | frozenset(
    ("S & D", "EPP", "PPE", "ECR", "Renew", "Renew Europe", "Greens / EFA", "Verts / ALE", "ALDE",
     "GUE / NGL", "The Left", "EFDD", "PfE", "ESN", "SDLP", "UKIP", "Republican", "Democrat",
     "Democratic", "Socialist", "Communist", "Liberal Democrat")
)  # fmt: skip
_ADJECTIVES: Final = {
    "Republican": "Republican Party",
    "Democrat": "Democratic Party",
    "Democratic": "Democratic Party",
    "Liberal Democrat": "Liberal Democrats",
}
_LETTERS: Final = {"D": "Democratic Party", "R": "Republican Party", "DFL": "Democratic Party"}
_STATES: Final = frozenset(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM "
    "NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR GU Ala Alaska Ariz Ark Calif "
    "Colo Conn Del Fla Ga Hawaii Idaho Ill Ind Iowa Kan Kans Ky La Maine Md Mass Mich Minn Miss Mo "
    "Mont Neb Nebr Nev Ohio Okla Ore Pa Tenn Tex Texas Utah Vt Va Wash Wis Wyo N S W New North "
    "South West Rhode California Florida Georgia Illinois Indiana Kansas Kentucky Louisiana "
    "Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska Nevada "
    "Oklahoma Oregon Pennsylvania Tennessee Vermont Virginia Washington Wisconsin Wyoming Alabama "
    "Arizona Arkansas Colorado Connecticut Delaware".split()
)
_SEATED: Final = frozenset("rep. rep sen. sen del. assemblyman assemblywoman delegate".split())
_POLITICS: Final = frozenset(("coalition", "opposition", "parliament", "party", "parties"))
_SEPARATORS: Final = frozenset(",-–—;")


def party_code_stage(lattice: Lattice) -> None:
    """Short forms of parties behind persons become V."""
    lattice.stage(_BRACKET, lambda m: _bracketed(lattice, m))
    lattice.stage(_STATE, lambda m: _of_state(lattice, m))
    lattice.stage(OWNER, lambda m: _owner(lattice, m))
    if lattice.uses(ALIKE):
        _alike(lattice)


def _owner(lattice: Lattice, m: re.Match[str]) -> Span | None:
    """ "Labour's Anna Berg"; a ministry's she is only with the ministry's name."""
    name = lattice.words(*m.span("name"))[0]
    return _party(*m.span("name"), name, OWNER) if name in OWNER.words else None


_BESIDE: Final = compile_rule("P \\( (?<o>[O V]) (?=[ ) ,])")


def _alike(lattice: Lattice) -> None:
    """ "Berg (SPD) and Lind (FRP)": both are parties."""
    found = [m.start("o") for m in _BESIDE.finditer(lattice.codes)]
    bodies = [(at, value) for at in found if isinstance(value := lattice.value(at), Name)]
    if not any(is_party(body) for _, body in bodies) and (
        len({body.key for _, body in bodies}) < 2 or _POLITICS.isdisjoint(lattice.tokens.words)
    ):
        return
    spans = []
    for at, body in bodies:
        if body.rule == "name.acronym" and not is_party(body):
            spans.append(Span(at, at + 1, "O", body._replace(rule=ALIKE.id)))
            lattice.took(ALIKE, at, at + 1)
    lattice.rewrite(spans)


def _party(first: int, last: int, name: str, rule: Rule) -> Span:
    made = Name(EntityKind.ORGANISATION, f"organisation/{slug(name)}", name, name, rule=rule.id)
    return Span(first, last, "V", made)


def _bracketed(lattice: Lattice, m: re.Match[str]) -> Span | None:
    """ "(Torbay, Con)": the one part of the bracket that is a party."""
    first, last = m.span("in")
    parts, at = [], first
    for symbol in range(first, last + 1):
        if symbol == last or lattice.words(symbol, symbol + 1)[0] in _SEPARATORS:
            parts.append((at, symbol))
            at = symbol + 1
    for part in parts:
        words = " ".join(lattice.words(*part)).removesuffix(" .")
        name = (
            _CODES.get(words)
            or (words if words in _SHORT else "")
            or _lettered(words, seated=_is_seated(lattice, m.start()))
        )
        name = _ADJECTIVES.get(name, name).replace(" / ", "/").replace(" & ", "&")
        if name and part[1] > part[0]:
            return _party(*part, name, _BRACKET)
    return None


def _lettered(word: str, *, seated: bool) -> str:
    """ "D-Vt", "R-Maine": the party of the letter; of a town where a representative is named."""
    letter, dash, state = word.removesuffix(".").partition("-")
    first = state.partition(".")[0].split(" ")[0]
    named = first in _STATES or (seated and first[:1].isupper() and first != "Day")
    return _LETTERS.get(letter, "") if dash and named else ""


def _is_seated(lattice: Lattice, person: int) -> bool:
    """ "Rep. Anna Berg": the person sits in a parliament of a state."""
    title = [word.lower() for word in lattice.words(person, person + 1)[:3]]  # "U.S. Rep."
    return not _SEATED.isdisjoint(title) or lattice.word(person - 1) in _SEATED


def _of_state(lattice: Lattice, m: re.Match[str]) -> Span | None:
    seated = _is_seated(lattice, m.start())
    name = _lettered(lattice.words(*m.span("in"))[0], seated=seated)
    return _party(*m.span("in"), name, _STATE) if name else None
