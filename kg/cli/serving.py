"""The options of ``kg serve``: each sets what the worker processes read from the environment."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass

GRACE = 30  # seconds that requests under way get to finish: the longest query, by default


@dataclass(frozen=True, slots=True)
class Setting:
    """An option, the variable that it sets, and its help; ``usual`` is what it is without."""

    option: str
    variable: str
    metavar: str
    help: str
    usual: str


# The defaults are those of QueryLimits and WebSettings, which take long to import; a test compares.
LIMITS = (
    Setting("--query-seconds", "KG_QUERY_SECONDS", "S", "in which a query is answered", "30"),
    Setting(
        "--query-fair-seconds", "KG_QUERY_FAIR_SECONDS", "S",
        "after which a query gives way to others that wait", "3",
    ),
    Setting("--query-memory", "KG_QUERY_MEMORY", "MIB", "that a query may take", "1024"),
    Setting("--query-rows", "KG_QUERY_ROWS", "N", "rows of a result", "1000000"),
    Setting("--query-size", "KG_QUERY_SIZE", "MIB", "of a result as it is written", "256"),
    Setting(
        "--query-processes", "KG_QUERY_PROCESSES", "N", "queries that run for long at once",
        "4 for each core, at most 16",
    ),
    Setting("--query-waiting", "KG_QUERY_WAITING", "N", "queries that may wait", "64"),
    Setting(
        "--query-patience", "KG_QUERY_PATIENCE", "S", "that a query waits", "10"
    ),
)  # fmt: skip
WEB = (
    Setting("--cache", "KG_WEB_CACHE", "MIB", "of answers that are kept", "128"),
    Setting(
        "--max-age", "KG_WEB_MAX_AGE", "S",
        "that others may keep an answer without asking again", "0",
    ),
    Setting(
        "--proxies", "KG_WEB_PROXIES", "N",
        "reverse proxies in front, whose X-Forwarded headers are believed", "0",
    ),
    Setting(
        "--prefix", "KG_WEB_PREFIX", "PATH", "that the server is reached under", "none"
    ),
    Setting(
        "--write-size", "KG_WEB_WRITE_SIZE", "MIB", "of data that one request may write", "64"
    ),
    Setting(
        "--write-seconds", "KG_WEB_WRITE_SECONDS", "S", "that one change may take", "120"
    ),
    Setting(
        "--body-seconds", "KG_WEB_BODY_SECONDS", "S",
        "in which what a client sends has come", "60",
    ),
    Setting(
        "--unread-seconds", "KG_WEB_UNREAD_SECONDS", "S",
        "after which a client that takes nothing of its answer is let go", "30",
    ),
)  # fmt: skip
SERVER = (
    Setting(
        "--graph-memory", "KG_GRAPH_MEMORY", "MIB",
        "for a copy of the graph, which answers faster than the disk; 0 for none",
        "an eighth of what the machine has, or less",
    ),
)  # fmt: skip


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    limits = parser.add_argument_group("limits of queries, for the server as a whole")
    for setting in LIMITS:
        _add(limits, setting)
    limits.add_argument(
        "--service", dest="KG_QUERY_SERVICES", metavar="URL", action="append",
        help="an endpoint that queries may call (SERVICE); may be repeated (default: none)",
    )  # fmt: skip
    group = parser.add_argument_group("serving")
    for setting in (*WEB, *SERVER):
        _add(group, setting)
    group.add_argument(
        "--cors-origin", dest="KG_WEB_ORIGINS", metavar="ORIGIN", action="append",
        help="a site whose scripts may read the answers; may be repeated (default: any)",
    )  # fmt: skip
    group.add_argument(
        "--access-log", dest="KG_WEB_ACCESS_LOG", nargs="?", const="plain",
        choices=["plain", "json"],
        help="one line for each request, on standard output, without what was asked",
    )  # fmt: skip
    group.add_argument(
        "--writable-graphs", dest="KG_WEB_WRITABLE", choices=["own", "any"],
        help="what may be written by who has the token in KG_WEB_WRITE_TOKEN (without one nobody"
        " writes): graphs of users' own, or any, as in a plain SPARQL store (default: own)",
    )  # fmt: skip
    group.add_argument(
        "--no-metrics", dest="KG_WEB_METRICS", action="store_const", const="0",
        help="do not answer /metrics",
    )  # fmt: skip


def _add(group: argparse._ArgumentGroup, setting: Setting) -> None:
    group.add_argument(
        setting.option,
        dest=setting.variable,
        metavar=setting.metavar,
        help=f"{setting.help} (default: {setting.usual})",
    )


def apply(options: argparse.Namespace, environ: MutableMapping[str, str]) -> None:
    """Put what was given into the environment, and hear now what is wrong with it.

    Raises:
        UsageError: an option, or a variable that was there already, has no such value.
    """
    from kg.pool import QueryLimits
    from kg.pool.copies import room
    from kg.web.settings import WebSettings

    names = [setting.variable for setting in (*LIMITS, *WEB, *SERVER)]
    names += [
        "KG_QUERY_SERVICES",
        "KG_WEB_ORIGINS",
        "KG_WEB_ACCESS_LOG",
        "KG_WEB_WRITABLE",
        "KG_WEB_METRICS",
    ]
    for name in names:
        given = getattr(options, name)
        if given is not None:
            environ[name] = " ".join(given) if isinstance(given, list) else given
    QueryLimits.from_environment(environ)
    WebSettings.from_environment(environ)
    room.allowed(environ, 1)


def share(environ: Mapping[str, str], workers: int) -> dict[str, str]:
    """What the environment of each worker has, so that all together stay within the limits."""
    from kg.pool import QueryLimits
    from kg.web.settings import WebSettings

    limits = QueryLimits.from_environment(environ)
    cache = WebSettings.from_environment(environ).cache
    return {
        "KG_QUERY_CORES": str(-(-(limits.cores or os.cpu_count() or 1) // workers)),
        "KG_QUERY_PROCESSES": str(-(-limits.members // workers)),
        "KG_QUERY_WAITING": str(-(-limits.waiting // workers)),
        "KG_WEB_CACHE": str(-(-cache // workers)),
    }


def usual_workers() -> int:
    """As many as there are cores, but two even with one, and no more than four.

    Where one is killed, the others answer until it is replaced.
    """
    return max(2, min(4, os.cpu_count() or 1))
