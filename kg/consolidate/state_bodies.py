"""Bodies that every state has, whatever a text calls them: "Russian Foreign Ministry".

A ministry is called by its head and its field in several orders; each state has its own. The normal
form is "Ministry of Foreign Affairs", with the state behind it where it is known. Each row has
names of one body, and one that is another's; tests run them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.model import EntityKind
from kg.resolve.gazetteer import Entry, gazetteer
from kg.text.slug import fold
from kg.text.tokens import tokenize


@dataclass(frozen=True, slots=True)
class Form:
    """One body or field of a ministry. ``pattern`` is for folded words.

    ``alone``: without its state it is one that many states have, and no single word.
    """

    id: str
    normal: str
    pattern: str
    examples: tuple[str, ...]
    counter: str
    alone: bool = True


# What ministries are for, where news has several words for one field.
FIELDS = (
    Form(
        "foreign", "Foreign Affairs", "(?:foreign|external)(?: affairs| relations)?",
        ("Foreign Ministry", "Ministry of Foreign Affairs", "Ministry for External Relations"),
        "Ministry of Foreign Trade",
    ),
    Form(
        "defence", "Defence", "(?:national )?defen[cs]e",
        ("Defense Ministry", "Ministry of National Defence"), "Ministry of Civil Defence",
    ),
    Form(
        "interior", "Internal Affairs", "interior|internal affairs",
        ("Interior Ministry", "Ministry of the Interior", "Ministry of Internal Affairs"),
        "Ministry of Internal Affairs and Communications",
    ),
    Form(
        "emergencies", "Emergency Situations", "emergencies|emergency situations",
        ("Emergencies Ministry", "Ministry of Emergency Situations"), "Ministry of Energy",
    ),
    Form(
        "health", "Health", "(?:public )?health(?: ?care)?",
        ("Health Ministry", "Ministry of Healthcare"), "Ministry of Health and Sport",
    ),
    Form(
        "treasury", "the Treasury", "treasury",
        ("Treasury Department", "Department of the Treasury"), "Department of Finance",
    ),
    Form(
        "environment", "the Environment", "environment",
        ("Environment Ministry", "Ministry of the Environment", "Ministry of Environment"),
        "Ministry of Environment and Water",
    ),
    Form(
        "labour", "Labour", "labou?r", ("Labor Ministry", "Ministry of Labour"),
        "Ministry of Labour and Welfare",
    ),
)  # fmt: skip

# What else every state may have. Of one word alone a text may mean anything.
BODIES = (
    Form("national-assembly", "National Assembly", "national assembly",
         ("National Assembly",), "Welsh National Assembly"),
    Form("house-of-representatives", "House of Representatives", "house of representatives",
         ("House of Representatives",), "House of Commons"),
    Form("chamber-of-deputies", "Chamber of Deputies", "chamber of deputies",
         ("Chamber of Deputies",), "Chamber of Commerce"),
    Form("council-of-ministers", "Council of Ministers", "council of ministers",
         ("Council of Ministers",), "Council of Foreign Ministers"),
    Form("cabinet-of-ministers", "Cabinet of Ministers", "cabinet of ministers",
         ("Cabinet of Ministers",), "Shadow Cabinet"),
    Form("supreme-court", "Supreme Court", "supreme court", ("Supreme Court",), "High Court"),
    Form("constitutional-court", "Constitutional Court", "constitutional court",
         ("Constitutional Court",), "Court of Justice"),
    Form("armed-forces", "Armed Forces", "armed forces", ("Armed Forces",), "Special Forces"),
    Form("general-staff", "General Staff", "general staff", ("General Staff",), "Staff College"),
    Form("government", "Government", "government", ("Government",), "Labour Government", False),
    Form("parliament", "Parliament", "parliament", ("Parliament",), "Youth Parliament", False),
    Form("senate", "Senate", "senate", ("Senate",), "Academic Senate", False),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Only:
    """A name, by a pattern of folded words, that the body of one state alone has in English."""

    id: str
    country: str
    pattern: str
    example: str
    counter: str


ONLY = (
    Only("us-defense", "country/united-states", "department of defense|defense department",
         "Defense Department", "Department of Defence"),
    Only("us-treasury", "country/united-states",
         "department of(?: the)? treasury|treasury department", "Department of the Treasury",
         "Department of Finance"),
    Only("us-labor", "country/united-states", "department of labor|labor department",
         "Department of Labor", "Department of Labour"),
)  # fmt: skip

# The fields in which a department is a ministry, and not a part of one or of a university.
_PORTFOLIOS = (
    "agriculture|commerce|culture|defen[cs]e|education|employment|energy|finance|foreign affairs|"
    "foreign affairs and trade|health|home affairs|immigration|industry|interior|justice|labou?r|"
    "national defen[cs]e|state|trade|transport|transportation|treasury|veterans affairs"
)
_OF = "(?:federal )?(?:{head}) (?:of|for)(?: the)? (?P<of>.+)"
_MINISTRY = re.compile(_OF.format(head="ministry") + "|(?P<before>.+) ministry")
_DEPARTMENT = re.compile(
    rf"(?:federal )?department (?:of|for)(?: the)? (?P<of>{_PORTFOLIOS})"
    rf"|(?P<before>{_PORTFOLIOS}) department"
)
_FIELDS = tuple((re.compile(form.pattern), form.normal) for form in FIELDS)
_BODIES = tuple((re.compile(form.pattern), form) for form in BODIES)
_HEADS = (("Ministry", _MINISTRY), ("Department", _DEPARTMENT))
_LOOSE = frozenset({",", "-", "of", "the", "for", "'", "’", "'s", "’s", "s"})
_POLITIES = frozenset({"Republic", "Kingdom", "Federation"})
_KINDS = frozenset({EntityKind.GOVERNMENT_BODY, EntityKind.ORGANISATION})
_LONGEST = 160  # characters; longer ones are several names that were read as one


@lru_cache(maxsize=1 << 14)
def normal_form(name: str, country: str = "") -> str:
    """The normal form of a body that every state has, without its state; "" of anything else.

    ``country`` is the key of the state whose names may stand in it. Without one, what is a single
    word is none.

    >>> normal_form("Russian Foreign Ministry", "country/russia")
    'Ministry of Foreign Affairs'
    >>> normal_form("Ministry of Defense"), normal_form("Government"), normal_form("Tin Ministry")
    ('Ministry of Defence', '', 'Ministry of Tin')
    """
    if len(name) > _LONGEST:
        return ""
    rest = _without(name, country) if country else name
    folded = fold(rest).removeprefix("the ")
    for pattern, form in _BODIES:
        if pattern.fullmatch(folded):
            return form.normal if form.alone or country else ""
    for head, pattern in _HEADS:
        if found := pattern.fullmatch(folded):
            field = _field(found["of"] or found["before"], rest)
            return f"{head} of {field}" if field else ""
    return ""


def only_state(name: str) -> str:
    """The key of the one state whose body has a name, "" for what others may have as well.

    >>> only_state("the Defense Department")
    'country/united-states'
    """
    folded = fold(name).removeprefix("the ")
    return next((one.country for one in ONLY if re.fullmatch(one.pattern, folded)), "")


def _field(folded: str, name: str) -> str:
    """The field of a ministry: in normal words, else as the name has it."""
    for pattern, normal in _FIELDS:
        if pattern.fullmatch(folded):
            return normal
    if re.search(r"\b(?:ministry|department|government|office)\b", folded):
        return ""  # two names that were read as one
    words = name.split()
    for first in range(len(words)):
        for last in range(len(words), first, -1):
            if fold(" ".join(words[first:last])) == folded:
                return " ".join(words[first:last])
    return folded.title()


def _without(name: str, country: str) -> str:
    """The name without the words for its state, and what joins them to it."""
    words = list(tokenize(name).words)
    at = 0
    while at < len(words):
        found = gazetteer().match(words, at)
        if found is None or found.entry.key != country:
            at += 1
            continue
        del words[at : at + found.length]
        loose = _LOOSE
        while at and words[at - 1] in loose:
            at -= 1
            loose = _LOOSE | _POLITIES if words[at] == "of" else _LOOSE
            del words[at]
        while at == 0 and words and words[0] in _LOOSE:
            del words[0]
    return " ".join(words)


def listed_body(normal: str, country: str) -> Entry | None:
    """The only body of a state in the list of names that has a normal form, with its item."""
    return _listed().get((normal, country))


@cache
def _listed() -> dict[tuple[str, str], Entry | None]:
    found: dict[tuple[str, str], Entry | None] = {}
    for entry in gazetteer().entries.values():
        if entry.kind in _KINDS and entry.country and entry.wikidata:
            normal = normal_form(entry.name, entry.country)
            if normal:
                place = normal, entry.country
                found[place] = None if place in found else entry
    return found
