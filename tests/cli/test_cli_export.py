"""The graph as a file: the same bytes each time, read back the same graph."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib

Kg = Callable[..., subprocess.CompletedProcess[str]]


def test_the_knowledge_layer_comes_as_turtle_and_twice_the_same(
    kg: Kg, examples_store: Path
) -> None:
    first = kg("export", "--store", examples_store)
    assert first.returncode == 0, first.stderr
    assert first.stdout == kg("export", "--store", examples_store).stdout
    assert len(rdflib.Graph().parse(data=first.stdout, format="turtle")) > 1000


def test_a_file_is_written_whole_and_its_name_decides_the_format(
    kg: Kg, examples_store: Path, tmp_path: Path
) -> None:
    assert kg("export", "--store", examples_store, "-o", "out.nt").returncode == 0
    text = (tmp_path / "out.nt").read_text(encoding="utf-8")
    assert text.splitlines()[0].endswith(" .")
    assert "@prefix" not in text
    assert [path.name for path in tmp_path.iterdir()] == ["out.nt"]


@pytest.mark.parametrize("layer", ["evidence", "all"])
def test_several_graphs_come_as_trig_and_not_as_turtle(
    kg: Kg, examples_store: Path, tmp_path: Path, layer: str
) -> None:
    done = kg("export", "--store", examples_store, "--layer", layer)
    assert "cmq:Claim" in done.stdout
    for wrong in (("--format", "turtle"), ("-o", "out.ttl")):
        refused = kg("export", "--store", examples_store, "--layer", layer, *wrong)
        assert refused.returncode == 2
        assert "trig" in refused.stderr
    assert not list(tmp_path.iterdir())


def test_quotations_can_be_left_out_and_full_texts_asked_for(kg: Kg, examples_store: Path) -> None:
    def exported(text: str) -> str:
        done = kg(
            "export", "--layer", "evidence", "--text", text, "--format", "nquads",
            "--store", examples_store,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    none, sentence, full = map(exported, ("none", "sentence", "full"))
    assert "oa#exact" not in none
    assert "oa#exact" in sentence
    assert "articleBody" not in sentence
    assert "articleBody" in full


def test_another_base_replaces_ours_everywhere(kg: Kg, examples_store: Path) -> None:
    done = kg(
        "export", "--layer", "all", "--base", "https://kg.example.org/", "--format", "nquads",
        "--store", examples_store,
    )  # fmt: skip
    assert "https://kg.example.org/person/" in done.stdout
    assert "http://127.0.0.1:7878/" not in done.stdout


def test_a_folder_that_cannot_be_written_to_is_one_line(kg: Kg, examples_store: Path) -> None:
    done = kg("export", "--store", examples_store, "-o", "no/such/folder/out.ttl")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "there is no folder no/such/folder" in done.stderr
