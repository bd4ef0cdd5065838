"""Our own client asks our own service, in both versions, and they understand each other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from reconciliation_schemas import check
from running_site import BASE, Site

from kg.online.polite import Manners, PoliteClient
from kg.online.proposals import ProposalFile
from kg.online.proposing import Plan, propose
from kg.online.service import Service, Wanted, in_draft, in_final
from kg.resolve.decision import Outcome

QUICK = Manners("desk@example.org", interval=0.0)
WANTED = [
    Wanted("Mirela Dorn", "Person"),
    Wanted(
        "Tomas Hale", "Person", (("country", "Velmora"), ("office", "Prime Minister of Velmora"))
    ),
    Wanted("Straits Pact"),
]


@pytest.mark.parametrize(("path", "version"), [("/reconcile", "0.2"), ("/reconcile/1.0", "1.0")])
def test_client_and_service_speak_both_versions(site: Site, path: str, version: str) -> None:
    service = Service(PoliteClient(QUICK), site.address + path)
    assert service.version == version
    assert service.type_of("person") == "Person"
    found = service.reconcile(WANTED)
    assert [[each.iri for each in candidates if each.match] for candidates in found] == [
        [f"{BASE}person/mirela-dorn"],
        [f"{BASE}person/tomas-hale-3f9ac1"],
        [f"{BASE}organisation/straits-pact"],
    ]


def test_what_the_client_sends_is_what_the_api_asks_for() -> None:
    check("0.2", "reconciliation-query-batch", in_final(WANTED))
    check("1.0", "reconciliation-query-batch", in_draft(WANTED))


@pytest.mark.parametrize("path", ["/reconcile", "/reconcile/1.0"])
def test_a_store_finds_itself_in_another(
    site: Site, small_store: Path, tmp_path: Path, path: str
) -> None:
    root = shutil.copytree(small_store, tmp_path / "store")
    plan = Plan(("Person",), properties={"office": "office"})
    report = propose(root, Service(PoliteClient(QUICK), site.address + path), plan)
    found = {each.entity: each for each in ProposalFile(root).latest()}
    assert report.asked == len(found) > 3
    for entity, proposal in found.items():
        assert proposal.outcome is Outcome.ACCEPTED, proposal
        assert proposal.iri == BASE + entity
        assert proposal.qid == ""
