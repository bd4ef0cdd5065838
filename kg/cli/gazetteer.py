"""``kg gazetteer``: what names mean, and how to build that anew from Wikidata."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.command import Commands, Run, add_gazetteer, epilog

if TYPE_CHECKING:
    from kg.gazetteer.build import Choice, Outcome
    from kg.resolve.catalogue import Catalogue
    from kg.resolve.item import Item

_INTERRUPTED = "interrupted; what was read so far is kept, and the same command goes on from there"


def register(commands: Commands) -> None:
    """Declare the commands of this module."""
    parser = commands.add(
        "gazetteer",
        _info,
        "look into the gazetteer of names, or build one from Wikidata",
        ["kg gazetteer show NATO", "kg gazetteer build --dump latest-all.json.gz --out wikidata"],
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)

    info = _action(
        actions, "info", _info, "say which gazetteer is in use and what it holds", ["info"]
    )
    add_gazetteer(info)

    show = _action(
        actions,
        "show",
        _show,
        "show an item, or the items that a name may mean",
        ["show Q7184", "show 'Jens Stoltenberg'"],
    )
    show.add_argument("name", metavar="Q-NUMBER|NAME")
    add_gazetteer(show)

    build = _action(
        actions,
        "build",
        _build,
        "build a gazetteer from a Wikidata dump or a SPARQL endpoint",
        [
            "build --dump latest-all.json.gz --out wikidata",
            "build --dump extract.json --languages en,fr,de --out wikidata",
            "build --endpoint URL --contact you@example.org --countries Q399 --out armenia",
        ],
    )
    source = build.add_mutually_exclusive_group(required=True)
    source.add_argument("--dump", metavar="FILE", help="JSON dump: plain, .gz or .bz2")
    source.add_argument("--endpoint", metavar="URL", help="SPARQL endpoint with Wikidata's data")
    build.add_argument("--out", metavar="DIR", required=True, help="folder of the new gazetteer")
    build.add_argument(
        "--languages",
        metavar="LIST",
        default="en",
        help="languages of names, best first, with commas between (default: en)",
    )
    build.add_argument(
        "--sitelinks",
        metavar="N",
        type=int,
        default=3,
        help="least number of sitelinks of an organisation or place (default: 3)",
    )
    build.add_argument(
        "--classes", metavar="FILE", help="table of one's own: class, tab, kind in each line"
    )
    build.add_argument(
        "--restart", action="store_true", help="begin anew, although a build can be continued"
    )
    online = build.add_argument_group("with --endpoint")
    online.add_argument(
        "--contact", metavar="MAIL|URL", help="how its operators reach you; sent with each request"
    )
    online.add_argument(
        "--countries", metavar="LIST", help="only these states, by Q-number (default: all)"
    )
    online.add_argument(
        "--pause",
        metavar="SECONDS",
        type=float,
        default=1.0,
        help="least time between two requests (default: 1)",
    )


def _action(
    actions: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Run,
    summary: str,
    examples: Sequence[str],
) -> argparse.ArgumentParser:
    parser = actions.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog=epilog([f"kg gazetteer {example}" for example in examples]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.set_defaults(run=run)
    return parser


def _info(options: argparse.Namespace) -> int:
    from kg.resolve.catalogue import catalogue

    known = catalogue()
    print(f"folder:   {known.folder}")
    print(f"source:   {known.about['description']}")
    print(f"version:  {known.version}")
    print(f"items:    {len(known):,}")
    for kind, count in known.counts().items():
        print(f"  {count:>9,}  {kind}")
    return 0


def _show(options: argparse.Namespace) -> int:
    from kg.resolve.catalogue import catalogue

    known = catalogue()
    item = known.item(options.name)
    if item is not None:
        _print_item(known, item)
        return 0
    found = known.named(options.name)
    for candidate in found:
        meant = known.item(candidate.qid)
        label = meant.label if meant else ""
        print(f"{candidate.qid:<12}{candidate.how:<10}{candidate.kind:<27}{label}")
    if found:
        print(f"kg: kg gazetteer show {found[0].qid} tells all about one", file=sys.stderr)
    else:
        print(f"the gazetteer has no item or name “{options.name}”", file=sys.stderr)
    return 0 if found else 1


def _print_item(known: Catalogue, item: Item) -> None:
    def named(qid: str) -> str:
        other = known.item(qid)
        return f"{qid} ({other.label})" if other else qid

    print(f"{item.qid}  {item.label}  [{item.kind}]")
    lines = {
        "also": ", ".join(item.aliases),
        "people": ", ".join(item.adjectives),
        "near": ", ".join(item.close),
        "once": ", ".join(f"{f.name} ({f.start or '…'}–{f.end or '…'})" for f in item.former),
        "of": ", ".join(map(named, item.countries)),
        "born": item.born,
        "died": item.died,
        "prior": str(item.prior),
        "source": item.source,
    }
    for name, value in lines.items():
        if value:
            print(f"  {name + ':':<9}{value}")
    for term in item.terms:
        print(f"  {term.start or '…':>10}–{term.end or '…':<10}  {named(term.office)}")


def _build(options: argparse.Namespace) -> int:
    from kg.errors import UsageError
    from kg.gazetteer.build import Choice, build_from_dump
    from kg.gazetteer.classes import default_classes, read_classes

    languages = tuple(filter(None, map(str.strip, options.languages.split(","))))
    if not languages:
        raise UsageError("--languages needs at least one code, such as en")
    classes = read_classes(Path(options.classes)) if options.classes else default_classes()
    choice = Choice(languages, options.sitelinks, classes)
    target = Path(options.out)
    with _Bar() as bar:
        try:
            if options.dump:
                outcome = build_from_dump(
                    Path(options.dump),
                    target,
                    choice,
                    progress=bar,
                    report=bar.report,
                    restart=options.restart,
                )
            else:
                outcome = _from_endpoint(options, choice, bar)
        except KeyboardInterrupt:
            bar.report(_INTERRUPTED)
            return 130
    left = f", {outcome.bad:,} left out as unreadable" if outcome.bad else ""
    print(
        f"{target}: {outcome.kept:,} items of {outcome.read:,} read{left}, version"
        f" {outcome.version}"
    )
    print(f"use it with --gazetteer {target}, or set KG_GAZETTEER={target.resolve()}")
    return 0


def _from_endpoint(options: argparse.Namespace, choice: Choice, bar: _Bar) -> Outcome:
    from kg.errors import UsageError
    from kg.gazetteer.harvest import build_from_endpoint
    from kg.gazetteer.service import Service

    if not options.contact:
        raise UsageError(
            "--endpoint needs --contact with an address or page of yours: operators of SPARQL"
            " services want to know whom to write to, and refuse those who do not say"
        )
    countries = tuple(filter(None, map(str.strip, (options.countries or "").split(","))))
    return build_from_endpoint(
        Service(options.endpoint, options.contact, pause=options.pause, report=bar.report),
        Path(options.out),
        choice,
        countries,
        progress=bar,
        restart=options.restart,
    )


class _Bar:
    """How far a build has come, and how long it will still take, on standard error."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._begun = time.monotonic()
        self._first: int | None = None
        self._drawn = 0.0

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *error: object) -> None:
        self._clear()

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if self._first is None:
            self._first = done
        pause = 0.2 if self._shown else 60.0
        if now - self._drawn < pause:
            return
        self._drawn = now
        rate = (done - self._first) / max(now - self._begun, 0.001)
        text = f"{done / max(total, 1):.1%} read"
        if rate > 0:
            left = int((total - done) / rate)
            text += f", about {left // 3600}:{left // 60 % 60:02}:{left % 60:02} left"
        if self._shown:
            self._clear()
            sys.stderr.write(text)
        else:
            sys.stderr.write(text + "\n")
        sys.stderr.flush()

    def report(self, line: str) -> None:
        """Say something that stays."""
        self._clear()
        print(f"kg: {line}", file=sys.stderr)

    def _clear(self) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[2K")
