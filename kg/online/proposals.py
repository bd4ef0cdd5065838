"""What services propose: which entity of theirs one of ours may be. Nothing in the graph follows.

A proposal is one line of JSON that is never changed, in a file beside the archive; the last one of
a service for a question counts. It is no decision: our own linker and people make those, and
``kg judge`` is how a person makes a proposal a link.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from kg.errors import StoreError
from kg.online.service import Found, Wanted
from kg.resolve.decision import Outcome

FILE = "proposals.jsonl"
_LONGEST_LINE = 1 << 20  # bytes; candidates are few, and what is kept of each is short
_AHEAD = 0.10  # share of the best score that it must be ahead of the next by


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a service said of one entity, and what that comes to.

    ``entity`` is its IRI without the base, ``question`` a digest of what was asked. ``score`` and
    ``margin`` are in the service's own measure.
    """

    entity: str
    name: str
    service: str
    version: str
    question: str
    time: datetime
    outcome: Outcome
    iri: str = ""
    qid: str = ""
    score: float = 0.0
    margin: float = 0.0
    runner_up: str = ""
    reasons: tuple[str, ...] = ()
    candidates: tuple[Found, ...] = ()

    @property
    def line(self) -> str:
        """The proposal as a line of the file."""
        content = asdict(self) | {"time": self.time.isoformat(), "outcome": self.outcome.value}
        return json.dumps(content, ensure_ascii=False, sort_keys=True)


def question(service: str, version: str, wanted: Wanted) -> str:
    """A digest of what is asked of whom: the same question need not be asked twice."""
    content = json.dumps([service, version, wanted.name, wanted.type, wanted.properties])
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def proposed(found: Sequence[Found]) -> tuple[Outcome, float, tuple[str, ...]]:
    """What candidates come to: outcome, margin and reasons.

    As with our own linker, the best must be clear of the next, else nothing is proposed. It is
    taken for the same only where the service itself says so, and of that one alone; else it is
    close at most.
    """
    if not found:
        return Outcome.NONE, 0.0, ("the service has nothing of that name",)
    best, *others = found
    margin = best.score - others[0].score if others else best.score
    matches = [each for each in found if each.match]
    if len(matches) > 1:
        return Outcome.ABSTAINED, margin, (f"the service takes {len(matches)} for the same",)
    if matches and not best.match:
        return Outcome.ABSTAINED, margin, ("the service takes another for the same than its best",)
    if others and margin < _AHEAD * abs(best.score):
        return Outcome.ABSTAINED, margin, ("the service puts two too near to each other",)
    if best.match:
        return Outcome.ACCEPTED, margin, ("the service takes it for the same, and is ahead",)
    return Outcome.CLOSE, margin, ("the service does not take it for the same",)


class ProposalFile:
    """The proposals of one store."""

    def __init__(self, root: Path) -> None:
        self.path = root / FILE

    def read(self) -> list[Proposal]:
        """All proposals in the order in which they came; a broken last line is left out.

        Raises:
            StoreError: the file cannot be read.
        """
        try:
            lines = self.path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return []
        except OSError as error:
            raise StoreError(f"{self.path} cannot be read: {error.strerror}") from error
        return list(_proposals(lines, self.path))

    def known(self) -> dict[tuple[str, str], Proposal]:
        """The last proposal for each entity and question."""
        return {(each.entity, each.question): each for each in self.read()}

    def latest(self) -> list[Proposal]:
        """The last proposal of each service for each entity, by entity and service."""
        last = {(each.entity, each.service): each for each in self.read()}
        return [last[key] for key in sorted(last)]

    def append(self, proposals: Iterable[Proposal]) -> None:
        """Add proposals, and see to it that they survive a loss of power.

        Raises:
            StoreError: the file cannot be written.
        """
        try:
            with self.path.open("a+b") as stream:
                fcntl.flock(stream, fcntl.LOCK_EX)
                _cut_torn_line(stream)
                stream.write("".join(f"{each.line}\n" for each in proposals).encode())
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise StoreError(f"{self.path} cannot be written: {error.strerror}") from error


def _cut_torn_line(stream: IO[bytes]) -> None:
    """Remove the part of a line that a crash leaves at the end: it is asked for again."""
    size = stream.seek(0, os.SEEK_END)
    start = max(0, size - _LONGEST_LINE)
    stream.seek(start)
    tail = stream.read()
    if tail and not tail.endswith(b"\n"):
        stream.truncate(start + tail.rfind(b"\n") + 1)
    stream.seek(0, os.SEEK_END)


def _proposals(lines: Sequence[bytes], path: Path) -> Iterator[Proposal]:
    last = len(lines)
    while last and not lines[last - 1].strip():
        last -= 1
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _proposal(json.loads(line))
        except (ValueError, TypeError, KeyError) as error:
            if number != last:
                raise StoreError(
                    f"{path}, line {number} is no proposal ({error}): remove the line"
                ) from None


def _proposal(content: dict[str, Any]) -> Proposal:
    candidates = tuple(Found(**each) for each in content.pop("candidates"))
    return Proposal(
        **content
        | {
            "time": datetime.fromisoformat(content["time"]).astimezone(UTC),
            "outcome": Outcome(content["outcome"]),
            "reasons": tuple(content["reasons"]),
            "candidates": candidates,
        }
    )
