"""How fast does the extraction read, on one core, beside spaCy with the same gazetteer?

    python bench/extract.py                   a sample of each folder of the corpus, and in all
    python bench/extract.py --sample 1000     more of each folder (0: all of it)
    python bench/extract.py --rules           what each rule and each step costs (not compiled)

The corpus is ``--corpus DIR``, else what KG_CORPUS names, else ~/corpus/real-documents, else our
example documents. Files are loaded before the clock starts; the clock counts the processor's time
of this process. Characters are those of the mined zones, which is also the text that spaCy gets: a
blank English pipeline with the sentencizer and an EntityRuler over the names of our gazetteer
(``pip install -r bench/requirements.lock``; without it there is no comparison). What ``make
compiled`` made, which spaCy's wheels are too, is measured by a process of its own.
"""

from __future__ import annotations

import argparse
import cProfile
import importlib
import os
import platform
import pstats
import random
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.extract import extract
from kg.extract.lattice import Lattice
from kg.extract.reading import MINED
from kg.extract.rules import Rule
from kg.loading import Failure, read_paths
from kg.model import Document
from kg.resolve.gazetteer import gazetteer
from tools.compiled import COMPILED, is_fresh

ROOT = Path(__file__).resolve().parent.parent
CORPUS = Path.home() / "corpus" / "real-documents"
SHOWN = 40  # lines of the table of rules
Clock = dict[str, float]
Reader = Callable[[list[str]], Iterable[object]]


@dataclass
class Folder:
    """The documents of one folder and how many characters of them are mined."""

    name: str
    documents: list[Document]

    @property
    def characters(self) -> int:
        """What both readers get."""
        return sum(len(text) for document in self.documents for text in mined(document))


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, help="folder whose subfolders hold documents")
    parser.add_argument("--sample", type=int, default=150, metavar="N", help="files a folder")
    parser.add_argument("--rules", action="store_true", help="what each rule costs")
    parser.add_argument("--bare", action="store_true", help="seconds of our own, a line a folder")
    options = parser.parse_args()
    folders = list(load(corpus(options.corpus), options.sample))
    extract(folders[0].documents[0])  # word lists and gazetteer are read on first use
    if options.bare:
        for folder in folders:
            print(read(folder))
        return 0
    print(f"Python {platform.python_version()}, {platform.machine()}; one core")
    if options.rules:
        by_rule(folders)
    else:
        compare(folders)
    return 0


def corpus(given: Path | None) -> Path:
    """The folder to read."""
    for folder in (given, os.environ.get("KG_CORPUS"), CORPUS):
        if folder and Path(folder).is_dir():
            return Path(folder)
    return ROOT / "examples"


def load(root: Path, sample: int) -> Iterator[Folder]:
    """The folders of a corpus with a sample of their documents, always the same."""
    inside = sorted(path for path in root.iterdir() if path.is_dir())
    for folder in inside or [root]:
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        random.Random(1).shuffle(files)
        found = read_paths(files[:sample] if sample else files)
        yield Folder(folder.name, [f.document for f in found if not isinstance(f, Failure)])


def mined(document: Document) -> list[str]:
    """The text of the zones that are mined."""
    return [document.text[z.start : z.end] for z in document.zones if z.kind in MINED]


def seconds(work: Callable[[], object]) -> float:
    """Seconds of the processor that some work takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def compare(folders: list[Folder]) -> None:
    """Print a line for each folder: millions of characters per second of all, and their ratios."""
    other = spacy_pipeline()
    ours = [read(folder) for folder in folders]
    compiled = compiled_seconds()
    theirs = [read_by(other, folder) for folder in folders] if other else []
    print(f"{'':41} Mchar/s {'':>18} × spaCy")
    print(
        f"{'folder':14} {'documents':>9} {'Mchar':>7} {'Python':>8} {'compiled':>9} {'spaCy':>8}"
        f" {'Python':>8} {'compiled':>9}"
    )
    for number, folder in enumerate(folders):
        taken = [times[number] if times else 0.0 for times in (ours, compiled, theirs)]
        print(line(folder.name, len(folder.documents), folder.characters, *taken))
    documents = sum(len(folder.documents) for folder in folders)
    characters = sum(folder.characters for folder in folders)
    print(line("all", documents, characters, sum(ours), sum(compiled), sum(theirs)))


def read(folder: Folder) -> float:
    """Our seconds for one folder."""
    return seconds(lambda: exhaust(map(extract, folder.documents)))


def read_by(other: Reader, folder: Folder) -> float:
    """The other's seconds for one folder."""
    texts = [text for document in folder.documents for text in mined(document)]
    return seconds(lambda: exhaust(other(texts)))


def compiled_seconds() -> list[float]:
    """The seconds for each folder of what is compiled; none (and why) where nothing is."""
    if not is_fresh(COMPILED):
        print("Nothing is compiled, or its source is another by now: make compiled")
        return []
    done = subprocess.run(
        [sys.executable, *sys.argv, "--bare"],
        env=os.environ | {"PYTHONPATH": f"{COMPILED}{os.pathsep}{ROOT}"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [float(number) for number in done.stdout.split()]


def exhaust(results: Iterable[object]) -> None:
    """Take one result after the other and keep none."""
    for _ in results:
        pass


def line(
    name: str, documents: int, characters: int, ours: float, compiled: float, theirs: float
) -> str:
    """One line of the table; a dash where there is no comparison."""
    speeds = [
        f"{characters / taken / 1e6:.2f}" if taken else "-" for taken in (ours, compiled, theirs)
    ]
    ratios = [f"{theirs / taken:.2f}" if taken and theirs else "-" for taken in (ours, compiled)]
    first = f"{name:14} {documents:9,} {characters / 1e6:7.2f}"
    return "{} {:>8} {:>9} {:>8} {:>8} {:>9}".format(first, *speeds, *ratios)


def spacy_pipeline() -> Reader | None:
    """The comparison, None (and why) where it is not installed: its ``pipe``, as its users do."""
    try:
        spacy: Any = importlib.import_module("spacy")
    except ImportError:
        print("spaCy is not installed (bench/requirements.lock): no comparison")
        return None
    pipeline = spacy.blank("en")
    pipeline.max_length = 10**9
    pipeline.add_pipe("sentencizer")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": kind, "pattern": name} for name, kind in gazetteer().names()])
    pipeline("Jens Stoltenberg visited Armenia.")
    print(f"spaCy {spacy.__version__}: {len(ruler):,} names")
    result: Reader = pipeline.pipe
    return result


def by_rule(folders: list[Folder]) -> None:
    """Print what the rules cost (search and reading of matches), then the functions around them."""
    documents = [document for folder in folders for document in folder.documents]
    characters = sum(folder.characters for folder in folders)
    clock: Clock = defaultdict(float)
    with timed_rules(clock):
        whole = seconds(lambda: [extract(document) for document in documents])
    share = sum(clock.values()) / whole
    print(f"{characters / 1e6:.2f} Mchar in {whole:.2f} s, {share:.0%} of it in rules\n")
    print(f"{'rule':36} {'ms/Mchar':>9} {'share':>6}")
    for rule, took in sorted(clock.items(), key=lambda pair: -pair[1])[:SHOWN]:
        print(f"{rule:36} {took * 1e9 / characters:9.1f} {took / whole:6.1%}")
    profile = cProfile.Profile()
    profile.runcall(lambda: [extract(document) for document in documents])
    print("\nFunctions, by the time spent in themselves (under the profiler):")
    pstats.Stats(profile).sort_stats("tottime").print_stats(25)


@contextmanager
def timed_rules(clock: Clock) -> Iterator[None]:
    """Within it, ``Lattice.stage`` and ``Lattice.matches`` add what they spend on each rule."""
    stage, matches = Lattice.stage, Lattice.matches

    def timed_stage(lattice: Lattice, rule: Rule, read: Any) -> None:
        begun = time.thread_time()
        stage(lattice, rule, read)
        clock[getattr(rule, "id", "(no id)")] += time.thread_time() - begun

    def timed_matches(lattice: Lattice, rule: Rule, first: int, last: int) -> Iterator[Any]:
        begun = time.thread_time()
        for match in matches(lattice, rule, first, last):
            clock[rule.id] += time.thread_time() - begun
            yield match
            begun = time.thread_time()
        clock[rule.id] += time.thread_time() - begun

    setattr(Lattice, "stage", timed_stage)  # noqa: B010  (mypy would call it an error)
    setattr(Lattice, "matches", timed_matches)  # noqa: B010
    try:
        yield
    finally:
        setattr(Lattice, "stage", stage)  # noqa: B010
        setattr(Lattice, "matches", matches)  # noqa: B010


if __name__ == "__main__":
    sys.exit(main())
