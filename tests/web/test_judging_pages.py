"""People judge in the pages, with the operator's token, and see who judged what and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from lxml import html
from running_site import BASE, Answer, Site, running

from kg.pipeline import Order, decide, load
from kg.resolve.judgements import Verb
from kg.web import create_app

TOKEN = "a long secret"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    for name, text in {
        "one": "Velmar News, 12 March 2024\n\nEstonian Prime Minister Tom Hale met Latvian Foreign"
        " Minister Anna Ozola in Riga.",
        "two": "Velmar News, 15 March 2024\n\nNew Zealand Foreign Minister Tom Hale met French"
        " President Emmanuel Macron in Paris.",
    }.items():
        (folder / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def root(papers: Path, tmp_path: Path) -> Path:
    load(tmp_path / "store", [papers])
    return tmp_path / "store"


@pytest.fixture
def site(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("KG_WEB_WRITE_TOKEN", TOKEN)
    app = create_app(root)
    with running(app) as started:
        yield started
    app.extensions["communique"].close()


def judge(site: Site, **fields: str) -> Answer:
    content = {"author": "Ann Lee", "token": TOKEN, **fields}
    return site.ask("POST", "/judgements", {"Content-Type": FORM}, urlencode(content))


def hales(site: Site) -> list[str]:
    listed = site.page("/person/tom-hale")
    assert listed.status == 300
    tree = html.document_fromstring(listed.text)
    return list(tree.xpath("//ul[@class='cards']//a/@href"))


def test_two_of_one_name_are_judged_one_on_the_page_that_lists_them(site: Site) -> None:
    tree = html.document_fromstring(site.page("/person/tom-hale").text)
    (form,) = tree.xpath("//form[@method='post']")
    one, other = (form.xpath(f".//select[@name='{name}']/option") for name in ("one", "other"))
    assert [option.get("value") for option in one] == [option.get("value") for option in other]
    fields = {name: option.get("value") for name, option in zip(("one", "other"), one, strict=True)}
    made = judge(site, verb="same", reason="I met him", **fields)
    assert (made.status, made.headers["Location"]) == (303, "/person/tom-hale")
    page = site.page("/person/tom-hale")
    assert page.status == 200
    assert "judged by Ann Lee" in page.text
    assert "I met him" in page.text


def test_a_judgement_is_undone_where_it_is_shown(site: Site) -> None:
    one, other = hales(site)
    judge(site, verb="same", one=f"{BASE}{one[1:]}", other=f"{BASE}{other[1:]}")
    tree = html.document_fromstring(site.page("/person/tom-hale").text)
    ((number,),) = [tree.xpath("//input[@name='undoes']/@value")]
    assert judge(site, verb="undo", undoes=number).headers["Location"] == "/judgements"
    assert hales(site) == [one, other]
    listed = site.page("/judgements")
    assert "undone by" in listed.text
    states = [one["state"] for one in site.get("/judgements.json").json()]
    assert states == ["in force", "undone"]


def test_an_item_is_judged_on_the_page_of_an_organisation(site: Site) -> None:
    made = judge(site, verb="link", one=f"{BASE}country/estonia", qid="Q191")
    assert made.headers["Location"] == "/country/estonia"
    assert "is Q191" in site.page("/country/estonia").text


def test_a_program_judges_in_json_with_the_token_in_the_header(site: Site) -> None:
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {TOKEN}"}
    order = {"verb": "unlink", "one": "Anna Ozola", "author": "bot"}
    made = site.ask("POST", "/judgements", headers, json.dumps(order))
    assert made.status == 201
    assert made.json() == {"about": [f"{BASE}person/anna-ozola"]}


def test_a_program_that_forgets_who_judges_is_told_in_json(site: Site) -> None:
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {TOKEN}"}
    made = site.ask("POST", "/judgements", headers, json.dumps({"verb": "unlink", "one": "Riga"}))
    assert made.status == 400
    assert made.headers["Content-Type"] == "application/problem+json"
    assert "author" in json.loads(made.text)["detail"]


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 200_000,
        b'{"a":' * 100_000,
        b"null",
        b"{",
        b"\xff",
        b'{"token": "\\ud800"}',
        b'{"verb": "unlink", "one": "Anna Ozola", "author": "\\ud800", "token": "a long secret"}',
        b'{"verb": "unlink", "one": "\\udfff", "author": "bot", "token": "a long secret"}',
    ],
    ids=["deep list", "deep object", "null", "half", "no UTF-8", "token", "author", "name"],
)
def test_what_no_program_means_is_refused_in_words(site: Site, body: bytes) -> None:
    answer = site.ask("POST", "/judgements", {"Content-Type": "application/json"}, body)
    assert answer.status in (400, 401)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert site.get("/judgements.json").json() == []


def test_who_mistypes_the_token_in_a_browser_reads_a_page(site: Site) -> None:
    content = urlencode({"verb": "unlink", "one": "Estonia", "author": "Ann Lee", "token": "no"})
    headers = {"Content-Type": FORM, "Accept": "text/html,*/*;q=0.5"}
    answer = site.ask("POST", "/judgements", headers, content)
    assert (answer.status, answer.type) == (401, "text/html")
    assert "token" in answer.text
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_judgements_have_two_forms_and_no_others(site: Site) -> None:
    assert site.get("/judgements.html", "text/html").type == "text/html"
    assert site.get("/judgements.json").type == "application/json"
    assert site.get("/judgements.ttl").status == 404


@pytest.mark.parametrize("token", ["", "a guess"])
def test_without_the_token_nothing_is_judged(site: Site, token: str) -> None:
    made = judge(site, verb="link", one="Estonia", qid="Q191", token=token)
    assert made.status == 401
    assert site.get("/judgements.json").json() == []


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"verb": "guess", "one": "Estonia"}, 400, "one of same, different"),
        ({"verb": "link", "one": "Estonia", "qid": "no"}, 400, "Q-number"),
        ({"verb": "same", "one": "Anna Ozola", "other": "Nobody"}, 400, "Nobody"),
        ({"verb": "same", "one": "Anna Ozola", "other": "Anna Ozola"}, 400, "both are"),
        ({"verb": "undo", "undoes": "abcd"}, 400, "no such judgement"),
        ({"verb": "link", "one": "Estonia", "qid": "Q191", "author": " "}, 400, "author"),
    ],
)
def test_what_cannot_be_judged_is_said(
    site: Site, fields: dict[str, str], status: int, words: str
) -> None:
    made = judge(site, **fields)
    assert made.status == status
    assert words in made.text
    assert site.get("/judgements.json").json() == []


def test_where_writing_is_off_there_are_no_forms_and_nothing_is_judged(root: Path) -> None:
    decide(root, Order(Verb.LINK, ("Estonia",), "Ann Lee", "I know", qid="Q191"))
    app = create_app(root)
    with running(app) as site:
        assert judge(site, verb="unlink", one="Estonia").status == 403
        page = site.page("/country/estonia")
        assert "judged by Ann Lee" in page.text
        for path in ("/country/estonia", "/person/tom-hale", "/judgements"):
            assert 'method="post"' not in site.page(path).text
    app.extensions["communique"].close()


def test_a_running_server_shows_what_the_command_line_judged(site: Site, root: Path) -> None:
    one, other = hales(site)
    order = Order(Verb.SAME, (f"{BASE}{one[1:]}", f"{BASE}{other[1:]}"), "Ann Lee")
    decide(root, order)
    assert site.page("/person/tom-hale").status == 200
    moved = site.page(one)
    assert (moved.status, moved.headers["Location"]) == (301, "/person/tom-hale")


def test_hostile_text_in_a_judgement_stays_text(site: Site) -> None:
    judge(site, verb="link", one="Estonia", qid="Q191", author="<b>x", reason="<script>alert(1)")
    for path in ("/country/estonia", "/judgements"):
        text = site.page(path).text
        assert "<script>" not in text
        assert "<b>x" not in text
        assert "&lt;script&gt;alert(1)" in text
