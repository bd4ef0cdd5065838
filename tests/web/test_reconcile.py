"""Users of OpenRefine match their tables with the graph, and fetch columns from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from reconciliation_schemas import check, needs_the_groups_schemas
from running_site import BASE, Answer, Site, running

from kg.web import create_app

FORM = "application/x-www-form-urlencoded"
DORN = "person/mirela-dorn"
BATCH: dict[str, Any] = {
    "plain": {"query": "Mirela Dorn"},
    "turned": {"query": "DORN, Mirela", "type": "Person", "limit": 1},
    "homonyms": {"query": "Tomas Hale", "type": ["Person"], "type_strict": "any"},
    "told apart": {
        "query": "Tomas Hale",
        "properties": [{"pid": "country", "v": [{"id": "country/velmora", "name": "Velmora"}]}],
    },
    "alias": {"query": "Pact of the Straits", "type": "Organisation"},
    "item": {"query": "Q900000022"},
    "office": {"query": "prime minister of velmora", "type": "Office"},
    "holder": {"properties": [{"pid": "holder", "v": "Irena Vask"}], "type": "Office"},
    "nobody": {"query": "Zacharias Quell"},
}


def results(site: Site, batch: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    answer = site.post("/reconcile", urlencode({"queries": json.dumps(batch)}), FORM)
    assert answer.status == 200, answer.text
    assert answer.type == "application/json"
    check("0.2", "reconciliation-result-batch", answer.json())
    return {key: found["result"] for key, found in answer.json().items()}


def ids(found: list[dict[str, Any]]) -> list[str]:
    return [each["id"] for each in found]


def matched(found: list[dict[str, Any]]) -> list[str]:
    return [each["id"] for each in found if each["match"]]


def test_the_manifest_says_what_the_service_can(site: Site) -> None:
    answer = site.get("/reconcile")
    check("0.2", "manifest", answer.json())
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.json()["identifierSpace"] == BASE
    assert "Person" in {each["id"] for each in answer.json()["defaultTypes"]}
    drafted = site.get("/reconcile/1.0").json()
    check("1.0", "manifest", drafted)
    assert drafted["versions"] == ["1.0-draft"]


def test_every_address_of_the_manifest_answers(site: Site) -> None:
    manifest = site.get("/reconcile").json()
    for service in manifest["suggest"].values():
        assert (
            site.get(relative(site, service["service_url"] + service["service_path"])).status == 200
        )
    view = manifest["view"]["url"].replace("{{id}}", quote(DORN, safe=""))
    assert site.page(relative(site, view)).headers["Location"] == f"/{DORN}"
    preview = manifest["preview"]["url"].replace("{{id}}", quote(DORN, safe=""))
    assert "Mirela Dorn" in site.page(relative(site, preview)).text
    propose = manifest["extend"]["propose_properties"]
    assert site.get(relative(site, propose["service_url"] + propose["service_path"])).status == 200
    for name in ("documentation", "logo"):
        assert site.get(relative(site, manifest[name])).status == 200


def relative(site: Site, address: str) -> str:
    assert address.startswith(site.address)
    return address.removeprefix(site.address)


def test_each_row_gets_its_candidates(site: Site) -> None:
    found = results(site, BATCH)
    assert list(found) == list(BATCH)
    assert matched(found["plain"]) == matched(found["turned"]) == [DORN]
    assert found["plain"][0]["score"] == 100
    assert len(ids(found["homonyms"])) == 2
    assert matched(found["homonyms"]) == []
    assert matched(found["told apart"]) == ["person/tomas-hale-3f9ac1"]
    assert matched(found["alias"]) == ["organisation/straits-pact"]
    assert matched(found["item"]) == ["person/irena-vask"]
    assert matched(found["office"]) == ["office/prime-minister-of-velmora"]
    assert ids(found["holder"]) == ["office/president-of-velmora"]
    assert found["nobody"] == []


def test_candidates_of_one_name_are_told_apart_by_their_offices(site: Site) -> None:
    found = results(site, {"q": {"query": "Tomas Hale"}})["q"]
    assert {each["description"] for each in found} == {
        "Person; Prime Minister of Velmora",
        "Person; Ambassador of Ostrand",
    }


def test_a_query_by_get_is_answered_like_one_by_post(site: Site) -> None:
    got = site.get("/reconcile?" + urlencode({"queries": json.dumps(BATCH)}))
    assert {key: each["result"] for key, each in got.json().items()} == results(site, BATCH)


def test_the_draft_answers_the_same_in_its_own_form(site: Site) -> None:
    queries = [
        {"type": "Person", "conditions": [{"matchType": "name", "v": "Mirela Dorn"}], "limit": 3},
        {
            "conditions": [
                {"matchType": "name", "v": "Tomas Hale"},
                {"matchType": "property", "pid": "country", "v": "Velmora", "required": True},
            ]
        },
    ]
    answer = site.post(
        "/reconcile/1.0/reconcile", json.dumps({"queries": queries}), "application/json"
    )
    check("1.0", "reconciliation-result-batch", answer.json())
    first, second = (each["candidates"] for each in answer.json()["results"])
    assert matched(first) == [DORN]
    assert ids(second) == matched(second) == ["person/tomas-hale-3f9ac1"]


@pytest.mark.parametrize("path", ["/reconcile", "/reconcile/1.0"])
def test_what_is_typed_is_completed(site: Site, path: str) -> None:
    version = "1.0" if path.endswith("1.0") else "0.2"

    def suggested(what: str, **parameters: str) -> list[str]:
        answer = site.get(f"{path}/suggest/{what}?{urlencode(parameters)}")
        plural = {"entity": "entities", "property": "properties", "type": "types"}[what]
        check(version, f"suggest-{plural}-response", answer.json())
        return ids(answer.json()["result"])

    assert suggested("entity", prefix="mire") == [DORN]
    assert suggested("entity", prefix="Mirela Dorn")[0] == DORN
    assert suggested("entity", prefix=DORN) == [DORN]
    assert suggested("entity", prefix="velm", type="Country") == ["country/velmora"]
    everything = suggested("entity", prefix="e")
    assert suggested("entity", prefix="e", cursor="2")[:3] == everything[2:5]
    assert suggested("property", prefix="offi") == ["office", "officeOf"]
    assert suggested("type", prefix="gov") == ["GovernmentBody"]
    assert len(suggested("type", prefix="")) == 7


def test_a_flyout_describes_what_is_pointed_at(site: Site) -> None:
    for what, identifier in (("entity", DORN), ("property", "office"), ("type", "Country")):
        answer = site.get(f"/reconcile/flyout/{what}?id={quote(identifier, safe='')}")
        assert answer.json()["id"] == identifier
        assert answer.json()["html"].startswith("<p><b>")


def test_a_column_is_fetched_for_what_was_matched(site: Site) -> None:
    names = ("office", "country", "documents", "wikidata", "alias")
    asked = {
        "ids": [DORN, "person/tomas-hale-b20d77", "person/nobody"],
        "properties": [{"id": name} for name in names],
    }
    answer = site.post("/reconcile", urlencode({"extend": json.dumps(asked)}), FORM)
    check("0.2", "data-extension-response", answer.json())
    rows = answer.json()["rows"]
    assert rows[DORN]["office"] == [
        {
            "id": "office/secretary-general-of-northern-compact",
            "name": "Secretary General of the Northern Compact",
        }
    ]
    assert rows[DORN]["wikidata"] == [{"str": "Q900000021"}]
    assert rows[DORN]["documents"] == [{"int": 3}]
    assert rows["person/tomas-hale-b20d77"]["country"] == [
        {"id": "country/ostrand", "name": "Ostrand"}
    ]
    assert rows["person/nobody"] == {name: [] for name in names}
    drafted = site.post("/reconcile/1.0/extend", json.dumps(asked), "application/json")
    check("1.0", "data-extension-response", drafted.json())
    assert [each["id"] for each in drafted.json()["rows"]] == asked["ids"]
    assert drafted.json()["meta"] == answer.json()["meta"]


def test_a_column_holds_as_many_values_as_are_wanted(site: Site) -> None:
    for limit in (1, "1"):
        asked = {
            "ids": ["person/olga-brandt"],
            "properties": [{"id": "met", "settings": {"limit": limit}}],
        }
        answer = site.get("/reconcile?" + urlencode({"extend": json.dumps(asked)}))
        assert len(answer.json()["rows"]["person/olga-brandt"]["met"]) == 1


@pytest.mark.parametrize("path", ["/reconcile/properties", "/reconcile/1.0/extend/propose"])
def test_properties_are_proposed_for_a_type(site: Site, path: str) -> None:
    proposed = site.get(f"{path}?type=Place&limit=2").json()
    check("1.0", "data-extension-property-proposal", proposed)
    assert ids(proposed["properties"]) == ["country", "alias"]
    assert proposed["limit"] == 2


def told(answer: Answer, status: int) -> str:
    assert answer.status == status
    assert answer.type == "application/problem+json"
    return str(answer.json()["detail"])


@pytest.mark.parametrize(
    ("content", "status", "says"),
    [
        ({"queries": "{"}, 400, "not JSON"),
        ({"queries": json.dumps({"q": {"query": "a", "type": "Ship"}})}, 400, "Ship"),
        ({"queries": json.dumps({"q": {"properties": [{"pid": "x", "v": 1}]}})}, 400, "x"),
        ({"queries": json.dumps({str(n): {"query": "a"} for n in range(101)})}, 413, "100"),
        ({"extend": json.dumps({"ids": [], "properties": [{"id": "x"}]})}, 400, "x"),
        ({"extend": json.dumps({"ids": ["a"] * 1001, "properties": []})}, 413, "1,000"),
        ({"extend": "[" * 5000}, 400, "JSON"),
        ({}, 400, "queries"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_said_in_json(
    site: Site, content: dict[str, str], status: int, says: str
) -> None:
    assert says in told(site.post("/reconcile", urlencode(content), FORM, "text/html"), status)


def test_programs_hear_of_their_mistakes_in_the_draft_too(site: Site) -> None:
    assert "JSON" in told(site.post("/reconcile/1.0/reconcile", "{", "application/json"), 400)
    assert "application/json" in told(site.post("/reconcile/1.0/reconcile", "{}", FORM), 400)
    assert "UTF-8" in told(site.post("/reconcile/1.0/extend", b"\xff", "application/json"), 400)
    assert "cursor" in told(site.get("/reconcile/suggest/type?cursor=-1"), 400)


def test_a_callback_makes_no_script_of_an_answer(site: Site) -> None:
    answer = site.get("/reconcile?callback=alert")
    assert answer.type == "application/json"
    assert answer.json()["versions"] == ["0.2"]


@pytest.mark.parametrize("path", ["/reconcile/preview", "/reconcile/1.0/preview"])
def test_only_a_preview_may_be_framed(site: Site, path: str) -> None:
    answer = site.page(f"{path}?id={quote(DORN, safe='')}")
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert "X-Frame-Options" not in answer.headers
    pytest.importorskip("html5rdf").HTMLParser(strict=True).parse(answer.text)
    assert "<script" not in answer.text
    missing = site.page(f"{path}?id=person%2Fnobody")
    assert missing.status == 404
    assert missing.headers["X-Frame-Options"] == "DENY"


def test_before_anything_is_loaded_clients_are_told_so(tmp_path: Path) -> None:
    app = create_app(tmp_path / "nothing")
    with running(app) as empty:
        answer = empty.get("/reconcile")
    app.extensions["communique"].close()
    assert "kg load" in told(answer, 503)
    assert answer.headers["Retry-After"]


def test_the_page_for_people_names_the_address(site: Site) -> None:
    page = site.page("/reconcile/about").text
    assert f"{site.address}/reconcile" in page
    assert "officeOf" in page


@pytest.mark.parametrize("version", ["0.2", "1.0"])
def test_the_groups_schemas_are_complete_where_they_are_named(version: str) -> None:
    folder = needs_the_groups_schemas() / {"0.2": "0.2", "1.0": "1.0-draft"}[version] / "schemas"
    for name in ("manifest", "reconciliation-result-batch", "data-extension-response"):
        assert (folder / f"{name}.json").exists()
