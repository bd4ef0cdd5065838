"""Who does what a verb says: the subject of a verb group, found to its left."""

from __future__ import annotations

from typing import Final

from kg.extract.codes import is_literal, literal
from kg.extract.contact import FORMS
from kg.extract.coordination import Group
from kg.extract.delegations import plain_word as _word
from kg.extract.lattice import Lattice
from kg.extract.names import Name
from kg.extract.pattern import compile_rule

_VERBS: Final = frozenset(literal(form.code) for form in FORMS.values())
_LINK: Final = frozenset("and but then or later before after while".split())
_WHO: Final = frozenset("who which that".split())
# Words after which a name is no subject.
_GOVERNING: Final = frozenset(
    "with by of to from for between among against about into on than like including at in "
    "de facto told asked thanked urged briefed welcomed appointed named replaced".split()
)
_TRAIL: Final = frozenset("of from in at on for also ( himself herself both all".split())
_FAR: Final = 40  # symbols that a verb looks back at most


def subject_of(view: Lattice, symbol: int) -> Group | None:
    """The agents that do what the verb group at this place says; None where it stays open."""
    found = _subject_at(view, symbol - 1)
    if found is None and getattr(view.value(symbol), "words", ())[:1] == ("to",):
        found = _coordinated(view, symbol)
    if found is None:
        return None
    value = view.value(found)
    group = Group((value,)) if isinstance(value, Name) else value
    company = _company(view, found)
    return group if company is None else Group((*group.agents, *company.agents))


def _subject_at(view: Lattice, at: int) -> int | None:
    """The symbol of the subject whose verb group begins right behind ``at``."""
    if at < 0:
        return None
    code, word = view.codes[at], _word(view, at)
    if code == "T":
        return at if not _is_object(view, at) or _leads(view, at) else _coordinated(view, at)
    if code in "CO" and _is_clause_start(view, at - 1):
        return at
    if word == "it":
        return _it(view, at)
    if word in ("he", "she"):
        return _only_one(view, at)
    if word in _WHO:
        before = at - 1 if view.codes[at - 1 : at] == "," else at
        return _antecedent(view, before)
    if code == ")":
        opened = view.codes.rfind("(", max(0, at - _FAR), at)
        return _subject_at(view, opened - 1) if opened > 0 else None
    if code in ",-":
        return _before_insertion(view, at)
    if word in _LINK:
        return _coordinated(view, at)
    return _trailing(view, at)


def _antecedent(view: Lattice, at: int) -> int | None:
    """ "Maric, who met …": the name before the comma, or before the apposition."""
    if at > 0 and view.codes[at - 1] == "T":
        return at - 1
    return None


def _before_insertion(view: Lattice, at: int) -> int | None:
    """ "Berg, a farmer's daughter, met": what stands before the insertion; else the clause's."""
    mark = view.codes[at]
    if at > 0 and view.codes[at - 1] == "T" and not _is_object(view, at - 1):
        return at - 1  # "Berg, accompanied by Maric, met"
    opened = view.codes.rfind(mark, max(0, at - _FAR), at)
    if opened > 0 and view.codes[opened - 1] == "T":
        inside = view.codes[opened + 1 : at]
        relative = _word(view, opened + 1) in ("who", "whom", "whose", "which")
        if (relative or not _VERBS & set(inside)) and not _is_object(view, opened - 1):
            return opened - 1
    return _coordinated(view, at)


def _coordinated(view: Lattice, at: int) -> int | None:
    """ "Berg arrived in Oslo and met": the subject that began the clause before ``at``."""
    for symbol in range(at - 1, max(-1, at - _FAR), -1):
        code = view.codes[symbol]
        if code in ".;n:q":
            return None
        if code != "T" or _is_object(view, symbol):
            continue
        after = view.codes[symbol + 1]
        if after == "S":
            continue
        return symbol if _has_verb(view, symbol + 1, at) else None
    return None


def _has_verb(view: Lattice, first: int, last: int) -> bool:
    """Whether a finite verb can follow right behind a subject."""
    if first >= last:
        return False
    code, word = view.codes[first], _word(view, first)
    if code in _VERBS or code in ",(D":
        return True
    return bool(word) and (
        word.endswith(("ed", "s")) or word in _FINITE or view.codes[first] == "-"
    )


_FINITE: Final = frozenset(
    "was were is are has had will would did left went came flew spoke told said made took gave "
    "held met saw began led won lost brought sent then also later who paid laid put".split()
)


def _is_object(view: Lattice, symbol: int) -> bool:
    """Whether a name stands where objects stand."""
    if symbol == 0:
        return False
    code, word = view.codes[symbol - 1], _word(view, symbol - 1)
    if word in _DETERMINING and symbol > 1:
        code, word = view.codes[symbol - 2], _word(view, symbol - 2)
    at = symbol
    while at > 1 and view.codes[at - 1] in "XKF":
        at -= 1  # "with Rosatom chief Maric"
    if at < symbol and _word(view, at - 1) in _GOVERNING:
        return True
    if word in _COLLEAGUES or (code == "," and _word(view, symbol - 2) in _COLLEAGUES):
        return _is_counterpart(view, symbol)
    doing = code in "x*" or is_literal(code)  # "Berg, representing Maric, met"
    if doing and word.endswith("ing") and word not in _NO_DOING:
        return True
    return code in _VERBS or word in _GOVERNING


_NO_DOING: Final = frozenset(
    "morning evening visiting sitting ruling acting outgoing incoming serving leading being king "
    "spring meeting briefing building hearing gathering ceasing".split()
)
_COLLEAGUES: Final = frozenset("counterpart counterparts colleague colleagues".split())


_DETERMINING: Final = frozenset("the his her their its".split())


def _is_counterpart(view: Lattice, symbol: int) -> bool:
    """ "held talks with his Croatian counterpart, Maric": the object, as the counterpart is."""
    for at in range(symbol - 1, max(0, symbol - 9), -1):
        if _word(view, at) in ("his", "her", "their", "its") or view.codes[at] in _VERBS:
            governing = at if view.codes[at] in _VERBS else at - 1
            return view.codes[governing] in _VERBS or _word(view, governing) in _GOVERNING
    return False


def _leads(view: Lattice, symbol: int) -> bool:
    """ "A delegation led by Maric met": who leads those with whom the clause begins."""
    if _word(view, symbol - 1) != "by" or view.word(symbol - 2) not in ("led", "headed"):
        return False
    at = symbol - 3
    if view.word(at) not in ("delegation", "delegations", "mission", "team", "teams"):
        return False
    at -= 1
    while at > 0 and view.codes[at] in "xmKACO-#S" and _word(view, at) not in ("a", "an", "the"):
        at -= 1
    return _is_clause_start(view, at - 1)


def _is_clause_start(view: Lattice, at: int) -> bool:
    if at < 0:
        return True
    word = _word(view, at)
    if word == "the":
        return _is_clause_start(view, at - 1)
    return view.codes[at] in ",;:qnD-" or word in ("that", "while", "and", "but", "as", "when")


def _only_one(view: Lattice, at: int) -> int | None:
    """ "Berg will travel to Oslo, where she will meet": the only person named so far."""
    agents = [i for i in range(at) if view.codes[i] == "T" and view.codes[i + 1] != "S"]
    if len(agents) != 1 or _is_object(view, agents[0]) or "Z" in view.codes[agents[0] : at]:
        return None
    group = view.value(agents[0])
    return agents[0] if isinstance(group, Group) and len(group.agents) == 1 else None


def _it(view: Lattice, at: int) -> int | None:
    """ "the Taliban said it met": the only body of the sentence before."""
    bodies = [i for i in range(at) if view.codes[i] in "OC"]
    keys = {view.value(i).key for i in bodies}
    return bodies[0] if len(keys) == 1 and "T" not in view.codes[:at] else None


def _trailing(view: Lattice, at: int) -> int | None:
    """ "Berg of the Centre Party met": a phrase that belongs to the name before it."""
    for symbol in range(at, max(-1, at - 10), -1):
        code = view.codes[symbol]
        if code in ".;n:q,S" or code in _VERBS or _word(view, symbol) in _LINK:
            return None
        if code == "T":
            after = view.codes[symbol + 1], _word(view, symbol + 1)
            fits = after[0] in "D(" or after[1] in _TRAIL
            return symbol if fits and not _is_object(view, symbol) else None
    return None


def _company(view: Lattice, subject: int) -> Group | None:
    """ "Accompanied by Maric, Berg arrived"."""
    if subject < 4 or view.codes[subject - 1] != "," or view.codes[subject - 2] != "T":
        return None
    if [_word(view, subject - 4), _word(view, subject - 3)] == ["accompanied", "by"]:
        company: Group = view.value(subject - 2)
        return company
    return None


def clause_subject(view: Lattice, span: tuple[int, int]) -> Group | None:
    """Of whom a sentence tells that mentions an event: "In her talks with Maric, Berg said".

    The subject stands before the event, or behind the comma that ends the opening.
    """
    first, last = span
    for symbol in range(first - 1, -1, -1):
        if view.codes[symbol] in ";:qZ":
            break  # another office may be meant
        if view.codes[symbol] == "T" and not _is_object(view, symbol):
            if view.codes[symbol + 1] == "S":
                continue
            found: Group = view.value(symbol)
            return found
    stated = _stated_by(view, first)
    if stated is not None:
        return stated
    comma = view.codes.find(",", last, last + 24)
    if comma > 0 and "T" not in view.codes[:first]:
        at = comma + 1
        while at < len(view.codes) and (_word(view, at) == "the" or view.codes[at] == "D"):
            at += 1
        if view.codes[at : at + 1] == "T":
            return view.value(at)  # type: ignore[no-any-return]
    return None


def _stated_by(view: Lattice, last: int) -> Group | None:
    """ "This was stated by Berg after talks with Maric": the only agent, behind "by"."""
    agents = [i for i in range(last) if view.codes[i] == "T"]
    if len(agents) != 1 or _word(view, agents[0] - 1) != "by":
        return None
    found: Group = view.value(agents[0])
    return found if _word(view, agents[0] - 2) in _UTTERED else None


_UTTERED: Final = frozenset("stated said announced made emphasized stressed noted declared".split())


def announced_by(view: Lattice, last: int) -> Group | None:
    """ "A call with Maric is set for Monday, Berg's office said": whose office speaks of it."""
    m = _OFFICE.search(view.codes, last)
    if m is None:
        return None
    group: Group = view.value(m.start("who"))
    return group if len(group.agents) == 1 else None


_OFFICE: Final = compile_rule(
    ", (?:the)? (?<who>T) S [x K m]{0,2} (?:office|Z) @say (?= [. D] | on)"
)
