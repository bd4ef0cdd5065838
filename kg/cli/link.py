"""``kg link``: what others know of our entities, asked for on request and kept apart."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from kg.cli.command import Commands, add_store, store_root
from kg.cli.progress import Progress
from kg.cli.table import plain, summary
from kg.errors import OnlineError, UsageError

if TYPE_CHECKING:
    from kg.online.polite import Manners
    from kg.online.proposing import Report
    from kg.online.service import Service

T = TypeVar("T")
_STOPPED = 130  # the exit status of what a user has interrupted
_KEPT = "What was answered before is kept"
_INTERRUPTED = "interrupted; what was answered is kept, and the same command goes on from there"


def register(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add(
        "link",
        _link,
        "ask others about our entities: a reconciliation service about those that are linked to"
        " nothing, the gazetteer or Wikidata about those that are linked; what they say is kept"
        " apart from what documents say",
        [
            "kg link --service https://reconcile.example.org/api --contact me@example.org",
            "kg link --service URL --kind Person --type Person=human --property country=state",
            "kg link --proposals",
            "kg link --enrich",
            "kg link --enrich --endpoint https://query.wikidata.org/sparql --languages en,fr",
        ],
    )
    add_store(parser)
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument(
        "--service", metavar="URL", help="ask this service (Reconciliation Service API, 0.2 or 1.0)"
    )
    mode.add_argument(
        "--proposals", action="store_true", help="list what services have proposed; sends nothing"
    )
    mode.add_argument(
        "--enrich",
        action="store_true",
        help="put what the gazetteer says of linked entities (labels, dates of birth, terms of"
        " office) into a graph of its own; sends nothing without --endpoint",
    )
    online = parser.add_argument_group("what is fetched by --enrich")
    online.add_argument("--endpoint", metavar="URL", help="ask this SPARQL endpoint with Wikidata")
    online.add_argument(
        "--languages", default="en", metavar="TAGS", help="of the labels, such as en,fr,hy: en"
    )
    add_manners(parser)
    asked = parser.add_argument_group("what is asked")
    asked.add_argument(
        "--kind",
        action="append",
        default=[],
        metavar="TYPE",
        help="only about entities of this type: Person, Organisation, InternationalOrganisation,"
        " GovernmentBody, Country, Office, Place; may be repeated",
    )
    asked.add_argument(
        "--type",
        action="append",
        default=[],
        metavar="OURS=THEIRS",
        type=_pair,
        help="what the service calls a type of ours; may be repeated",
    )
    asked.add_argument(
        "--property",
        action="append",
        default=[],
        metavar="OURS=THEIRS",
        type=_pair,
        help="a property of ours to send along (country, office, officeOf, memberOf …), and what"
        " the service calls it; may be repeated",
    )
    asked.add_argument("--limit", type=int, default=0, metavar="N", help="about so many entities")
    asked.add_argument("--refresh", action="store_true", help="ask again what was answered before")


def add_manners(parser: argparse.ArgumentParser) -> None:
    """Declare how requests are sent, for every option that goes online."""
    manners = parser.add_argument_group("how requests are sent")
    manners.add_argument(
        "--contact",
        metavar="ADDRESS",
        help="an e-mail address or page where whoever runs the service can reach you"
        " (default: $KG_CONTACT)",
    )
    manners.add_argument(
        "--interval", type=float, default=1.0, metavar="SECONDS", help="between requests: 1"
    )
    manners.add_argument(
        "--timeout", type=float, default=60.0, metavar="SECONDS", help="for one answer: 60"
    )


def _link(options: argparse.Namespace) -> int:
    if options.endpoint and not options.enrich:
        raise UsageError("--endpoint goes with --enrich")
    if options.enrich:
        return _enrich(options)
    return _list(options) if options.proposals else _ask(options)


def _manners(options: argparse.Namespace) -> Manners:
    from kg.online.polite import Manners

    if options.interval < 0 or options.timeout <= 0:
        raise UsageError("--interval is 0 or more, --timeout more than 0 seconds")
    contact = options.contact or os.environ.get("KG_CONTACT", "")
    return Manners(contact, options.interval, options.timeout)


def _enrich(options: argparse.Namespace) -> int:
    from kg.online.polite import PoliteClient
    from kg.resolve.catalogue import catalogue
    from kg.wikidata.endpoint import Endpoint
    from kg.wikidata.enriching import enrich_locally, enrich_online

    root = store_root(options)
    if not options.endpoint:
        report = enrich_locally(root, catalogue())
    else:
        languages = tuple(filter(None, options.languages.split(",")))
        endpoint = Endpoint(options.endpoint, PoliteClient(_manners(options)), languages)
        found = _asking(
            "items",
            lambda progress: enrich_online(
                root,
                endpoint,
                refresh=options.refresh,
                limit=max(0, options.limit),
                progress=progress,
            ),
        )
        if found is None:
            return _STOPPED
        report = found
    rows = [
        ("items linked to", f"{report.linked:,}"),
        ("      known before", f"{report.known:,}"),
        ("      new or changed", f"{report.fetched:,}"),
    ]
    print("\n".join(summary(rows)))
    print(f"graph <{report.graph}>")
    return 0


def _ask(options: argparse.Namespace) -> int:
    from kg.online.polite import PoliteClient
    from kg.online.proposing import Plan, propose
    from kg.online.service import Service
    from kg.reconcile.properties import property_named
    from kg.reconcile.types import TYPES, type_named

    root = store_root(options)
    manners = _manners(options)
    plan = Plan(
        tuple(type_named(each).id for each in options.kind) or tuple(TYPES),
        {type_named(ours).id: theirs for ours, theirs in options.type},
        {property_named(ours).id: theirs for ours, theirs in options.property},
        max(0, options.limit),
        options.refresh,
    )

    def ask(progress: Progress) -> tuple[Service, Report]:
        service = Service(PoliteClient(manners), options.service)
        return service, propose(root, service, plan, progress)

    found = _asking("entities", ask)
    if found is None:
        return _STOPPED
    service, report = found
    print(f"{plain(service.name)}, version {service.version}")
    rows = [
        ("entities linked to nothing", f"{report.entities:,}"),
        ("         asked about before", f"{report.known:,}"),
        ("         asked about now", f"{report.asked:,}"),
        *((f"proposals {name}", f"{count:,}") for name, count in sorted(report.outcomes.items())),
    ]
    print("\n".join(summary(rows)))
    return 0


def _asking(what: str, ask: Callable[[Progress], T]) -> T | None:
    """What somebody online answers, with progress; None where the user has had enough of it.

    Raises:
        OnlineError: as ``ask`` does, with a word on what was answered before.
    """
    with Progress(what) as progress:
        try:
            return ask(progress)
        except OnlineError as error:
            raise OnlineError(f"{error}. {_KEPT}") from None
        except KeyboardInterrupt:
            progress.clear()
            print(f"kg: {_INTERRUPTED}", file=sys.stderr)
            return None


def _list(options: argparse.Namespace) -> int:
    from kg.online.proposals import ProposalFile
    from kg.resolve.decision import Outcome

    latest = ProposalFile(store_root(options)).latest()
    if not latest:
        print("kg: no service has been asked yet: kg link --service URL asks one", file=sys.stderr)
    shown = [each for each in latest if each.outcome in (Outcome.ACCEPTED, Outcome.CLOSE)]
    for each in shown:
        which = each.qid or each.iri
        told = f"{each.entity}  {each.outcome.value}  {which}  {each.score:g}"
        print(plain(f"{told}  {each.candidates[0].name}  ({each.service})"))
    item = next((each for each in shown if each.qid), None)
    if item:
        print(f"kg: kg judge link {item.entity} {item.qid} makes one a link", file=sys.stderr)
    return 0


def _pair(text: str) -> tuple[str, str]:
    ours, equals, theirs = text.partition("=")
    if not (ours and equals and theirs):
        raise argparse.ArgumentTypeError(f"“{text}” is not of the form OURS=THEIRS")
    return ours, theirs
