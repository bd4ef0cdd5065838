"""Which fixture needs which rule: those that turn red when the rule is switched off."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from kg.extract import extract
from kg.extract.items import items
from kg.extract.reading import read
from kg.extract.registry import RULES
from kg.extract.trace import Trace
from kg.loading import Failure, read_paths
from kg.model import Document
from tools.scoring.compare import Item
from tools.scoring.match import compare
from tools.scoring.sets import FIXTURES, gold_records


@dataclass(frozen=True)
class Fixture:
    """A fixture and its document as it is loaded."""

    document: Document
    gold: Item

    def is_right(self, without: frozenset[str] = frozenset()) -> bool:
        """Whether everything in it is read, and nothing else, without the rules of some ids."""
        found: list[Item] = list(items(self.document, extract(self.document, without)))
        return not compare(self.gold, found)[1]


@dataclass
class Fixtures:
    """The fixtures that are entirely right, by the rules that read something in them."""

    by_rule: dict[str, list[Fixture]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def all(cls) -> Fixtures:
        """Read the fixtures and record which rules take part in which."""
        gold = {str(record["id"]): record for record in gold_records("fixtures")}
        made = cls()
        for loaded in read_paths([FIXTURES]):
            if isinstance(loaded, Failure):
                raise ValueError(f"{loaded.path}: {loaded.reason}")
            fixture = Fixture(loaded.document, gold[loaded.document.id])
            if fixture.is_right():
                trace = Trace()
                read(fixture.document, trace=trace)
                for rule in trace.rules():
                    made.by_rule[rule].append(fixture)
        return made

    def needing(self, rule: str) -> Fixture | None:
        """The first fixture that turns red when a rule is switched off, None where none does."""
        off = frozenset({rule})
        return next((f for f in self.by_rule.get(rule, ()) if not f.is_right(off)), None)


def unneeded() -> list[str]:
    """The ids of the rules that no fixture needs."""
    fixtures = Fixtures.all()
    return [rule.id for rule in RULES if fixtures.needing(rule.id) is None]
