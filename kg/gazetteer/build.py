"""Makes a gazetteer artefact from a Wikidata dump or a SPARQL endpoint, in steps that can stop."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path

from kg.errors import UsageError
from kg.gazetteer.classes import PERSON, default_classes
from kg.gazetteer.dump import LineError, Reader
from kg.gazetteer.entity import Entity, item_of, kind_of_entity
from kg.gazetteer.lines import Batch, Mark, batches
from kg.gazetteer.staging import Staging
from kg.resolve.artefact import ITEMS, NAMES, Writer
from kg.resolve.compiled import shipped
from kg.resolve.item import OFFICE, Item, number

WORK = "work.sqlite"
_SAVED_EVERY = 1 << 26  # bytes of the file between two points to go on from
_SHOWN = 20  # bad lines that are told one by one


@dataclass(frozen=True, slots=True)
class Choice:
    """What to take from Wikidata.

    ``languages`` are codes of languages for names, best first; ``sitelinks`` is the least number of
    sitelinks of an organisation or place (persons with offices, states and offices are taken with
    any); ``classes`` map the numbers of classes to kinds.
    """

    languages: tuple[str, ...] = ("en",)
    sitelinks: int = 3
    classes: Mapping[int, str] = field(default_factory=default_classes)

    def job(self, source: str) -> object:
        """What the build of these choices is, as JSON."""
        return {
            "source": source,
            "languages": list(self.languages),
            "sitelinks": self.sitelinks,
            "classes": sorted(self.classes.items()),
        }


@dataclass(slots=True)
class Outcome:
    """What a build has done: lines or items read, items kept, and what had to be left out."""

    read: int = 0
    kept: int = 0
    bad: int = 0
    resumed: bool = False
    version: str = ""


Progress = Callable[[int, int], None]
Report = Callable[[str], None]


class Keeper:
    """Puts entities that a gazetteer takes into the staging area."""

    def __init__(self, staging: Staging, choice: Choice, source: str) -> None:
        self._staging = staging
        self._choice = choice
        self._source = source
        self._known = _shipped_kinds()

    @property
    def known(self) -> Iterable[int]:
        """The items of the shipped gazetteer, which are taken whatever their class is."""
        return self._known

    def keep(self, entity: Entity) -> None:
        """Keep an entity, or not."""
        kind = kind_of_entity(entity, self._choice.classes)
        sure = bool(kind) and (
            kind in {PERSON, OFFICE, "country"} or entity.sitelinks >= self._choice.sitelinks
        )
        if not sure and number(entity.qid) in self._known:
            kind, sure = kind or self._known[number(entity.qid)], True
        if kind and not sure and kind != OFFICE:
            return
        item = item_of(entity, kind or OFFICE, self._choice.languages, self._source)
        if item is not None:
            self._staging.put(item, sure=sure)


@cache
def _shipped_kinds() -> dict[int, str]:
    return {number(item.qid): item.kind for item in shipped()}


def build_from_dump(
    dump: Path,
    target: Path,
    choice: Choice,
    *,
    progress: Progress = lambda done, total: None,
    report: Report = lambda line: None,
    restart: bool = False,
) -> Outcome:
    """Read a dump into a gazetteer at ``target``; go on where an earlier call was interrupted.

    ``progress`` is told bytes of the file read and in all; ``report`` gets a line for each line of
    the dump that cannot be read (the first few; the rest is counted).

    Raises:
        UsageError: there is no such dump, it is damaged, or the target is something else.
        OSError: the target cannot be written.
    """
    size = _size(dump)
    source = f"wikidata:{dump.name}:{size}"
    outcome = Outcome()
    with staging_area(target, choice.job(source), restart=restart) as staging:
        keeper = Keeper(staging, choice, "wikidata")
        reader = Reader(choice.classes, keeper.known)
        begun = staging.recall("mark")
        mark = Mark(**begun) if begun else Mark()
        outcome.resumed = begun is not None
        outcome.bad = staging.recall("bad") or 0
        saved = 0
        for batch in batches(dump, mark):
            _read(batch, reader, keeper, outcome, lambda line: report(f"{dump}, {line}"))
            progress(batch.position, size)
            if batch.position - saved > _SAVED_EVERY:
                saved = batch.position
                _save(staging, batch.after, outcome)
            mark = batch.after
        _save(staging, mark, outcome)
        outcome.read = mark.line
        if not len(staging):
            raise UsageError(f"{dump} holds no item that a gazetteer takes: is it a Wikidata dump?")
        outcome.version, outcome.kept = publish(staging, target, source)
    shutil.rmtree(work_folder(target), ignore_errors=True)
    return outcome


def _read(batch: Batch, reader: Reader, keeper: Keeper, outcome: Outcome, report: Report) -> None:
    for at, line in enumerate(batch.lines, batch.first):
        if not reader.wanted(line):
            if len(line) > 3 and not line.startswith((b"{", b"[")):
                _complain(outcome, report, f"line {at}: no JSON object")
            continue
        try:
            entity = reader.entity(line)
            if entity is not None:
                keeper.keep(entity)
        except LineError as error:
            _complain(outcome, report, f"line {at}: {error}")


def _complain(outcome: Outcome, report: Report, text: str) -> None:
    outcome.bad += 1
    if outcome.bad <= _SHOWN:
        report(text + ": left out")


def _save(staging: Staging, mark: Mark, outcome: Outcome) -> None:
    staging.remember("mark", asdict(mark))
    staging.remember("bad", outcome.bad)
    staging.save()


def publish(staging: Iterable[Item], target: Path, description: str) -> tuple[str, int]:
    """Write the artefact beside the target and move it into place; version and number of items."""
    draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=work_folder(target)))
    version, count = Writer(draft).write(staging, description)
    draft.chmod(0o755)
    old = None
    if target.exists():
        old = work_folder(target) / "previous"
        shutil.rmtree(old, ignore_errors=True)
        target.rename(old)
    try:
        draft.rename(target)
    except OSError:
        if old is not None:
            old.rename(target)
        raise
    return version, count


def staging_area(target: Path, job: object, *, restart: bool) -> Staging:
    """What was read so far for a target.

    Raises:
        UsageError: the target is something else than a gazetteer.
    """
    known = (target / ITEMS).is_file() and (target / NAMES).is_file()
    if target.exists() and not known and not (target.is_dir() and not any(target.iterdir())):
        raise UsageError(f"{target} exists and is no gazetteer: name another place with --out")
    work = work_folder(target)
    if restart:
        shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True, exist_ok=True)
    return Staging(work / WORK, job)


def work_folder(target: Path) -> Path:
    """Where a build keeps what it has so far: beside its target, so that moving is a rename."""
    return target.with_name(target.name + ".partial")


def _size(dump: Path) -> int:
    if not dump.is_file():
        raise UsageError(f"there is no dump {dump}")
    return dump.stat().st_size
