"""Services propose links for entities that have none; whatever they do, nothing else changes."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from local_service import Local, Reply, Request, serving
from small_store import make_store, small_data

from kg.errors import OnlineError, UsageError
from kg.online.polite import Manners, PoliteClient, onward
from kg.online.proposals import Proposal, ProposalFile, proposed
from kg.online.proposing import Plan, Report, propose
from kg.online.service import Found, Service
from kg.resolve.decision import Outcome
from kg.settings import StorePaths

CONTACT = "desk@example.org"
QUICK = Manners(CONTACT, interval=0.0, timeout=20.0, patience=2.0)
SPACE = "http://www.wikidata.org/entity/"
# A fictitious item for each name; Hale is somebody whom the service knows twice.
ITEMS = {
    "Petar Ilvo": [("Q900000101", 100, True), ("Q900000102", 60, False)],
    "Joren Pell": [("Q900000103", 88, False)],
    "Tomas Hale": [("Q900000104", 100, False), ("Q900000105", 98, False)],
}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return make_store(tmp_path / "store", small_data())


def manifest(version: str = "0.2", **more: object) -> dict[str, object]:
    if version == "0.2":
        spaces: dict[str, object] = {"identifierSpace": SPACE, "schemaSpace": SPACE}
    else:
        spaces = {"view": {"url": SPACE + "{id}"}}
    types = [{"id": "T1", "name": "human"}, {"id": "T2", "name": "Country"}]
    told = {"versions": [version], "name": "Test items", "defaultTypes": types}
    return told | spaces | {"batchSize": 4} | more


def candidates(name: str) -> list[dict[str, object]]:
    return [
        {"id": item, "name": name, "score": score, "match": match, "type": []}
        for item, score, match in ITEMS.get(name, [])
    ]


def in_02(request: Request) -> Reply:
    if request.method == "GET":
        return Reply(content=manifest())
    batch = json.loads(request.form("queries"))
    return Reply(content={key: {"result": candidates(q["query"])} for key, q in batch.items()})


def in_10(request: Request) -> Reply:
    if request.method == "GET":
        return Reply(content=manifest("1.0-draft"))
    assert request.path.endswith("/reconcile")
    content: Any = request.json()
    names = [each["conditions"][0]["v"] for each in content["queries"]]
    return Reply(content={"results": [{"candidates": candidates(name)} for name in names]})


@pytest.fixture(params=[in_02, in_10], ids=["0.2", "1.0"])
def service(request: pytest.FixtureRequest) -> Iterator[Local]:
    with serving(request.param) as running:
        yield running


def ask(store: Path, local: Local, **plan: Any) -> Report:
    return propose(store, Service(PoliteClient(QUICK), local.url), Plan(**plan))


def said(store: Path) -> dict[str, Proposal]:
    return {each.name: each for each in ProposalFile(store).latest()}


def everything(store: Path) -> dict[str, bytes]:
    """Every file of a store but the proposals."""
    return {
        str(path.relative_to(store)): path.read_bytes()
        for path in sorted(store.rglob("*"))
        if path.is_file() and path.name not in ("proposals.jsonl", "LOCK")
    }


def test_what_the_service_says_comes_to_a_proposal_with_its_source(
    store: Path, service: Local
) -> None:
    report = ask(store, service, kinds=("Person",))
    found = said(store)
    assert report.asked == report.entities == len(ProposalFile(store).latest())
    ilvo = found["Petar Ilvo"]
    assert (ilvo.outcome, ilvo.qid, ilvo.score, ilvo.margin) == (
        Outcome.ACCEPTED, "Q900000101", 100, 40,
    )  # fmt: skip
    assert ilvo.runner_up == SPACE + "Q900000102"
    assert ilvo.service == service.url
    assert ilvo.time.tzinfo is not None
    assert found["Joren Pell"].outcome is Outcome.CLOSE
    assert found["Tomas Hale"].outcome is Outcome.ABSTAINED
    assert found["Lena Sorel"].outcome is Outcome.NONE
    assert all(each.reasons for each in found.values())


def test_only_entities_without_a_link_are_asked_about(store: Path, service: Local) -> None:
    ask(store, service)
    assert not {"Mirela Dorn", "Velmora", "Straits Pact"} & said(store).keys()
    assert {"Petar Ilvo", "Anselm Grau"} <= said(store).keys()


def test_nothing_but_the_file_of_proposals_changes(store: Path, service: Local) -> None:
    before = everything(store)
    ask(store, service)
    assert everything(store) == before


def test_requests_are_signed_small_and_use_the_types_of_the_service(store: Path) -> None:
    with serving(in_02) as service:
        ask(store, service, kinds=("Person",), properties={"country": "state"})
        batches = [json.loads(each.form("queries")) for each in service.requests[1:]]
    assert all(CONTACT in each.headers["User-Agent"] for each in service.requests)
    assert all(0 < len(batch) <= 4 for batch in batches)
    queries = {each["query"]: each for batch in batches for each in batch.values()}
    assert queries["Petar Ilvo"]["type"] == "T1"
    assert {"pid": "state", "v": "Velmora"} in queries["Petar Ilvo"]["properties"]
    assert "properties" not in queries.get("Lena Sorel", {}) or queries["Lena Sorel"]["properties"]


def test_what_was_answered_is_not_asked_again(store: Path, service: Local) -> None:
    first = ask(store, service, kinds=("Person",))
    sent = len(service.requests)
    second = ask(store, service, kinds=("Person",))
    assert (second.asked, second.known) == (0, first.asked)
    assert len(service.requests) == sent + 1  # the manifest
    third = ask(store, service, kinds=("Person",), refresh=True, limit=1)
    assert third.asked == 1


def test_an_interrupted_run_goes_on_where_it_was(store: Path) -> None:
    answered = 0

    def failing(request: Request) -> Reply:
        nonlocal answered
        answered += request.method == "POST"
        broken = request.method == "POST" and answered == 2
        return Reply(500, {"detail": "out of order"}) if broken else in_02(request)

    with serving(failing) as service:
        with pytest.raises(OnlineError, match="500: out of order"):
            ask(store, service)
        kept = len(ProposalFile(store).latest())
        assert kept == 4
        again = ask(store, service)
    assert again.known == kept
    assert again.asked == again.entities - kept


def test_a_busy_service_is_waited_for_as_it_asks(store: Path) -> None:
    busy = iter([Reply(429, {}, {"Retry-After": "1"}), Reply(503, {})])

    def answer(request: Request) -> Reply:
        return next(busy, in_02(request)) if request.method == "POST" else in_02(request)

    manners = Manners(CONTACT, interval=0.0, patience=60.0)
    with serving(answer) as service:
        client = PoliteClient(manners)
        client._free = 0.0
        report = propose(store, Service(client, service.url), Plan(("Person",), limit=2))
    assert report.asked == 2


def test_a_service_that_asks_to_wait_for_long_is_left_alone(store: Path) -> None:
    def answer(request: Request) -> Reply:
        return (
            Reply(503, {}, {"Retry-After": "3600"}) if request.method == "POST" else in_02(request)
        )

    with serving(answer) as service:
        with pytest.raises(OnlineError, match="come again in 3,600 seconds"):
            ask(store, service)
        assert len(service.requests) == 2


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (Reply(raw=b"<html>welcome</html>"), "no JSON"),
        (Reply(content=["a"]), "no manifest"),
        (Reply(content={"name": "x", "versions": ["7.0"]}), "versions 7.0"),
        (Reply(404, raw=b"no such page\x1b[2J"), "answers 404: no such page"),
        (Reply(302, {}, {"Location": "/api"}), "sends on from one address to the next"),
        (Reply(302, {}, {"Location": "file:///etc/passwd"}), "cannot be reached"),
        (Reply(raw=b"[" * 100_000), "no JSON"),
    ],
)
def test_what_is_no_service_is_said_to_be_none(reply: Reply, says: str) -> None:
    with serving(lambda _: reply) as service, pytest.raises(OnlineError, match=says) as error:
        Service(PoliteClient(QUICK), service.url)
    assert "\x1b" not in str(error.value)


@pytest.mark.parametrize(
    "content",
    [
        [], {}, {"q0": {}}, {"q0": {"result": {}}}, {"q0": {"result": [1]}},
        {"q0": {"result": [{"name": "no id"}]}}, None,
    ],
)  # fmt: skip
def test_a_useless_answer_is_refused_and_nothing_of_it_kept(store: Path, content: object) -> None:
    def answer(request: Request) -> Reply:
        return Reply(content=content) if request.method == "POST" else in_02(request)

    with serving(answer) as service, pytest.raises(OnlineError):
        ask(store, service)
    assert said(store) == {}


def test_a_service_that_has_moved_is_followed_with_the_same_question() -> None:
    def answer(request: Request) -> Reply:
        moved = Reply(308, {}, {"Location": "/new"})
        return moved if request.path == "/api" else Reply(content=[request.method, request.path])

    with serving(answer) as service:
        client = PoliteClient(QUICK)
        assert client.post_json(service.url, {"a": 1}) == b'["POST", "/new"]'
        assert [each.json() for each in service.requests] == [{"a": 1}, {"a": 1}]


def test_nobody_sends_us_on_to_a_private_address() -> None:
    with serving(lambda _: Reply(content="secret")) as other:
        for target in (other.url, other.url.replace("127.0.0.1", "localhost"), "http://[::1]:9/"):
            moved = Reply(302, {}, {"Location": target})
            with (
                serving(lambda _, moved=moved: moved) as service,
                pytest.raises(OnlineError, match="private address"),
            ):
                PoliteClient(QUICK).get(service.url)
        assert other.requests == []
        assert PoliteClient(QUICK).get(other.url) == b'"secret"'  # the operator names it


def test_behind_a_proxy_nobody_sends_us_on_to_a_private_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def answer(request: Request) -> Reply:
        if request.path.startswith("http://moved.example"):
            return Reply(302, {}, {"Location": "http://127.0.0.1:9/"})
        return Reply(content="secret")

    with serving(answer) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        with pytest.raises(OnlineError, match="private address"):
            PoliteClient(QUICK).get("http://moved.example/")
        assert len(proxy.requests) == 1


def test_from_a_secure_address_nobody_sends_us_on_to_one_that_is_not() -> None:
    with pytest.raises(OnlineError, match="not secure"):
        onward("https://a.example/api", "http://b.example/")
    assert onward("https://a.example/api", "v2") == "https://a.example/v2"


def test_an_answer_may_not_be_endless() -> None:
    small = Manners(CONTACT, interval=0.0, size=1000)
    large = Reply(raw=b"x" * 5000)
    with serving(lambda _: large) as service, pytest.raises(OnlineError, match="more than 1,000"):
        PoliteClient(small).get(service.url)


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "file:///etc/passwd", "reconcile", "http://"]
)
def test_an_address_must_be_one_of_the_web(url: str) -> None:
    with pytest.raises(UsageError, match="no address of a service"):
        Service(PoliteClient(QUICK), url)


@pytest.mark.parametrize("contact", ["", "me", "a b@c.de", "me@localhost"])
def test_nobody_is_asked_without_a_contact(contact: str) -> None:
    with pytest.raises(UsageError, match="--contact"):
        Manners(contact)


FOUND = st.builds(
    Found, st.text(min_size=1), st.text(), st.floats(0, 100), st.booleans(), st.text()
)


@given(st.lists(FOUND, max_size=6))
def test_only_what_the_service_itself_takes_for_the_same_is_accepted(found: list[Found]) -> None:
    found.sort(key=lambda each: -each.score)
    outcome, margin, reasons = proposed(found)
    assert reasons
    assert margin >= 0
    if outcome is Outcome.ACCEPTED:
        assert found[0].match
        assert sum(each.match for each in found) == 1
    if outcome in (Outcome.ACCEPTED, Outcome.CLOSE) and len(found) > 1:
        assert margin >= 0.1 * found[0].score
    assert (outcome is Outcome.NONE) == (not found)


def kg(*arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        capture_output=True, text=True, check=False, env=kept | more | {"PYTHONWARNINGS": "error"},
    )  # fmt: skip


def test_the_command_asks_and_lists(store: Path) -> None:
    with serving(in_02) as service:
        done = kg(
            "link", "--store", store, "--service", service.url, "--interval", "0",
            KG_CONTACT=CONTACT,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Test items, version 0.2" in done.stdout
    listed = kg("link", "--store", store, "--proposals")
    assert "person/petar-ilvo  accepted  Q900000101  100" in listed.stdout
    assert "person/joren-pell  close  Q900000103  88" in listed.stdout
    assert "hale" not in listed.stdout
    assert "kg judge link person/" in listed.stderr


def test_without_a_network_the_command_says_so_and_keeps_everything(store: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/api"
        before = everything(store)
        done = kg("link", "--store", store, "--service", url, "--contact", CONTACT)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "cannot be reached: Connection refused" in done.stderr
    assert "kept" in done.stderr
    assert everything(store) == before
    name = kg(
        "link", "--store", store, "--service", "http://no.such.host.invalid/", "--contact", CONTACT
    )
    assert name.returncode == 1
    assert "cannot be reached" in name.stderr


def test_the_command_refuses_to_ask_without_a_contact(store: Path) -> None:
    with serving(in_02) as service:
        done = kg("link", "--store", store, "--service", service.url)
        assert service.requests == []
    assert done.returncode == 2
    assert "--contact" in done.stderr


def test_a_torn_last_line_is_asked_for_again(store: Path) -> None:
    with serving(in_02) as service:
        ask(store, service, kinds=("Person",))
        file = store / "proposals.jsonl"
        whole = file.read_bytes()
        file.write_bytes(whole[:-20])
        again = ask(store, service, kinds=("Person",))
        assert again.asked == 1
        assert len(ProposalFile(store).latest()) == whole.count(b"\n")


def test_proposals_do_not_hinder_a_load(tmp_path: Path) -> None:
    from kg import pipeline

    (tmp_path / "a.txt").write_text(
        "Karsian President Olga Brandt met Finnish Prime Minister Petteri Orpo in Helsinki.\n"
    )
    root = tmp_path / "kg-data"
    pipeline.load(root, [tmp_path / "a.txt"])
    with serving(in_02) as service:
        ask(root, service)
        (tmp_path / "b.txt").write_text("Finland joined NATO in April 2023.\n")
        report = pipeline.load(root, [tmp_path / "b.txt"])
    assert not report.failures
    assert report.new == 1
    assert StorePaths(root).current.exists()


def test_a_person_makes_a_proposal_a_link(tmp_path: Path) -> None:
    from kg import pipeline

    text = "Finnish Foreign Minister Petar Ilvo met Estonian President Alar Karis in Tallinn.\n"
    (tmp_path / "a.txt").write_text(text)
    root = tmp_path / "kg-data"
    pipeline.load(root, [tmp_path / "a.txt"])
    with serving(in_02) as service:
        ask(root, service, kinds=("Person",))
    (told,) = (line for line in kg("link", "--store", root, "--proposals").stderr.splitlines())
    command = told.split()[2:6]
    assert command == ["judge", "link", "person/petar-ilvo", "Q900000101"]
    judged = kg(*command, "--store", root, "--author", "the desk")
    assert judged.returncode == 0, judged.stderr
    export = kg("export", "--store", root, "--links")
    assert "<person/petar-ilvo> schema:sameAs wd:Q900000101" in export.stdout
