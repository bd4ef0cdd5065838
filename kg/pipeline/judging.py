"""``kg judge``: a person decides who is the same, who is different, and which item is meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from kg.archive import Archive
from kg.consolidate.subjects import Subjects
from kg.errors import UsageError
from kg.pipeline.session import Session
from kg.resolve.catalogue import catalogue
from kg.resolve.judgement_file import BadLine, append_judgement, read_judgements
from kg.resolve.judgements import Judgement, Subject, Verb, judge
from kg.resolve.rulings import Standing, State, standings
from kg.saved import EntityResolver
from kg.settings import judgements_file, read_settings, write_settings
from kg.store import GraphReader

_KINDS = ("person", "organisation", "country", "place", "office")
_TIES = ("office", "country")
_SHORTEST = 4  # characters of an id that may stand for it


@dataclass(frozen=True, slots=True)
class Decided:
    """A judgement that was made, and those earlier ones that no longer hold because of it.

    ``doubts`` say what speaks against it, for people to read: it holds all the same.
    """

    judgement: Judgement
    overridden: tuple[Judgement, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A judgement of the file, and the IRIs of those it is about at present."""

    standing: Standing
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants judged. ``names`` are names, IRIs or paths; ``undoes`` an id."""

    verb: Verb
    names: tuple[str, ...] = ()
    author: str = ""
    reason: str = ""
    qid: str = ""
    undoes: str = ""


def decide(root: Path | str, order: Order) -> Decided:
    """Make a judgement: write it down, let the graph follow, and publish.

    Raises:
        UsageError: it means nobody, several, or nothing that can be judged.
        StoreError: there is no store, or another process writes.
    """
    root = Path(root)
    if not order.author.strip():
        raise UsageError("a judgement needs an author: say who you are (--author, or “author”)")
    with Session.open(root) as session:
        path = judgements_file(root, read_settings(root))
        known = read_judgements(path).judgements
        subjects, items = _subjects(root, session, order)
        made = judge(
            order.verb,
            subjects,
            author=order.author.strip(),
            time=datetime.now(UTC),
            reason=order.reason.strip(),
            qid=order.qid.strip().upper(),
            undoes=_undone(order, known),
        )
        before = {one.judgement.id for one in standings(known) if one.state is State.IN_FORCE}
        now = standings([*known, made])
        append_judgement(path, made)
        session.follow_judgements()
        session.publish()
    overridden = [
        one.judgement
        for one in now
        if one.state is State.OVERRIDDEN and one.by == made.id and one.judgement.id in before
    ]
    return Decided(made, tuple(overridden), tuple(_doubts(made, items)))


def _doubts(made: Judgement, items: Sequence[str]) -> Iterator[str]:
    """What speaks against a judgement: two items, or a number that nobody knows.

    ``items`` are those that its subjects were linked to before.
    """
    if made.verb is Verb.SAME and len(set(items) - {""}) > 1:
        told = " and ".join(sorted(set(items)))
        yield f"they are linked to two items, {told}; one of the links may be wrong"
    if made.verb is Verb.LINK:
        known = catalogue()
        if known.item(made.qid) is None:
            yield (
                f"the gazetteer has no {made.qid}: is the number right?"
                f" https://www.wikidata.org/wiki/{made.qid}"
            )


def list_judgements(root: Path | str) -> tuple[list[Listed], tuple[BadLine, ...]]:
    """All judgements in order of time, what became of them, and the lines that hold none.

    Raises:
        StoreError: there is no store, or the file cannot be read.
    """
    root = Path(root)
    settings = read_settings(root)
    read = read_judgements(judgements_file(root, settings))
    with Archive.open(root, readonly=True) as archive:
        subjects = Subjects(archive.database)
        found = [
            Listed(one, tuple(settings.base + path for path in subjects.about(one.judgement)))
            if one.state is State.IN_FORCE
            else Listed(one)
            for one in standings(read.judgements)
        ]
    return found, read.bad


def judgements_path(root: Path | str) -> Path:
    """The file of the judgements about a store.

    Raises:
        StoreError: there is no store.
    """
    root = Path(root)
    return judgements_file(root, read_settings(root))


def keep_judgements_in(root: Path | str, path: Path) -> int:
    """Keep judgements in another file from now on; returns how many were copied into it.

    What is in that file already holds as well; the former file stays as it is.

    Raises:
        StoreError: there is no store, another process writes, or the file cannot be written.
    """
    root, path = Path(root), path.absolute()
    with Session.open(root) as session:
        settings = read_settings(root)
        there = {one.id for one in read_judgements(path).judgements}
        missing = [
            one
            for one in read_judgements(judgements_file(root, settings)).judgements
            if one.id not in there
        ]
        for one in missing:
            append_judgement(path, one)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        write_settings(root, replace(settings, judgements=str(path)))
        session.follow_judgements()
        session.publish()
    return len(missing)


def _undone(order: Order, known: Sequence[Judgement]) -> str:
    if order.verb is not Verb.UNDO:
        return ""
    wanted = order.undoes.strip()
    found = [one.id for one in known if one.id == wanted] or [
        one.id for one in known if len(wanted) >= _SHORTEST and one.id.startswith(wanted)
    ]
    if len(found) != 1:
        several = "several judgements begin so" if found else "there is no such judgement"
        raise UsageError(f"“{wanted}”: {several}; kg judge list shows their ids")
    (standing,) = (one for one in standings(known) if one.judgement.id == found[0])
    if standing.state is State.UNDONE:
        raise UsageError(f"{found[0]} is undone already, by {standing.by}")
    return found[0]


def _subjects(root: Path, session: Session, order: Order) -> tuple[list[Subject], list[str]]:
    """Whom and what an order means, and the items that these are linked to, "" for none."""
    if order.verb is Verb.UNDO:
        return [], []
    with GraphReader.open(root) as reader:
        finder = _Finder(EntityResolver(reader), session)
        meant = [finder.meant(name) for name in order.names]
        found = [subject for subject, _ in meant]
        items = [finder.item(path) for _, path in meant]
    if len(found) < 2:
        return found, items
    one, other = found
    if one.identity == other.identity:
        raise UsageError(
            f"both are {one.key}: say which is meant by an office or country, as in"
            f" “{one.key}@{next(iter(one.marks), 'country/france')}”"
        )
    if one.is_person != other.is_person:
        raise UsageError(f"{one.key} and {other.key} are of different kinds, and never the same")
    if not one.is_person:
        raise UsageError(
            "only persons can be judged to be the same or different so far; organisations, places"
            " and offices can be linked: kg judge link NAME Q…"
        )
    return found, items


class _Finder:
    """Finds whom or what a name means, and what to hold on to."""

    def __init__(self, resolver: EntityResolver, session: Session) -> None:
        self._resolver = resolver
        self._base = session.base
        self._subjects = Subjects(session.archive.database)

    def meant(self, text: str) -> tuple[Subject, str]:
        """The subject of a judgement and its path: ``NAME``, or ``NAME@OFFICE-OR-COUNTRY``.

        Raises:
            UsageError: it means nothing, several, or has no such mark.
        """
        name, _, mark = text.partition("@")
        if not mark:
            path = self._path(name, _KINDS)
            return self._subjects.describe(path), path
        wanted = mark if mark.startswith("role/") else self._path(mark, _TIES)
        called = [
            entity.iri.removeprefix(self._base) for entity in self._resolver.find(name, _KINDS)
        ]
        paths = called or [self._path(name, _KINDS)]
        named = [(self._subjects.describe(path), path) for path in paths]
        found = [(one, path) for one, path in named if wanted in one.marks]
        if len(found) == 1:
            return replace(found[0][0], marks=(wanted,)), found[0][1]
        known = ", ".join(sorted({known for one, _ in found or named for known in one.marks}))
        raise UsageError(
            f"{'several' if found else 'none'} of those called {name} are known by {wanted};"
            f" known are: {known or 'nothing'}"
        )

    def item(self, path: str) -> str:
        """The number of the item that a node is linked to, "" for none."""
        return self._subjects.item(path)

    def _path(self, name: str, kinds: Sequence[str]) -> str:
        return self._resolver.resolve(name, kinds).removeprefix(self._base)
