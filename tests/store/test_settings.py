"""Where a store is and what was settled when it was made."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import StoreError, UsageError
from kg.settings import (
    DEFAULT_BASE,
    Settings,
    StorePaths,
    check_base,
    read_settings,
    resolve_root,
    write_settings,
)


def test_the_store_is_the_option_else_the_environment_else_kg_data() -> None:
    assert resolve_root("here", {"KG_STORE": "there"}) == Path("here")
    assert resolve_root(None, {"KG_STORE": "there"}) == Path("there")
    assert resolve_root(None, {"KG_STORE": ""}) == Path("kg-data")
    assert resolve_root("", {}) == Path("kg-data")


def test_settings_are_read_as_written(tmp_path: Path) -> None:
    write_settings(tmp_path, Settings("https://kg.example.org/"))
    assert read_settings(tmp_path) == Settings("https://kg.example.org/")
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]


def test_a_base_ends_in_a_slash() -> None:
    assert check_base("https://kg.example.org/x") == "https://kg.example.org/x/"
    assert check_base(DEFAULT_BASE) == DEFAULT_BASE
    assert check_base("urn:kg:") == "urn:kg:/"


@pytest.mark.parametrize(
    "base", ["", "kg", "/x/", "http://a b/", "http://x/?q", "http://x/#", "x:<"]
)
def test_what_cannot_be_a_base_is_refused(base: str) -> None:
    with pytest.raises(UsageError, match="base of IRIs"):
        check_base(base)


def test_no_store_damaged_settings_and_another_format_each_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg load"):
        read_settings(tmp_path)
    path = StorePaths(tmp_path).settings
    for damaged in ("", "[]", "{}", '{"base": 1}', "\x00"):
        path.write_text(damaged)
        with pytest.raises(StoreError, match="backup"):
            read_settings(tmp_path)
    path.write_text('{"base": "http://x/", "format": 99}')
    with pytest.raises(StoreError, match="format 99"):
        read_settings(tmp_path)
