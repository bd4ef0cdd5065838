"""Floors: what every set has reached. They are raised on request and never lowered.

tests/golden/floors.json: set → kind → measure → floor, rounded down to three decimals.
"""

from __future__ import annotations

import json
from math import floor

from tools.scoring.sets import GOLDEN, Measures

FILE = GOLDEN / "floors.json"
_SLACK = 1e-9  # binary fractions just below their decimal value

Floors = dict[str, Measures]


def read() -> Floors:
    """The floors of all sets."""
    floors: Floors = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    return floors


def below(floors: Measures, measures: Measures) -> list[str]:
    """What lies below its floor, in words. A measure that has a floor but no value is below it."""
    return [
        f"{kind} {measure}: {measures.get(kind, {}).get(measure, 0.0):.4f}, floor {limit}"
        for kind, limits in floors.items()
        for measure, limit in limits.items()
        if measures.get(kind, {}).get(measure, 0.0) < limit - _SLACK
    ]


def raised(floors: Measures, measures: Measures) -> Measures:
    """The floors, each lifted to what is reached now if that is more."""
    result = {kind: dict(limits) for kind, limits in floors.items()}
    for kind, values in measures.items():
        limits = result.setdefault(kind, {})
        for measure, value in values.items():
            limits[measure] = max(limits.get(measure, 0.0), floor((value + _SLACK) * 1000) / 1000)
    return result


def write(floors: Floors) -> None:
    """Write the file; equal floors give equal bytes."""
    FILE.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", encoding="utf-8")
