"""Records: JSON Lines, lists, single JSON articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from one_source import fail, load

from kg.loading import Failure, Loaded, Registry, read_bytes, read_paths
from kg.model import ZoneKind

TEXT = "Ana Example\u00a0met Ben  Sample.\r\n\r\nThey spoke e\u0301 about the bridge.  \n"


def line(**record: object) -> str:
    return json.dumps(record, ensure_ascii=True)


def test_a_record_keeps_its_own_id_and_text() -> None:
    record = line(
        id="r-1",
        text=TEXT,
        title="The bridge",
        date="2024-03",
        url="https://a.example/1",
        language="en_gb",
    )
    document = load("feed.jsonl", record)
    assert document.text == TEXT
    assert document.id == "r-1"
    assert document.title == "The bridge"
    assert (document.url, document.language) == ("https://a.example/1", "en-GB")
    assert document.published is not None
    assert document.published.stated == "2024-03"


@given(st.text(min_size=1).filter(str.strip))
def test_offsets_fit_the_records_text_whatever_it_is(text: str) -> None:
    from loaders.json_lines import LOADER as LINES
    from loaders.plain_text import LOADER as PLAIN
    from loaders.press_release import LOADER as RELEASE
    from loaders.reader_clip import LOADER as CLIP

    loaders = Registry([LINES, PLAIN, RELEASE, CLIP])
    (loaded,) = read_bytes("a.jsonl", line(id="1", text=text).encode(), registry=loaders)
    assert isinstance(loaded, Loaded)
    assert loaded.document.text == text.replace("\x00", "\ufffd")


def test_the_title_is_not_prepended_but_marks_the_headline() -> None:
    text = "The bridge is open\n\nAna Example met Ben Sample."
    document = load("feed.jsonl", line(id="1", title="The bridge is open", text=text))
    assert document.text == text
    assert document.zones[0].kind is ZoneKind.HEADLINE
    plain = load("feed.jsonl", line(id="1", title="The bridge is open", text="Ana met Ben."))
    assert plain.text == "Ana met Ben."


def test_a_records_text_is_zoned_like_a_file() -> None:
    clip = "Ana Example met Ben Sample.\nRelated articles\nBen Sample at home\nID: own-7\nURL: https://a.example/7\n"
    document = load("feed.jsonl", line(text=clip))
    assert document.loader == "reader_clip"
    assert document.id == "own-7"
    assert document.unused == {"related": 1}


def test_a_mapping_names_the_fields_of_other_peoples_records() -> None:
    record = line(meta={"key": "x9"}, story="Ana met Ben.", when="20 March 2024", text="not this")
    document = load(
        "feed.jsonl", record, mapping={"text": "story", "id": "meta.key", "date": "when"}
    )
    assert (document.id, document.text) == ("x9", "Ana met Ben.")
    assert document.published is not None
    assert document.unused == {"record:text": 1}


def test_broken_lines_are_named_and_the_others_load() -> None:
    lines = [line(id="1", text="Ana met Ben."), '{"id": "2", ', "[1]", line(id="4", text=""),
             line(id="5"), line(id="6", text=6), "", line(id=8, text="Ben met Ana.")]  # fmt: skip
    results = read_bytes("feed.jsonl", "\n".join(lines).encode() + b'\n{"text": "\xff"}')
    loaded = [r.document.id for r in results if isinstance(r, Loaded)]
    places = {r.place: r.reason for r in results if isinstance(r, Failure)}
    assert loaded == ["1", "8"]
    assert list(places) == [f"line {n}" for n in (2, 3, 4, 5, 6, 9)]
    assert "not JSON" in places["line 2"]
    assert "empty" in places["line 4"]
    assert "--field text=NAME" in places["line 5"]
    assert "not UTF-8" in places["line 9"]


def test_a_large_file_is_read_line_by_line_and_a_large_record_is_a_failure(tmp_path: Path) -> None:
    file = tmp_path / "feed.jsonl"
    small = [line(id=str(n), text="Ana met Ben.") for n in range(40)]
    file.write_text("\n".join([*small[:20], line(id="big", text="a " * 2000), *small[20:]]))
    results = list(read_paths([file], max_bytes=1024))
    assert len([r for r in results if isinstance(r, Loaded)]) == 40
    (failure,) = [r for r in results if isinstance(r, Failure)]
    assert failure.place == "line 21"
    assert "limit" in failure.reason


def test_half_characters_and_nulls_are_replaced_one_for_one() -> None:
    document = load(
        "a.jsonl", '{"id": "1\\ud800", "text": "Ana \\ud83d\\ude00 met \\udfff \\u0000 Ben."}'
    )
    assert document.text == "Ana 😀 met \ufffd \ufffd Ben."
    document.id.encode()


def test_a_record_without_id_is_named_by_url_else_by_its_line() -> None:
    data = f"{line(text='Ana met Ben.', url='https://a.example/x')}\n\n{line(text='Ben met Ana.')}"
    results = read_bytes("in/feed.jsonl", data.encode())
    assert [r.document.id for r in results if isinstance(r, Loaded)] == [
        "https://a.example/x",
        "in/feed.jsonl#3",
    ]


@pytest.mark.parametrize(
    "data", ["[" * 100_000, '{"a":' * 50_000, '{"text": "x", "id": ' + "1" * 9000 + "}"]
)
def test_json_that_goes_too_far_is_a_failure(data: str) -> None:
    assert fail("a.jsonl", data).place == "line 1"
    assert fail("a.json", data).reason


def test_a_list_of_records_is_read_item_by_item() -> None:
    records = [
        {"id": "1", "text": "Ana met Ben."},
        {"id": "2"},
        {"id": "3", "body": "Ben met Ana."},
    ]
    for data in (records, {"status": "ok", "articles": records}):
        results = read_bytes("a.json", json.dumps(data).encode())
        assert [type(r) for r in results] == [Loaded, Failure, Loaded]
        assert isinstance(results[1], Failure)
        assert results[1].place == "item 2"


def test_a_json_article_is_composed_of_headline_dateline_and_body() -> None:
    record = {
        "headline": "The bridge is open", "date": "2024-03-20T12:00:00Z", "location": "NA",
        "link": "https://a.example/bridge", "dateline": "STRELSAU, March 20 -",
        "body": "Ana Example &amp; Ben Sample met.\n    They spoke.\n Reuter\n&#3;",
        "topics": ["x"],
    }  # fmt: skip
    document = load("a.json", json.dumps(record))
    assert document.text.startswith(
        "The bridge is open\n\nSTRELSAU, March 20 -\n\nAna Example & Ben"
    )
    kinds = [zone.kind for zone in document.zones]
    assert kinds == [ZoneKind.HEADLINE, ZoneKind.DATELINE, ZoneKind.BODY, ZoneKind.FURNITURE]
    assert document.id == document.url == "https://a.example/bridge"
    assert document.unused == {"json:location": 1, "json:topics": 1, "furniture": 1}


def test_the_lead_and_the_place_of_a_json_article_are_read() -> None:
    record = {
        "headline": "Talks",
        "location": "Strelsau",
        "summary": "Ana Example received Ben Sample.",
        "body": "They spoke about the bridge.",
    }
    expected = (
        "Talks\n\nStrelsau\n\nAna Example received Ben Sample.\n\nThey spoke about the bridge."
    )
    assert load("a.json", json.dumps(record)).text == expected
    teaser = record | {"summary": "They spoke about the…"}
    assert "the…" not in load("a.json", json.dumps(teaser)).text


def test_a_json_article_may_hold_html() -> None:
    document = load(
        "a.json", json.dumps({"title": "T", "content": "<p>Ana met <b>Ben</b>.</p><ul><li>Cy"})
    )
    assert document.text == "T\n\nAna met Ben.\n\n• Cy"


def test_json_without_text_says_which_fields_it_has() -> None:
    reason = fail("a.json", '{"sections": [], "pageID": 7}').reason
    assert "pageID, sections" in reason
    assert "--field text=NAME" in reason
