"""How well the extraction reads documents whose facts are known: `make score`.

    python tools/score.py                           every set
    python tools/score.py fixtures --errors 40      one set, with its first 40 errors
    python tools/score.py fixtures/offices          one group of the fixtures
    python tools/score.py links links-dev           links to Wikidata
    python tools/score.py --raise-floors            lift the floors to what is reached now
    python tools/score.py --unneeded                rules that no fixture needs

Sets are ours (fixtures, examples, links: tests/golden) and, where it lies beside the checkout, the
development gold (../shared/extraction-dev, ../shared/linking-dev). A score below its floor is
marked; the exit status is then 1, as a test in tests/golden would fail.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.scoring import development, floors, links, rules, sets

HEADER = f"{'kind':26} {'found':>5} {'miss':>5} {'false':>5} {'P':>6} {'R':>6} {'F1':>6}  details"
# The development gold's scorer counts the documents, too.
HEADER_DEVELOPMENT = HEADER.replace("kind" + " " * 22, "kind" + " " * 22 + "   rec", 1)


def parse(argv: list[str], whole: list[str]) -> argparse.Namespace:
    """The arguments; an unknown set is refused by name."""
    known = [*whole, *sets.GROUPS]
    parser = argparse.ArgumentParser(description="Score the extraction on known documents.")
    parser.add_argument("sets", nargs="*", metavar="SET", help=", ".join(known))
    parser.add_argument("--file", action="append", default=[], metavar="SET", help="same as SET")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list the first N")
    parser.add_argument("--raise-floors", action="store_true", help="keep what is reached now")
    parser.add_argument("--unneeded", action="store_true", help="list rules no fixture needs")
    arguments = parser.parse_args(argv)
    arguments.sets = [*arguments.sets, *arguments.file] or whole
    for name in arguments.sets:
        if name not in known:
            parser.error(f"no such set: {name} (there are: {', '.join(known)})")
    return arguments


def show(score: sets.Score, errors: int, low: list[str], header: str) -> None:
    """Print the table of a set, what is too low, and its first errors."""
    predictions = score.predictions
    speed = f"{predictions.speed:,.0f} characters a second"
    print(f"── {score.name}: {len(predictions.items)} documents, {speed}")
    print(header, *score.rows, sep="\n")
    for line in low:
        print(f"BELOW ITS FLOOR: {line}")
    for line in score.faults[:errors]:
        print(f"  {line}")
    print(flush=True)


def main(argv: list[str]) -> int:
    """Score the sets that are named, or all of them; 1 if one has fallen below its floors."""
    shared = development.available()
    linked = links.available()
    arguments = parse(argv, [*sets.OURS, *shared, *linked])
    if arguments.unneeded:
        print(*rules.unneeded(), sep="\n")
        return 0
    limits = floors.read()
    fallen = False
    for name in arguments.sets:
        ours = name in sets.OURS or name in sets.GROUPS
        scorer = links if name in linked else sets if ours else development
        score = scorer.score(name)
        low = floors.below(limits.get(name, {}), score.measures)
        fallen = fallen or bool(low)
        show(score, arguments.errors, low, HEADER if name not in shared else HEADER_DEVELOPMENT)
        if name not in sets.GROUPS:
            limits[name] = floors.raised(limits.get(name, {}), score.measures)
    if not shared:
        print("The development gold (../shared/extraction-dev) is not there: not scored.")
    if arguments.raise_floors:
        floors.write(limits)
        print(f"Floors written to {floors.FILE.name}.")
    return int(fallen)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
