"""What came of a load, a rebuild, or of forgetting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kg.loading import Failure

Progress = Callable[[int, int], None]  # done, in all (0 where unknown)
Outcome = Callable[[Mapping[str, object]], None]  # one record for each source, as it happens


@dataclass(slots=True)
class LoadReport:
    """What a load did. ``entities`` and ``claims`` are those of the whole store afterwards.

    ``unused`` counts what the loaders saw and left aside, by kind; ``foreign`` the documents that
    are kept but not read for facts, because they are not in English, by language. ``shares`` are
    the seconds spent in each step.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    failures: list[Failure] = field(default_factory=list)
    entities: int = 0
    claims: int = 0
    seconds: float = 0.0
    unused: Counter[str] = field(default_factory=Counter)
    foreign: Counter[str] = field(default_factory=Counter)
    shares: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class RebuildReport:
    """What a rebuild did: claims that came and went, by the rule that reads them."""

    documents: int = 0
    changed: int = 0
    came: Counter[str] = field(default_factory=Counter)
    went: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class ForgetReport:
    """What was forgotten: the ids, as they were given."""

    forgotten: tuple[str, ...]
