"""The development gold beside the checkout, scored by its own scorer, which is run as it is.

It lies in ../shared/extraction-dev and is no part of the project; where it is absent, nothing of
this is scored.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.scoring.predict import Predictions, predict
from tools.scoring.sets import ROOT, Measures, Score

FOLDER = ROOT.parent / "shared" / "extraction-dev"
SETS = {
    "docs": ("docs_real_dev", "docs_gold_dev"),
    "readouts": ("readouts_dev_silver",),
    "offices": ("sent_office_dev",),
    "politics": ("text2kgbench_politics_train",),
    "nominees": ("sent_office_nominee_dev",),
    "memberships": ("sent_membership_dev",),
    "membership-states": ("sent_membership_states_dev",),
    "meetings": ("sent_meeting_events_dev",),
    "no-meetings": ("neg_meeting_dev",),
    "mentions": ("mentions_crossner_politics_dev",),
}
_KIND = slice(35, 61)  # the columns of a row that name the kind
_DETAIL = re.compile(r"\b(place|date|type|status) (\d+)/(\d+)")


def available() -> list[str]:
    """Names of the sets that can be scored here."""
    return list(SETS) if (FOLDER / "score.py").is_file() else []


def score(name: str) -> Score:
    """Score one set of the development gold."""
    gold = [FOLDER / f"{stem}.jsonl" for stem in SETS[name]]
    predictions = predict(gold)
    with tempfile.TemporaryDirectory() as folder:
        file = _write(predictions, Path(folder) / "predictions.jsonl")
        strict = _run(gold, file, "--json", "--errors", "1000000")
        loose = _run(gold, file, "--ignore-status")
    totals = {row["kind"]: row for row in json.loads(strict.pop())}
    complete = _complete_kinds(gold)
    measures = {kind: _measures(row, kind in complete) for kind, row in totals.items()}
    rows = [row for row in strict if row.startswith("ALL ")]
    for row in rows:
        _add_details(measures, row, totals, ("place", "date", "type"))
    for row in loose:  # of meetings it compares the status only where status does not decide
        if row.startswith("ALL "):
            _add_details(measures, row, totals, ("status",))
    faults = [row for row in strict if row.startswith(("MISS ", "FALSE "))]
    return Score(name, measures, [row[_KIND.start :] for row in rows], predictions, faults)


def _write(predictions: Predictions, file: Path) -> Path:
    lines = (json.dumps({"id": name, "items": got}) for name, got in predictions.items.items())
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file


def _run(gold: list[Path], predictions: Path, *options: str) -> list[str]:
    files = [str(path) for path in gold]
    command = [sys.executable, str(FOLDER / "score.py"), *files, "--pred", str(predictions)]
    done = subprocess.run(
        [*command, *options], check=True, capture_output=True, text=True, encoding="utf-8"
    )
    return done.stdout.splitlines()


def _complete_kinds(gold: list[Path]) -> set[str]:
    """Kinds of which false items are counted in some record."""
    lines = (line for file in gold for line in file.read_text(encoding="utf-8").splitlines())
    return {kind for line in lines if line.strip() for kind in json.loads(line)["complete"] or ()}


def _measures(row: dict[str, float | None], complete: bool) -> dict[str, float]:
    # Nothing false where nothing was predicted: that is to be kept, too.
    precision = 1.0 if complete and row["P"] is None else row["P"]
    named = {"precision": precision, "recall": row["R"]}
    return {name: value for name, value in named.items() if value is not None}


def _add_details(
    measures: Measures, row: str, totals: dict[str, dict[str, float]], wanted: tuple[str, ...]
) -> None:
    """Add the details of a row, as shares of all the gold of its kind (see tools.scoring.sets)."""
    label = row[_KIND].strip()
    kind = "office_pr" if label.startswith("office (") else label
    for detail, right, _ in _DETAIL.findall(row):
        if detail in wanted and kind in measures:
            measures[kind][detail] = int(right) / (totals[kind]["tp"] + totals[kind]["fn"])
