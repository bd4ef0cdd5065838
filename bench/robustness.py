"""Does the extraction survive every file, and does its time grow with the text, not faster?

    python bench/robustness.py                    every file of the corpus, in two processes
    python bench/robustness.py --every 20         one file in twenty
    python bench/robustness.py --hostile          texts made to hurt, in three sizes

The corpus is found as in bench/extract.py. What breaks is named; so are the slowest documents, and
documents of more than 20,000 characters that are read slower than 0.1 million characters a second.
Exit status 1 if anything broke or was that slow, or if time grew faster than the text.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.extract import corpus  # noqa: E402  (also when run as a file)
from kg.extract import extract  # noqa: E402
from kg.extract.items import items  # noqa: E402
from kg.extract.registry import RULES  # noqa: E402
from kg.loading import Failure, read_paths  # noqa: E402
from kg.model import Document, Zone, ZoneKind  # noqa: E402

LARGE = 20_000  # characters from which slowness counts
LEAST = 100_000  # characters a second
GROWTH = 3.0  # time may grow so much when the text doubles (2 is linear)
_SHOWN = 20


@dataclass(frozen=True)
class Outcome:
    """What came of one document, or of a file that is none."""

    path: str
    characters: int = 0
    seconds: float = 0.0
    language: str = ""
    failure: str = ""  # the file could not be loaded, and this is the reason
    fault: str = ""  # the extraction broke

    @property
    def speed(self) -> float:
        """Characters a second."""
        return self.characters / self.seconds if self.seconds else float("inf")


def main() -> int:
    """Run over the corpus, or over hostile texts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, help="folder with documents")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="one file in N")
    parser.add_argument("--processes", type=int, default=2, metavar="N")
    parser.add_argument("--hostile", action="store_true", help="texts made to hurt")
    options = parser.parse_args()
    if options.hostile:
        return hostile()
    folder = corpus(options.corpus)
    files = sorted(path for path in folder.rglob("*") if path.is_file())[:: options.every]
    context = get_context("forkserver")
    with ProcessPoolExecutor(options.processes, mp_context=context) as pool:
        outcomes = [o for found in pool.map(survive, files, chunksize=50) for o in found]
    return report(files, outcomes)


def survive(file: Path) -> list[Outcome]:
    """Load a file and read each of its documents."""
    found = []
    for loaded in read_paths([file]):
        if isinstance(loaded, Failure):
            found.append(Outcome(str(file), failure=loaded.reason))
        else:
            found.append(read_one(str(file), loaded.document))
    return found


def read_one(path: str, document: Document) -> Outcome:
    """Extract, as a load does, and time it."""
    begun = time.process_time()
    try:
        items(document, extract(document))
    except Exception as error:  # noqa: BLE001 - whatever it is, this is the place to tell
        return Outcome(path, fault=f"{type(error).__name__}: {error}")
    took = time.process_time() - begun
    return Outcome(path, len(document.text), took, document.language)


def report(files: list[Path], outcomes: list[Outcome]) -> int:
    """Print what came of the files."""
    read = [o for o in outcomes if o.characters]
    characters = sum(o.characters for o in read)
    seconds = sum(o.seconds for o in read)
    faults = [o for o in outcomes if o.fault]
    slow = [o for o in read if o.characters > LARGE and o.speed < LEAST]
    print(f"{len(files):,} files, {len(outcomes):,} documents, {characters / 1e6:.1f} Mchar")
    print(f"{characters / max(seconds, 1e-9) / 1e6:.2f} Mchar/s on each core")
    languages = Counter(o.language or "(none)" for o in read)
    print("languages:", ", ".join(f"{name} {n:,}" for name, n in languages.most_common()))
    failures = Counter(o.failure for o in outcomes if o.failure)
    print(f"{failures.total():,} could not be loaded, each with a reason:")
    for reason, count in failures.most_common(_SHOWN):
        print(f"  {count:6,}  {reason}")
    print(f"{len(faults):,} broke the extraction")
    for outcome in faults[:_SHOWN]:
        print(f"  {outcome.path}: {outcome.fault}")
    print(f"{len(slow):,} of more than {LARGE:,} characters slower than {LEAST / 1e6} Mchar/s")
    print("slowest of more than 2,000 characters:")
    long = [o for o in read if o.characters > 2_000]
    for outcome in sorted(long, key=lambda o: o.speed)[:_SHOWN]:
        print(f"  {outcome.speed / 1e6:6.2f} Mchar/s  {outcome.characters:9,}  {outcome.path}")
    return int(bool(faults or slow))


def hostile() -> int:
    """Time texts made to hurt at three sizes."""
    print(f"{'text':28} {'Mchar':>6} {'N':>8} {'2N':>8} {'4N':>8}  growth")
    worst = 0.0
    for name, make in TEXTS.items():
        times = []
        for times_longer in (1, 2, 4):
            text = make(100_000 * times_longer)
            outcome = read_one(name, plain(text))
            if outcome.fault:
                print(f"{name:28} broke: {outcome.fault}")
                worst = float("inf")
            times.append(outcome.seconds)
        growth = max(times[1] / max(times[0], 0.02), times[2] / max(times[1], 0.02))
        worst = max(worst, growth)
        shown = " ".join(f"{took:7.2f}s" for took in times)
        mark = "  FASTER THAN THE TEXT" if growth > GROWTH else ""
        print(f"{name:28} {0.1:6.1f} {shown}  {growth:5.1f}{mark}", flush=True)
    return int(worst > GROWTH)


def plain(text: str) -> Document:
    """A document whose whole text is its body, in English whatever it looks like."""
    return Document("d", text, (Zone(ZoneKind.BODY, 0, len(text)),), "plain_text", language="en")


def repeated(unit: str) -> Callable[[int], str]:
    """A text of one unit, over and over."""
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def examples(separator: str) -> Callable[[int], str]:
    """The examples of all rules, shuffled, without or with the ends of sentences."""

    def make(size: int) -> str:
        chosen = random.Random(1)
        parts = [rule.example.rstrip(".") for rule in RULES]
        text = ""
        while len(text) < size:
            chosen.shuffle(parts)
            text += separator.join(parts) + separator
        return text[:size]

    return make


def mixed(size: int) -> str:
    """The words of all examples in any order."""
    words = [word for rule in RULES for word in (*rule.example.split(), *rule.counter.split())]
    chosen = random.Random(2)
    return " ".join(chosen.choices(words, k=size // 5))[:size]


def names(size: int) -> str:
    """Many people, all different, who share their surnames."""
    given, family = "Anna Ivo Jon Maria Peter Olga".split(), "Berg Maric Lind Novak".split()
    found = (
        f"{given[n % 6]} {chr(65 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676 % 26)}en "
        f"{family[n % 4]} met {given[(n + 1) % 6]} {family[(n + 3) % 4]}. "
        for n in range(size // 30)
    )
    return "".join(found)[:size]


TEXTS: dict[str, Callable[[int], str]] = {
    "one word": repeated("minister "),
    "one letter": repeated("a"),
    "one capital word": repeated("Berg "),
    "all capitals": repeated("PRIME MINISTER BERG MET PRESIDENT MARIC IN OSLO ON MONDAY. "),
    "quote marks": repeated('"'),
    "opening quotes": repeated("“Berg said "),
    "brackets": repeated("("),
    "brackets with names": repeated("(Anna Berg "),
    "commas": repeated("Anna Berg, "),
    "persons joined by and": repeated("Anna Berg and Ivo Maric and "),
    "titles": repeated("President Prime Minister Foreign Secretary "),
    "titles and names": repeated("President Berg, Prime Minister Maric, "),
    "of of of": repeated("of the "),
    "minister of minister of": repeated("Minister of "),
    "met met met": repeated("met with "),
    "names met, no full stop": repeated("Anna Berg met Ivo Maric and "),
    "organisations": repeated("Council of the Committee of the "),
    "countries": repeated("Norway and Croatia, "),
    "members of": repeated("Norway is a member of NATO and "),
    "dates": repeated("March 19, "),
    "dates and ranges": repeated("from 3 to 5 March and the next day, "),
    "initials": repeated("A. B. "),
    "line breaks": repeated("Berg\n"),
    "full stops": repeated("."),
    "hyphens": repeated("ex-"),
    "apostrophes": repeated("O’"),
    "numbers": repeated("1,000.5 "),
    "pronouns": repeated("He met her. "),
    "the two leaders": repeated("The two leaders met. "),
    "roles alone": repeated("The President met the Prime Minister. "),
    "speaker labels": repeated("Anna Berg: We met.\n"),
    "acronyms": repeated("Council of Berg (CB) "),
    "many people": names,
    "examples": examples(". "),
    "examples, one sentence": examples(", "),
    "examples, words mixed": mixed,
}

if __name__ == "__main__":
    sys.exit(main())
