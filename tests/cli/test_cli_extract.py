"""Extraction without a store: one JSON object a document, evidence in code points of its text."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Kg = Callable[..., subprocess.CompletedProcess[str]]


def test_one_object_a_document_and_nothing_is_written(kg: Kg, notes: Path, tmp_path: Path) -> None:
    done = kg("extract", notes)
    assert done.returncode == 0
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == 3
    assert {path.name for path in tmp_path.iterdir()} == {"notes"}
    for document in found:
        assert list(document) == ["id", "title", "date", "text", "items", "links"]
        for item in document["items"]:
            for evidence in item["evidence"]:
                assert document["text"][evidence["start"] : evidence["end"]] == evidence["text"]


def test_a_record_keeps_its_own_id_and_text(kg: Kg, tmp_path: Path) -> None:
    text = "  “Über” uns:\n\n\nFinland joined NATO in April 2023.  "
    record = {"id": "record-7", "text": text, "date": "2023-04-05", "title": "News"}
    (tmp_path / "records.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    (document,) = map(json.loads, kg("extract", "records.jsonl").stdout.splitlines())
    assert (document["id"], document["text"]) == ("record-7", text)
    memberships = [item for item in document["items"] if item["kind"] == "membership"]
    assert [(item["member"], item["org"]) for item in memberships] == [("Finland", "NATO")]
    for item in memberships:
        for evidence in item["evidence"]:
            assert text[evidence["start"] : evidence["end"]] == evidence["text"]


def test_the_fields_of_a_record_may_have_other_names(kg: Kg, tmp_path: Path) -> None:
    record = {"nr": "a", "body": "Finland joined NATO in April 2023.", "published": "2023-04-05"}
    (tmp_path / "records.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    fields = ("--field", "id=nr", "--field", "text=body", "--field", "date=published")
    (document,) = map(json.loads, kg("extract", "records.jsonl", *fields).stdout.splitlines())
    assert (document["id"], document["date"]) == ("a", "2023-04-05")


def test_what_cannot_be_read_is_named_and_the_rest_is_extracted(kg: Kg, notes: Path) -> None:
    (notes / "broken.jsonl").write_text('{"id": "a", "text": \n', encoding="utf-8")
    done = kg("extract", notes)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 3
    assert "broken.jsonl" in done.stderr
