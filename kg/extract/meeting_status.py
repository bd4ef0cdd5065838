"""What became of a meeting: the status that the verb or the noun of a match gives it."""

from __future__ import annotations

from typing import Final

from kg.extract.absentees import is_joint_act
from kg.extract.clauses import VerbGroup
from kg.extract.meeting_match import Match
from kg.extract.names import Name
from kg.extract.status import HABIT, is_called_off, looks_ahead, noun_status
from kg.model import MeetingStatus

_PASSIVE: Final = ("meeting.received-by", "meeting.attended-by", "meeting.papers-handed")
_STATIVE: Final = {
    "visit.on-a-visit": MeetingStatus.HELD,
    "visit.accompanying": MeetingStatus.HELD,
    "visit.accompanied": MeetingStatus.HELD,
    "visit.was-in": MeetingStatus.HELD,
    "meeting.discussed-by-phone": MeetingStatus.HELD,
    "meeting.told-in": MeetingStatus.HELD,
    "meeting.that-held": MeetingStatus.HELD,
    "meeting.discussed-during": MeetingStatus.HELD,
    "meeting.exchanged": MeetingStatus.HELD,
    "meeting.farewell": MeetingStatus.HELD,
    "meeting.brought-together": MeetingStatus.HELD,
    "meeting.talks-brought": MeetingStatus.HELD,
    "visit.will-be-in": MeetingStatus.PLANNED,
}


def status_of(match: Match) -> MeetingStatus | None:
    """The status; None where the words leave it open or deny it without more."""
    if match.verb is not None:
        return _of_verb(match)
    if match.rule.id in _GROUPED:
        return _of_group(match)
    stative = MeetingStatus.HELD if match.rule.joins else _STATIVE.get(match.rule.id)
    return stative or _of_noun(match)


_GROUPED: Final = frozenset(("meeting.joined-by", "meeting.signed-by"))


def _of_group(match: Match) -> MeetingStatus | None:
    """ "They were joined by Maric", "she will be accompanied by Maric", "was not signed by"."""
    if is_joint_act(match):
        return None
    inside = map(match.view.value, range(*match.m.span()))
    verb = next((value for value in inside if isinstance(value, VerbGroup)), None)
    if verb is not None:
        return verb.status if verb.passive or match.at("by") > match.at("a") else None
    ahead = looks_ahead(match.words(*match.m.span()))
    return MeetingStatus.PLANNED if ahead else MeetingStatus.HELD


def _of_noun(match: Match) -> MeetingStatus | None:
    noun = match.noun
    if noun is None:
        return None
    start, end = match.at("noun"), match.m.end()
    middle = match.words(start + 1, max(start + 1, match.at("a"), match.at("b")))
    words = (*noun.words, *middle)
    told = "place" in middle or ("held" in middle and "be" in middle)
    told = told or not _BEGUN.isdisjoint(middle)
    if told and _DENIED.isdisjoint(words):
        ahead = not {"will", "to"}.isdisjoint(middle)
        return MeetingStatus.PLANNED if ahead else MeetingStatus.HELD  # "talks took place between"
    status = noun_status(words, match.plain(start - 6, start), match.plain(end, end + 10))
    purpose = status is None and match.words(start - 1, start) == ["for"]
    if purpose and _has_gone(match, start):
        return MeetingStatus.HELD  # "visited Oslo for talks with"
    opens = start <= 2 and match.words(start - 1, start) in (["during"], ["in"], ["at"])
    if status is MeetingStatus.HELD and opens and looks_ahead(_main_clause(match, end)):
        return MeetingStatus.PLANNED  # "During the visit on Friday, Berg will meet Maric"
    if (status is MeetingStatus.HELD or purpose) and looks_ahead(match.plain(0, start)):
        return MeetingStatus.PLANNED  # "will sign it at the talks", "is due in Oslo for talks"
    return status


def _main_clause(match: Match, last: int) -> list[str]:
    """The subject behind the comma that ends an opening phrase, and the words of its first verb."""
    codes = match.view.codes
    comma = codes.find(",", last, last + _OPENING)
    if comma < 0:
        return []
    at = codes.find("T", comma, comma + _OPENING)
    at = comma if at < 0 else at
    words = match.plain(at + 1, min(at + _VERB, len(codes)))
    return [word for word in words if word != "would"]


_OPENING: Final = 12  # symbols
_VERB: Final = 4  # symbols behind a subject in which its verb begins


def _has_gone(match: Match, last: int) -> bool:
    """Whether the clause tells of a visit that took place, right before a purpose."""
    for symbol in range(last - 1, max(-1, last - 10), -1):
        value = match.view.value(symbol)
        if isinstance(value, VerbGroup):
            return value.word in _GONE and value.status is MeetingStatus.HELD
    told = " ".join(match.words(last - 10, last))
    return "was in" in told or "were in" in told  # "was in Oslo on Monday for talks with"


# Who "arrived" or "left for talks" may not have had them yet.
_GONE: Final = frozenset("visited flew travelled traveled went came flown gone".split())


def _of_verb(match: Match) -> MeetingStatus | None:
    verb, rule = match.verb, match.rule
    if verb is None or _is_conditional(match) or "neither" in match.words(*match.m.span()):
        return None
    if {"denied", "denies"} & set(match.words(match.at("verb") - 6, match.at("verb"))):
        return MeetingStatus.REFUSED if verb.status is MeetingStatus.HELD else None
    if match.noun is not None and not _ACCESSION.isdisjoint(match.noun.words):
        return None  # "were invited to open accession talks"
    if rule.id == "meeting.received" and verb.word in _WELCOMES and _is_of_states(verb):
        return None  # "The United States welcomes Secretary General Berg": on his election
    at = match.at("verb")
    if verb.word in _GOES and match.words(at + 1, at + 2) == ["on"]:
        return None  # "went on to Hyde Park", "to glory"
    rest = match.plain(match.m.end(), len(match.view.codes))
    if rule.id == "meeting.attended-by":
        # "plan to hold a meeting co-chaired by Berg"
        ahead = not verb.words and looks_ahead(match.plain(0, match.m.start()))
        return MeetingStatus.PLANNED if ahead or looks_ahead(rest[:5]) else verb.status
    if verb.passive != (rule.id in _PASSIVE):
        return None
    if rule.id in _ATTENDING and _was_invited(verb.words):
        return None  # "were also invited to attend": whether they came, the text leaves open
    status = verb.status
    if verb.words[:1] == ("to",) or (verb.tense == "base" and not verb.words):
        status = _bare(match, verb)
    missed = not {"was", "were"}.isdisjoint(verb.words) and "but" in rest
    if status is MeetingStatus.PLANNED and (missed or is_called_off(rest)):
        return MeetingStatus.CANCELLED
    vague = match.noun is not None and "no" in match.noun.words
    vague = vague or bool(HABIT & {word.lower() for word in rest[:3]})
    return None if vague and status is MeetingStatus.HELD else status


_BEGUN: Final = frozenset("begun began started opened resumed way".split())
_DENIED: Final = frozenset(("no", "any", "not", "never"))
_GOES: Final = frozenset("go goes went going gone".split())
_WELCOMES: Final = frozenset(("welcome", "welcomes"))


def _is_of_states(verb: VerbGroup) -> bool:
    """Whether nobody in person does what a verb says."""
    return verb.subject is not None and all(isinstance(x, Name) for x in verb.subject.agents)


_ACCESSION: Final = frozenset(("accession", "membership"))
_ATTENDING: Final = frozenset(("meeting.attended", "meeting.also-present"))


def _was_invited(words: tuple[str, ...]) -> bool:
    return "invited" in words and not {"was", "were", "been"}.isdisjoint(words)


def _is_conditional(match: Match) -> bool:
    """ "if Berg meets Maric"."""
    at = match.at("verb")
    words = match.words(at - 6, at)
    if match.words(0, 1) == ["had"]:
        return True  # "Had Berg met Maric, …"
    if "when" in words[-3:] and match.verb is not None and match.verb.tense in ("base", "third"):
        return True
    return bool({"if", "whether", "unless", "until", "should", "once"} & set(words))


def _bare(match: Match, verb: VerbGroup) -> MeetingStatus | None:
    """ "Minister to visit Oslo", "Berg and Maric meet": headlines, which have no full stop.

    In a sentence the plan is that of the verb before: "will travel to Oslo to meet".
    """
    view = match.view
    if view.codes[-1] != ".":
        at = match.at("verb")
        if view.codes[at - 1 : at] in ("T", "C", "O"):
            if not verb.words and view.codes[at - 1] == "T" and len(view.value(at - 1).agents) == 1:
                return None  # "Under Secretary Berg Travel to Geneva": a noun
            return MeetingStatus.PLANNED if verb.words else MeetingStatus.HELD
    at = match.at("verb")
    group = view.value(at - 1) if view.codes[at - 1 : at] == "T" else None
    if not verb.words and group is not None and len(group.agents) > 1:
        # "Berg and Maric meet in Oslo on Monday": what is to come, see ``scheduled``
        return MeetingStatus.HELD if "D" in view.codes[at + 1 : at + 8] else None
    for symbol in range(match.at("verb") - 1, -1, -1):
        before = view.value(symbol)
        if isinstance(before, VerbGroup):
            return MeetingStatus.PLANNED if before.status is MeetingStatus.PLANNED else None
    return None
