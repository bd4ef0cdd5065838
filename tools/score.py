"""How well the extraction reads documents whose facts are known: `make score`.

The development gold and its scorer lie beside the checkout, in ../shared/extraction-dev; they are
no part of the project. Options after the names of gold files go to the scorer:

    python tools/score.py                        all groups
    python tools/score.py docs --errors 40       one group, with the first 40 errors
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from kg.pipeline import Failure, extract_paths

GOLD = Path(__file__).resolve().parents[2] / "shared" / "extraction-dev"
GROUPS = {
    "docs": ["docs_real_dev", "docs_gold_dev"],
    "readouts": ["readouts_dev_silver"],
    "offices": ["sent_office_dev", "text2kgbench_politics_train"],
    "nominees": ["sent_office_nominee_dev"],
    "memberships": ["sent_membership_dev"],
    "membership-states": ["sent_membership_states_dev"],
    "meetings": ["sent_meeting_events_dev"],
    "no-meetings": ["neg_meeting_dev"],
    "mentions": ["mentions_crossner_politics_dev"],
}


def predict(gold: list[Path], out: Path) -> None:
    """Write what the extraction reads in the records of the gold files, for the scorer."""
    with out.open("w", encoding="utf-8") as file:
        for result in extract_paths(gold):
            if isinstance(result, Failure):
                print(f"score: {result.path}: {result.place}: {result.reason}", file=sys.stderr)
            else:
                file.write(json.dumps(result) + "\n")


def main(argv: list[str]) -> int:
    """Score the groups that are named, or all of them."""
    if not GOLD.is_dir():
        print("score: there is no development gold (../shared/extraction-dev)", file=sys.stderr)
        return 1
    chosen = [name for name in argv if name in GROUPS] or list(GROUPS)
    options = [argument for argument in argv if argument not in GROUPS]
    for name in chosen:
        gold = [GOLD / f"{stem}.jsonl" for stem in GROUPS[name]]
        with tempfile.TemporaryDirectory() as folder:
            pred = Path(folder) / "pred.jsonl"
            predict(gold, pred)
            print(f"── {name}", flush=True)
            command = [sys.executable, GOLD / "score.py", *gold, "--pred", pred, *options]
            subprocess.run(command, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
