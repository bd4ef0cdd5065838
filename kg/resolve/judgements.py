"""What people decide about identity: same, different, link, unlink, and undo.

A judgement is one line of JSON that is never changed. It holds on to whom it is about by name and
by what tells them from others of the name (Wikidata item, offices, countries), not by an IRI, for
an IRI is a function of everything that is known and may be another one tomorrow.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from kg.errors import UsageError

_ITEM = re.compile(r"Q[1-9][0-9]{0,14}")
_KEY = re.compile(r"(?:person|country|organisation|place|office)/[^\s/]{1,300}")
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_LONGEST = 2000  # characters of a reason or a name
_MOST_MARKS = 200
_SHOWN = 3  # marks of a subject in words
_TIME = "give a time with its zone, such as 2024-03-19T10:00:00+00:00"


class Verb(StrEnum):
    """What a judgement says; the value is what stands in the file."""

    SAME = "same"
    DIFFERENT = "different"
    LINK = "link"
    UNLINK = "unlink"
    UNDO = "undo"


_SUBJECTS = {Verb.SAME: 2, Verb.DIFFERENT: 2, Verb.LINK: 1, Verb.UNLINK: 1, Verb.UNDO: 0}


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """Whom or what a judgement is about.

    ``key`` is the key of an entity ("organisation/nato") or of a person's name
    ("person/michael-miller"); ``name`` is for people to read. ``marks`` tell a person from others
    of the name: a Wikidata item ("Q1"), keys of offices and countries; where there are none of
    those, the roles the person is called by ("role/mayor").
    """

    key: str
    name: str = ""
    marks: tuple[str, ...] = ()

    @property
    def is_person(self) -> bool:
        """Whether the key is that of a person's name."""
        return is_person(self.key)

    @property
    def identity(self) -> tuple[str, tuple[str, ...]]:
        """What counts: the name is only for reading."""
        return self.key, self.marks

    def fit(self, marks: Iterable[str]) -> Fit:
        """How well the marks of somebody of the same name fit this subject."""
        theirs = set(marks)
        items = {mark for mark in self.marks if is_item(mark)}
        other_items = {mark for mark in theirs if is_item(mark)}
        if items and other_items:
            return Fit.ITEM if items & other_items else Fit.NONE
        shared = theirs.intersection(self.marks)
        if any(mark.startswith("office/") for mark in shared):
            return Fit.OFFICE
        return Fit.WEAK if shared or not (theirs or self.marks) else Fit.NONE

    def overlaps(self, other: Subject) -> bool:
        """Whether both mean one entity, as far as can be told from them alone."""
        if self.key != other.key:
            return False
        return not self.is_person or self.fit(other.marks) is not Fit.NONE


class Fit(StrEnum):
    """What of a subject's marks somebody has, from nothing to the Wikidata item."""

    NONE = "none"
    WEAK = "weak"  # a country, a role, or no marks on either side
    OFFICE = "office"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One line of the file.

    ``qid`` is the item of ``link``, and of ``unlink`` where only one item is meant. ``undoes`` is
    the id of the judgement that ``undo`` takes back. ``time`` is in UTC.
    """

    id: str
    verb: Verb
    subjects: tuple[Subject, ...]
    author: str
    time: datetime
    reason: str = ""
    qid: str = ""
    undoes: str = ""

    @property
    def order(self) -> tuple[datetime, str]:
        """Of two that contradict each other the greater one holds."""
        return self.time, self.id

    @property
    def line(self) -> str:
        """The judgement as a line of the file, without the line feed."""
        return json.dumps(_content(self) | {"id": self.id}, ensure_ascii=False, sort_keys=True)


def judge(
    verb: Verb,
    subjects: Iterable[Subject] = (),
    *,
    author: str,
    time: datetime,
    reason: str = "",
    qid: str = "",
    undoes: str = "",
) -> Judgement:
    """A new judgement, with an id that is a function of its content.

    Raises:
        UsageError: it cannot be one.
    """
    time = time.astimezone(UTC)
    made = Judgement("new", verb, tuple(subjects), author, time, reason, qid, undoes)
    digest = hashlib.blake2b(json.dumps(_content(made), sort_keys=True).encode(), digest_size=6)
    made = replace(made, id=digest.hexdigest())
    return parse(made.line)  # what is written can be read


def parse(line: str) -> Judgement:
    """The judgement that a line of the file holds.

    Raises:
        UsageError: it holds none; the message says what is wrong with it.
    """
    try:
        content = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"it is no JSON ({error})") from None
    if not isinstance(content, dict):
        raise UsageError("it is no JSON object")
    try:
        verb = Verb(_text(content, "verb"))
    except ValueError:
        known = ", ".join(Verb)
        raise UsageError(f"“verb” is {content.get('verb')!r}, not one of {known}") from None
    subjects = content.get("subjects", [])
    if not isinstance(subjects, list) or len(subjects) != _SUBJECTS[verb]:
        raise UsageError(f"“{verb}” needs {_SUBJECTS[verb]} subjects")
    return Judgement(
        id=_matching(content, "id", _ID, "letters and digits"),
        verb=verb,
        subjects=tuple(sorted(map(_subject, subjects))),
        author=_text(content, "author"),
        time=_time(_text(content, "time")),
        reason=_text(content, "reason", ""),
        qid=_qid(content, verb),
        undoes=_matching(content, "undoes", _ID, "an id") if verb is Verb.UNDO else "",
    )


def is_person(key: str) -> bool:
    """Whether a key is that of a person's name."""
    return key.startswith("person/")


def described(judgement: Judgement) -> str:
    """A judgement in words."""
    told = [_told(subject) for subject in judgement.subjects]
    match judgement.verb:
        case Verb.SAME:
            return f"{told[0]} is the same as {told[1]}"
        case Verb.DIFFERENT:
            return f"{told[0]} is not {told[1]}"
        case Verb.LINK:
            return f"{told[0]} is {judgement.qid}"
        case Verb.UNLINK:
            return f"{told[0]} is not {judgement.qid or 'in Wikidata'}"
        case Verb.UNDO:
            return f"{judgement.undoes} is undone"


def is_item(mark: str) -> bool:
    """Whether a text is the Q-number of a Wikidata item.

    >>> is_item("Q42"), is_item("Q0"), is_item("office/president")
    (True, False, False)
    """
    return _ITEM.fullmatch(mark) is not None


def _told(subject: Subject) -> str:
    name = subject.name or subject.key.rpartition("/")[2]
    marks = ", ".join(mark.rpartition("/")[2].replace("-", " ") for mark in subject.marks[:_SHOWN])
    more = ", …" if len(subject.marks) > _SHOWN else ""
    return f"{name} ({marks}{more})" if marks else name


# ---------------------------------------------------------------- reading and writing a line


def _content(judgement: Judgement) -> dict[str, object]:
    content: dict[str, object] = {
        "verb": judgement.verb.value,
        "author": judgement.author,
        "time": judgement.time.isoformat(),
        "reason": judgement.reason,
    }
    if judgement.subjects:
        content["subjects"] = [
            {"key": one.key, "name": one.name, "marks": list(one.marks)}
            for one in sorted(judgement.subjects)
        ]
    if judgement.qid:
        content["qid"] = judgement.qid
    if judgement.undoes:
        content["undoes"] = judgement.undoes
    return content


def _subject(content: object) -> Subject:
    if not isinstance(content, dict):
        raise UsageError("a subject is no JSON object")
    marks = content.get("marks", [])
    if not isinstance(marks, list) or not all(isinstance(mark, str) for mark in marks):
        raise UsageError("“marks” of a subject is no list of texts")
    if len(marks) > _MOST_MARKS:
        raise UsageError(f"a subject has more than {_MOST_MARKS} marks")
    key = _matching(content, "key", _KEY, "a key such as “person/ann-lee”")
    return Subject(key, _text(content, "name", ""), tuple(sorted(set(marks))))


def _qid(content: Mapping[str, object], verb: Verb) -> str:
    if verb is Verb.LINK or (verb is Verb.UNLINK and content.get("qid")):
        return _matching(content, "qid", _ITEM, "a Q-number such as “Q42”")
    return ""


def _text(content: Mapping[str, object], name: str, default: str | None = None) -> str:
    value = content.get(name, default)
    if not isinstance(value, str):
        raise UsageError(f"“{name}” is missing" if value is None else f"“{name}” is no text")
    if len(value) > _LONGEST:
        raise UsageError(f"“{name}” has more than {_LONGEST} characters")
    return value


def _matching(content: Mapping[str, object], name: str, pattern: re.Pattern[str], what: str) -> str:
    value = _text(content, name)
    if not pattern.fullmatch(value):
        raise UsageError(f"“{name}” is {value!r}, not {what}")
    return value


def _time(text: str) -> datetime:
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"“time” is {text!r}: {_TIME}") from None
    if time.tzinfo is None:
        raise UsageError(f"“time” is {text!r}: {_TIME}")
    return time.astimezone(UTC)
