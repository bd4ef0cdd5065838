"""``kg serve`` and ``kg demo``: the store in a browser."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from kg.cli.command import Commands, add_gazetteer, add_store, store_root
from kg.cli.serving import GRACE, add_settings, apply, usual_workers

DEFAULT_PORT = 7878


def register(commands: Commands) -> None:
    """Declare the commands of this module."""
    serve = commands.add(
        "serve",
        _serve,
        "serve the store: pages, search, saved queries and SPARQL over HTTP",
        [
            "kg serve",
            "kg serve --store archive --port 8080",
            "kg serve --host 0.0.0.0 --query-seconds 10 --access-log json",
            "kg serve --proxies 1 --prefix /archive",
            "kg serve --service https://query.wikidata.org/sparql",
        ],
    )
    add_store(serve)
    add_gazetteer(serve)
    _add_address(serve)
    serve.add_argument(
        "--workers",
        metavar="N",
        type=_positive,
        default=usual_workers(),
        help=f"worker processes (default: as many as cores, 2 to 4; here {usual_workers()})",
    )
    serve.add_argument(
        "--grace",
        metavar="S",
        type=_positive,
        default=GRACE,
        help=f"seconds that requests under way get to finish at the end (default: {GRACE})",
    )
    add_settings(serve)

    demo = commands.add(
        "demo",
        _demo,
        "load the example documents, or your own, and serve them",
        [
            "kg demo",
            "kg demo --port 8080",
            "kg demo my-folder",
            "kg demo my-folder --store my-store",
        ],
    )
    demo.add_argument("paths", metavar="PATH", nargs="*", help="files or folders (default: ours)")
    demo.add_argument(
        "--store",
        metavar="DIR",
        help="folder of the store (default: ./kg-data-examples, for your own documents ./kg-data)",
    )
    _add_address(demo)


def _add_address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help="address to listen on (default: 127.0.0.1, this machine only)",
    )
    parser.add_argument(
        "--port",
        metavar="N",
        type=_port,
        default=DEFAULT_PORT,
        help=f"port to listen on (default: {DEFAULT_PORT})",
    )


def _serve(options: argparse.Namespace) -> int:
    from kg.cli import server
    from kg.store import GraphReader

    apply(options, os.environ)
    root = store_root(options)
    GraphReader.open(root)  # better to hear here that there is nothing to serve than from a worker
    server.serve(
        root,
        options.host,
        options.port,
        ready=lambda address: print(f"Serving {root} at {address} (Ctrl-C ends it)", flush=True),
        workers=options.workers,
        grace=options.grace,
    )
    return 0


def _demo(options: argparse.Namespace) -> int:
    from kg import demo
    from kg.cli import server

    server.check_port(options.host, options.port)  # before the work, not after it
    paths = [Path(path) for path in options.paths]
    root = Path(options.store or ("kg-data" if paths else "kg-data-examples"))
    if not demo.fill(root, paths):
        print("kg: nothing could be loaded, so there is nothing to serve", file=sys.stderr)
        return 1
    server.serve(
        root,
        options.host,
        options.port,
        ready=lambda address: print(demo.what_to_try(address, root), flush=True),
    )
    return 0


def _port(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"“{text}” is not a port; ports go from 1 to 65535")
    return int(text)


def _positive(text: str) -> int:
    if not (text.isdecimal() and int(text) >= 1):
        raise argparse.ArgumentTypeError(f"“{text}” is not a number of 1 or more")
    return int(text)
