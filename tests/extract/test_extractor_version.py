"""Documents are read again when the rules, words or names that read them have changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extract import extractor_version
from kg.extract.version import digest_of


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "meetings.py").write_text("VERBS = 'met'\n")
    (tmp_path / "data" / "names.tsv").write_text("armenia\tArmenia\n")
    return tmp_path


def test_the_version_is_the_same_as_long_as_nothing_changes(rules: Path) -> None:
    assert digest_of({"rules": rules}) == digest_of({"rules": rules})
    assert extractor_version() == extractor_version()


@pytest.mark.parametrize("name", ["meetings.py", "data/names.tsv", "data/more.txt"])
def test_a_changed_rule_name_or_list_is_another_version(rules: Path, name: str) -> None:
    before = digest_of({"rules": rules})
    (rules / name).write_text("changed\n")
    assert digest_of({"rules": rules}) != before


def test_compiled_files_and_line_ends_are_no_change(rules: Path) -> None:
    before = digest_of({"rules": rules})
    (rules / "__pycache__").mkdir()
    (rules / "__pycache__" / "meetings.pyc").write_bytes(b"x")
    (rules / "meetings.py").write_bytes(b"VERBS = 'met'\r\n")
    assert digest_of({"rules": rules}) == before
