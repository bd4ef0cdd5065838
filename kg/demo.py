"""What ``kg demo`` and ``make run`` do: fill a store and say where to look."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from kg import pipeline
from kg.cli.outcome import show_failures, show_load
from kg.cli.progress import Progress
from kg.resources import resource_dir


def fill(root: Path, paths: Sequence[Path]) -> bool:
    """Load ``paths``, or the packaged examples where there are none, into the store ``root``.

    Says on the way what is done. Returns whether the store now holds a document.
    """
    own = bool(paths)
    sources = list(paths) if own else [resource_dir("examples")]
    what = ", ".join(map(str, paths)) if own else "the example documents"
    print(f"Loading {what} into {root} …", flush=True)
    with Progress("documents") as progress:
        # The store of the examples is theirs alone, so an example that was withdrawn goes as well.
        report = pipeline.load(root, sources, sync=not own, progress=progress)
    sys.stdout.flush()
    show_failures(report.failures)
    show_load(report)
    loaded = report.new + report.changed + report.unchanged
    if loaded and (earlier := int(pipeline.stats(root)["documents"]) - loaded):
        print(
            f"Documents of earlier loads in {root}, shown as well: {earlier:,}."
            " To have these alone, name another store."
        )
    return loaded > 0


def what_to_try(address: str, root: Path) -> str:
    """The lines that a newcomer reads next; ``address`` ends in a slash."""
    return f"""
Communiqué answers at {address}   (Ctrl-C ends it)

  Who met whom, and who says so   {address}queries/who-met-whom
  the same as a table to keep     {address}queries/who-met-whom.csv
  Who holds which office          {address}queries/office-holders
  Search documents and names      {address}search
  Ask anything (SPARQL)           {address}sparql
  The whole graph (Turtle)        {address}export.ttl

Every fact links to the sentence that says it, marked in its document.
On the command line: {_command()} query office-holders --store {root}
"""


def _command() -> str:
    """How to call ``kg`` from here: a checkout's environment need not be on the path."""
    called = Path(sys.argv[0])
    if shutil.which("kg"):
        return "kg"
    return "python -m kg" if called.name == "__main__.py" else str(called)
