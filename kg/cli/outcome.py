"""What a load or a rebuild says when it is over."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from kg.cli.table import plain, summary
from kg.pipeline import Failure, LoadReport, RebuildReport

_SHOWN = 20  # failures named one by one; a report file names them all


def failure_line(failure: Failure) -> str:
    """One line: which file, where in it, why."""
    place = f": {failure.place}" if failure.place else ""
    return plain(f"{failure.path}{place}: {failure.reason}")


def show_failures(failures: Sequence[Failure], *, limit: int = _SHOWN) -> None:
    """Name what could not be read, on standard error."""
    for failure in failures[:limit]:
        print(f"kg: {failure_line(failure)}", file=sys.stderr)
    if len(failures) > limit:
        print(
            f"kg: … and {len(failures) - limit:,} more; --report FILE.jsonl names each",
            file=sys.stderr,
        )


def show_load(report: LoadReport) -> None:
    """The summary of a load, on standard output."""
    rows = [
        ("documents new", f"{report.new:,}"),
        ("          changed", f"{report.changed:,}"),
        ("          unchanged", f"{report.unchanged:,}"),
        ("          failed", f"{len(report.failures):,}"),
        ("entities", f"{report.entities:,}"),
        ("claims", f"{report.claims:,}"),
        ("seconds", f"{report.seconds:.1f}"),
    ]
    if report.removed:
        rows.insert(3, ("          removed", f"{report.removed:,}"))
    print("\n".join(summary(rows)))
    show_foreign(report.foreign)
    show_unused(report.unused)


def show_rebuild(report: RebuildReport) -> None:
    """Which facts came and went, by the rule that reads them, on standard output."""
    rules = sorted(report.came.keys() | report.went.keys())
    if rules:
        print("  came  went  rule")
    for rule in rules:
        print(f"  {report.came[rule]:>4,}  {report.went[rule]:>4,}  {plain(rule)}")
    rows = [
        ("documents read anew", f"{report.documents:,}"),
        ("          changed", f"{report.changed:,}"),
        ("          failed", f"{len(report.failures):,}"),
        ("claims that came", f"{report.came.total():,}"),
        ("           went", f"{report.went.total():,}"),
        ("seconds", f"{report.seconds:.1f}"),
    ]
    print("\n".join(summary(rows)))


def show_foreign(foreign: Mapping[str, int]) -> None:
    """The documents that were kept without being read for facts, by language."""
    if foreign:
        print(f"  kept, but not read for facts, as they are not in English: {_listed(foreign)}")


def show_unused(unused: Mapping[str, int]) -> None:
    """What the loaders saw and left aside, so that nothing is dropped in silence."""
    if unused:
        print(f"  left aside: {_listed(unused)}")


def _listed(counts: Mapping[str, int]) -> str:
    largest = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{plain(name)} {count:,}" for name, count in largest)
