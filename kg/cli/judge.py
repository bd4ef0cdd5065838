"""``kg judge``: same, different, link, unlink, undo, and the list of what was judged."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.command import Commands, add_store, epilog, store_root
from kg.cli.table import plain

if TYPE_CHECKING:
    from kg.pipeline import Listed

_EXAMPLES = [
    'kg judge same "Joe Biden" "Joseph R. Biden" --reason "one man, two spellings"',
    'kg judge different "Tom Hale@office/mayor-of-lorn" "Tom Hale@office/chairman-of-lakes"',
    'kg judge link "Council of Europe" Q8908',
    'kg judge unlink "Tom Hale"',
    "kg judge list",
    "kg judge undo 4f1c09aa21be",
    "kg judge file ~/our-judgements/judgements.jsonl",
]
_WHO = "name, IRI or path; NAME@OFFICE or NAME@COUNTRY means only who is known by that"


def register(commands: Commands) -> None:
    """Declare the commands of this module."""
    parser = commands.add(
        "judge",
        _list,
        "decide who is the same, who is different and which Wikidata item is meant",
        _EXAMPLES,
    )
    verbs = parser.add_subparsers(title="judgements", metavar="JUDGEMENT", required=True)

    def add(name: str, summary: str, *arguments: tuple[str, str]) -> argparse.ArgumentParser:
        one = verbs.add_parser(
            name,
            help=summary,
            description=summary[0].upper() + summary[1:] + ".",
            epilog=epilog([line for line in _EXAMPLES if line.startswith(f"kg judge {name}")]),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        for dest, text in arguments:
            one.add_argument(dest, metavar=dest.upper().replace("_", "-"), help=text)
        add_store(one)
        return one

    def add_decision(
        name: str, summary: str, *arguments: tuple[str, str]
    ) -> argparse.ArgumentParser:
        one = add(name, summary, *arguments)
        one.add_argument("--reason", metavar="TEXT", default="", help="why; shown with it")
        one.add_argument(
            "--author", metavar="NAME", help="who judges (default: $KG_AUTHOR, else the login name)"
        )
        one.set_defaults(run=_decide, verb=name)
        return one

    pair = (("one", _WHO), ("other", _WHO))
    add_decision("same", "these two are one person", *pair)
    add_decision("different", "these two are not one person", *pair)
    add_decision("link", "this is the Wikidata item", ("one", _WHO), ("item", "its Q-number"))
    unlink = add_decision("unlink", "this is not the item, or no item at all", ("one", _WHO))
    unlink.add_argument(
        "item", metavar="ITEM", nargs="?", default="", help="the Q-number it is not"
    )
    add_decision("undo", "take a judgement back", ("id", "its id, as kg judge list shows it"))
    shown = add("list", "show all judgements and what became of them")
    shown.add_argument("--json", action="store_true", help="as one JSON array")
    shown.set_defaults(run=_list)
    file = add("file", "show where judgements are kept, or keep them elsewhere")
    file.add_argument("path", metavar="PATH", nargs="?", help="a file, perhaps in a git repository")
    file.set_defaults(run=_file)


def _decide(options: argparse.Namespace) -> int:
    from kg.pipeline import Order, decide
    from kg.resolve.judgements import Verb, described

    order = Order(
        verb=Verb(options.verb),
        names=tuple(getattr(options, name) for name in ("one", "other") if name in options),
        author=options.author or os.environ.get("KG_AUTHOR") or getpass.getuser(),
        reason=options.reason,
        qid=getattr(options, "item", ""),
        undoes=getattr(options, "id", ""),
    )
    decided = decide(store_root(options), order)
    print(f"{decided.judgement.id}  {plain(described(decided.judgement))}")
    for one in decided.overridden:
        print(f"it overrides {one.id}: {plain(described(one))}")
    for doubt in decided.doubts:
        print(f"kg: {doubt}; kg judge undo {decided.judgement.id} takes it back", file=sys.stderr)
    return 0


def _list(options: argparse.Namespace) -> int:
    from kg.pipeline import list_judgements

    listed, bad = list_judgements(store_root(options))
    if options.json:
        print(json.dumps([_record(one) for one in listed], ensure_ascii=False, indent=1))
    else:
        for one in listed:
            print("\n".join(_lines(one)))
    for line in bad:
        print(f"kg: {line}", file=sys.stderr)
    return 1 if bad else 0


def _file(options: argparse.Namespace) -> int:
    from kg.pipeline import judgements_path, keep_judgements_in

    root = store_root(options)
    if options.path:
        copied = keep_judgements_in(root, Path(options.path))
        print(f"{copied} judgements copied; from now on they are kept in:")
    print(judgements_path(root))
    return 0


def _record(listed: Listed) -> dict[str, object]:
    standing = listed.standing
    content: dict[str, object] = json.loads(standing.judgement.line)
    content |= {"state": standing.state.value, "about": list(listed.about)}
    return content | ({"by": standing.by} if standing.by else {})


def _lines(listed: Listed) -> list[str]:
    from kg.resolve.judgements import described

    one, standing = listed.standing.judgement, listed.standing
    state = f"{standing.state} by {standing.by}" if standing.by else f"{standing.state}"
    if state == "in force" and one.subjects and not listed.about:
        state = "in force, but nobody in the store is meant"
    lines = [f"{one.id}  {one.time:%Y-%m-%d %H:%M}  {plain(one.author)}  [{state}]"]
    lines.append(f"    {plain(described(one))}")
    return [*lines, f"    {plain(one.reason)}"] if one.reason else lines
