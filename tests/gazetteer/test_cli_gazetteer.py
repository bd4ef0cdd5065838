"""``kg gazetteer`` as its users call it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from kg.cli import main
from tests.gazetteer.wikidata import dump, small_world


@pytest.fixture(autouse=True)
def _no_gazetteer_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_GAZETTEER", "")


def test_info_says_what_is_in_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gazetteer", "info"]) == 0
    said = capsys.readouterr().out
    assert "shipped with communique" in said
    assert "person" in said


def test_show_tells_an_item_and_what_a_name_may_mean(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gazetteer", "show", "Q1123764"]) == 0
    assert "Prime Minister of Armenia" in capsys.readouterr().out
    assert main(["gazetteer", "show", "Pashinyan"]) == 0
    told = capsys.readouterr()
    assert "Q7035479    surname   person" in told.out
    assert "kg gazetteer show Q7035479 tells all" in told.err
    assert main(["gazetteer", "show", "Nobody Atall"]) == 1
    assert "no item or name “Nobody Atall”" in capsys.readouterr().err


def test_a_gazetteer_that_was_built_is_used_where_it_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, made = tmp_path / "all.json.gz", str(tmp_path / "made")
    path.write_bytes(gzip.compress(dump([*small_world(), b"{broken"])))
    assert main(["gazetteer", "build", "--dump", str(path), "--out", made]) == 0
    said = capsys.readouterr()
    assert "7 items of" in said.out
    assert main(["gazetteer", "show", "--gazetteer", made, "Bo Tal"]) == 0
    assert "Q990000021" in capsys.readouterr().out
    assert main(["gazetteer", "info", "--gazetteer", str(tmp_path)]) == 2
    assert "is no gazetteer" in capsys.readouterr().err


def test_an_endpoint_is_not_asked_without_a_contact(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["gazetteer", "build", "--endpoint", "http://127.0.0.1:9/", "--out", str(tmp_path)]
    assert main(call) == 2
    assert "--contact" in capsys.readouterr().err
