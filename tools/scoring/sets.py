"""Our own sets of documents with known content, in tests/golden, scored by our own rules."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from tools.scoring.match import KINDS, Fault, Tally, compare
from tools.scoring.predict import Predictions, predict

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"
FIXTURES = GOLDEN / "fixtures"  # one file a group of phenomena
OURS = {"fixtures": [FIXTURES], "examples": [ROOT / "examples"]}
GROUPS = {f"fixtures/{path.stem}": [path] for path in sorted(FIXTURES.glob("*.jsonl"))}
Measures = dict[str, dict[str, float]]  # kind → measure → value


@dataclass
class Score:
    """What a set reaches: `measures` (0 to 1) have floors; `rows` are printed as they are."""

    name: str
    measures: Measures
    rows: list[str]
    predictions: Predictions
    faults: list[str] = field(default_factory=list)


def gold_records(name: str) -> list[dict[str, object]]:
    """The gold of one of our own sets or groups, a record a document."""
    folder = GOLDEN / name
    paths = sorted(folder.glob("*.jsonl")) if folder.is_dir() else [GOLDEN / f"{name}.jsonl"]
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return [json.loads(line) for line in lines if line.strip()]


def score(name: str) -> Score:
    """Score one of our own sets."""
    predictions = predict((OURS | GROUPS)[name])
    total = {kind: Tally() for kind in KINDS}
    faults: list[Fault] = []
    whole = 0
    records = gold_records(name)
    for record in records:
        tallies, found = compare(record, predictions.items.get(str(record["id"]), []))
        faults.extend(found)
        whole += not found
        for kind, tally in tallies.items():
            total[kind].add(tally)
    measures = {kind: _measures(tally) for kind, tally in total.items()}
    measures["document"] = {"accuracy": whole / len(records)}
    rows = [_row(kind, tally) for kind, tally in total.items()]
    rows.append(f"{whole} of {len(records)} documents entirely right")
    return Score(name, measures, rows, predictions, [_fault_line(fault) for fault in faults])


def _measures(tally: Tally) -> dict[str, float]:
    # Details as shares of all the gold: as shares of what was found, they would fall with every
    # new find that is not perfect.
    wanted = tally.found + tally.missed
    shares = {name: right / wanted for name, (right, _) in tally.details.items()}
    return {"precision": tally.precision, "recall": tally.recall, **shares}


def _row(kind: str, tally: Tally) -> str:
    counts = f"{tally.found:5} {tally.missed:5} {tally.false:5}"
    rates = f"{tally.precision:6.3f} {tally.recall:6.3f} {tally.f1:6.3f}"
    details = "; ".join(f"{name} {right}/{n}" for name, (right, n) in tally.details.items())
    return f"{kind:26} {counts} {rates}  {details}".rstrip()


def _fault_line(fault: Fault) -> str:
    def plain(item: object) -> str:
        kept = {"kind", "evidence", "optional", "note", "require_status"}
        values = {k: v for k, v in item.items() if k not in kept} if isinstance(item, dict) else {}
        return json.dumps(values, ensure_ascii=False)

    line = f"{fault.kind:5} {fault.what:12} {fault.document}: {plain(fault.item)}"
    return f"{line} ≠ {plain(fault.gold)}" if fault.gold is not None else line
