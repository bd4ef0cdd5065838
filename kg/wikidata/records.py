"""What Wikidata says of items that our entities are linked to, as it was fetched, line by line."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kg.online.line_file import LineFile
from kg.resolve.item import Item

FILE = "enrichment.jsonl"
GAZETTEER = "gazetteer "  # the source of what the gazetteer says, before its version


@dataclass(frozen=True, slots=True, order=True)
class Held:
    """A term of office (P39). Dates are ISO dates at their own precision, "" where unknown;
    ``statement`` is the IRI of Wikidata's own statement, "" where it is not known."""

    office: str
    start: str = ""
    end: str = ""
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What one source said of one item at one time.

    ``source`` is the address of an endpoint, or GAZETTEER and a version. ``memberships`` are
    Q-numbers of organisations (P463), None where the source does not tell any.
    """

    qid: str
    source: str
    time: datetime
    labels: dict[str, str] = field(default_factory=dict)  # by language
    born: str = ""
    died: str = ""
    held: tuple[Held, ...] = ()
    memberships: tuple[str, ...] | None = None

    def says_the_same(self, other: Record) -> bool:
        """Whether both are of one source and differ in the time at most."""
        return replace(self, time=other.time) == other


class RecordFile(LineFile[Record]):
    """The records of one store."""

    def __init__(self, root: Path) -> None:
        super().__init__(root / FILE, _record, _content)

    def latest(self) -> list[Record]:
        """The last record of each item, by item: what an endpoint said before the gazetteer's."""
        last: dict[str, Record] = {}
        for each in self.read():
            before = last.get(each.qid)
            if before is None or _is_online(each) or not _is_online(before):
                last[each.qid] = each
        return [last[qid] for qid in sorted(last)]


def of_item(item: Item, version: str, time: datetime) -> Record:
    """What the gazetteer says of an item."""
    return Record(
        item.qid,
        GAZETTEER + version,
        time,
        {"en": item.label},
        item.born,
        item.died,
        tuple(sorted({Held(term.office, term.start, term.end) for term in item.terms})),
    )


def _is_online(record: Record) -> bool:
    return not record.source.startswith(GAZETTEER)


def _content(record: Record) -> dict[str, Any]:
    return asdict(record) | {"time": record.time.isoformat()}


def _record(content: dict[str, Any]) -> Record:
    memberships = content["memberships"]
    return Record(
        **content
        | {
            "time": datetime.fromisoformat(content["time"]).astimezone(UTC),
            "held": tuple(Held(**each) for each in content["held"]),
            "memberships": None if memberships is None else tuple(memberships),
        }
    )
