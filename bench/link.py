"""What does linking to Wikidata add to the time of extraction, and how long does it take to start?

    python bench/link.py                   a sample of each folder of the corpus, and in all
    python bench/link.py --sample 1000     more of each folder (0: all of it)

The corpus and the clock are those of bench/extract.py. Each document is read without and with
links, in turns, and once only: what the linker remembers is of the documents before. The bar: in
all, linking adds less than a fifth, and a new process has the gazetteer open in less than half a
second.
"""

from __future__ import annotations

import argparse
import gc
import platform
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.extract import Folder, corpus, load, seconds
from kg.extract import extract
from kg.extract.linked import extract_linked
from kg.model import Document
from kg.resolve.catalogue import catalogue
from kg.resolve.documents import Link
from kg.resolve.linker import Linker

_OPEN = """
from time import perf_counter
begun = perf_counter()
from kg.resolve.catalogue import catalogue
from kg.resolve.linker import Linker
from kg.resolve.profile import Profile
made = Linker(catalogue()).decide(Profile("country", ("Armenia",)))
assert made.accepted, made
print(perf_counter() - begun)
"""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, help="folder whose subfolders hold documents")
    parser.add_argument("--sample", type=int, default=150, metavar="N", help="files a folder")
    options = parser.parse_args()
    known = catalogue()
    print(f"Python {platform.python_version()}, {platform.machine()}; one core")
    print(f"gazetteer {known.version}: {len(known):,} items; open after {start():.2f} s")
    print(
        f"{'folder':14} {'documents':>9} {'Mchar':>7} {'links':>8} {'without':>8} {'with':>8} ratio"
    )
    folders = list(load(corpus(options.corpus), options.sample))
    extract(folders[0].documents[0])  # word lists are read on first use
    gc.collect()
    gc.freeze()  # the collector need not go through all documents that only this program holds
    plain = linked = 0.0
    linker = Linker(known)
    for folder in folders:
        without, with_links, count = timed(folder, linker)
        plain, linked = plain + without, linked + with_links
        print(
            line(folder.name, len(folder.documents), folder.characters, count, without, with_links)
        )
    documents = sum(len(folder.documents) for folder in folders)
    print(line("all", documents, sum(f.characters for f in folders), 0, plain, linked))
    return 0


def start() -> float:
    """Seconds until a new process has decided about one name."""
    done = subprocess.run([sys.executable, "-c", _OPEN], check=True, capture_output=True, text=True)
    return float(done.stdout)


def timed(folder: Folder, linker: Linker) -> tuple[float, float, int]:
    """Seconds without and with links, and the number of links.

    Document by document, so that both have the same share in whatever else the machine does; every
    other time the one goes first, every other time the other.
    """
    took, count = [0.0, 0.0], 0
    for at, document in enumerate(folder.documents):
        found: list[Link] = []
        turns: list[Callable[[], object]] = [
            partial(extract, document),
            partial(_link, document, linker, found),
        ]
        for turn in (0, 1) if at % 2 else (1, 0):
            took[turn] += seconds(turns[turn])
        count += len(found)
    return took[0], took[1], count


def _link(document: Document, linker: Linker, found: list[Link]) -> None:
    found += extract_linked(document, linker)[1]


def line(
    name: str, documents: int, characters: int, links: int, without: float, with_links: float
) -> str:
    """One line of the table."""
    ratio = with_links / without if without else 0.0
    return (
        f"{name:14} {documents:9,} {characters / 1e6:7.2f} {links or '':>8} {without:8.2f}"
        f" {with_links:8.2f} {ratio:5.2f}"
    )


if __name__ == "__main__":
    sys.exit(main())
