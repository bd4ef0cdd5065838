"""How fast is a load, and does it stay fast? The whole pipeline in one process, store included.

    python bench/load.py                     1,000 and 10,000 documents, and their ratio
    python bench/load.py 2500 --real         only real documents

Real text documents come from the load corpus (``--corpus``, by default ~/corpus/real-documents,
else unpacked from ../shared/corpus); where it is absent or too small, generated ones make up the
number, in the same proportion for each size.
"""

from __future__ import annotations

import argparse
import platform
import random
import shutil
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from kg.pipeline import LoadReport, load

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.generated_news import generated_news  # noqa: E402  (also when run as a file)

CORPUS = Path.home() / "corpus" / "real-documents"
ARCHIVE = ROOT.parent / "shared" / "corpus" / "real-documents.tar.xz"
TEXT_FOLDERS = ("lkpmd", "zelenskyy", "putin")  # of the corpus: plain text and JSON, no mark-up
BACKGROUND = "graph"  # this step runs beside the others; what they wait for it is a share


def main() -> int:
    """Load so many documents into fresh stores and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", metavar="N", nargs="*", type=int, default=[1000, 10_000])
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder of the load corpus")
    parser.add_argument("--real", action="store_true", help="no generated documents")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as scratch:
        real = real_documents(options.corpus, Path(scratch))
        share = 1.0 if options.real else min(1.0, len(real) / max(options.sizes))
        print(f"{len(real):,} real text documents; Python {platform.python_version()}")
        took = []
        for size in options.sizes:
            folder = Path(scratch) / f"documents-{size}"
            made = gather(folder, real[: round(size * share)], 0 if options.real else size)
            report = timed_load(Path(scratch) / f"store-{size}", folder)
            took.append(report.seconds)
            print(summary(made, report))
        if len(took) > 1:
            ratio = took[-1] / took[0]
            print(f"{options.sizes[-1]:,} took {ratio:.1f} times as long as {options.sizes[0]:,}")
    return 0


def real_documents(corpus: Path, scratch: Path) -> list[Path]:
    """The text documents of the corpus, shuffled but always alike."""
    if not corpus.is_dir() and ARCHIVE.is_file():
        corpus = unpack(scratch)
    files = [
        path
        for name in TEXT_FOLDERS
        for path in sorted((corpus / name).rglob("*"))
        if path.is_file()
    ]
    random.Random(1).shuffle(files)
    return files


def unpack(scratch: Path) -> Path:
    """Unpack the folders of text documents."""
    with tarfile.open(ARCHIVE) as archive:
        for member in archive:
            parts = Path(member.name).parts
            if len(parts) > 1 and parts[1] in TEXT_FOLDERS:
                archive.extract(member, scratch, filter="data")
    return scratch / "real-documents"


def gather(folder: Path, real: list[Path], size: int) -> int:
    """Put the documents to load into one folder; ``size`` is the number to fill up to."""
    folder.mkdir()
    names = (f"{number:05d}" for number in range(10**5))
    for path in real:
        shutil.copy(path, folder / f"{next(names)}{path.suffix}")
    news: Iterator[str] = generated_news(seed=7)
    for _ in range(size - len(real)):
        (folder / f"{next(names)}.txt").write_text(next(news), encoding="utf-8")
    return max(size, len(real))


def timed_load(store: Path, folder: Path) -> LoadReport:
    """Load, with what is only done once in a process (lexicon, gazetteer) done before."""
    warm_up = folder.parent / "warm-up"
    warm_up.mkdir(exist_ok=True)
    (warm_up / "one.txt").write_text("NATO Secretary General Jens Stoltenberg visited Oslo.\n")
    load(folder.parent / f"warm-store-{time.monotonic_ns()}", [warm_up])
    return load(store, [folder])


def summary(documents: int, report: LoadReport) -> str:
    """One paragraph: documents a second, then the share of each step."""
    rate = (report.new + report.changed) / report.seconds
    found = f"{report.claims:,} claims, {report.entities:,} entities"
    lines = [
        f"\n{documents:,} documents in {report.seconds:.1f} s: {rate:.0f} documents/s",
        f"({len(report.failures)} failed; {found})",
    ]
    steps = {step: took for step, took in report.shares.items() if step != BACKGROUND}
    steps["other"] = report.seconds - sum(steps.values())
    for step, took in sorted(steps.items(), key=lambda pair: -pair[1]):
        lines.append(f"  {step:15} {took:7.1f} s {took / report.seconds:6.1%}")
    lines.append(f"  (graph, beside the others: {report.shares.get(BACKGROUND, 0.0):.1f} s)")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
