"""What the rules did in one run, recorded by the code that applies them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

UNFIT: Final = "the words around it, or what it names, do not fit"


@dataclass(frozen=True, slots=True)
class Event:
    """A rule read something, or left it alone for a reason. Offsets are into the text."""

    rule: str
    start: int
    end: int
    refused: str = ""  # why it was not read after all; "" where it was


@dataclass(slots=True)
class Trace:
    """The events of one run, in the order in which they happened."""

    events: list[Event] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.events)

    def rules(self) -> set[str]:
        """The rules that read something."""
        return {event.rule for event in self.events if not event.refused}
