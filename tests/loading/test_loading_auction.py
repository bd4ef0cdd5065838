"""Who reads what: the loader with the highest bid, and a clear answer when there is none."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import entry_points

import pytest

from kg.errors import DocumentError
from kg.loading import Loaded, Registry, Source, read_bytes
from kg.model import Document, Zone, ZoneKind


class Bidder:
    version = "1"
    streams = False

    def __init__(self, name: str, bid: float, *, keeps_text: bool = True) -> None:
        self.name, self.bid, self.keeps_text = name, bid, keeps_text

    def match(self, source: Source) -> float:
        return self.bid

    def read(self, source: Source) -> Iterator[Document]:
        zone = Zone(ZoneKind.BODY, 0, len(source.text))
        yield Document(source.path, source.text, (zone,), self.name)


SOURCE = Source("a.txt", b"Ana met Ben.")


def test_the_highest_bid_wins() -> None:
    assert Registry([Bidder("a", 0.2), Bidder("b", 0.7)]).choose(SOURCE).name == "b"


def test_among_equal_bids_the_first_name_wins_in_any_order() -> None:
    bidders = [Bidder("b", 0.5), Bidder("a", 0.5)]
    assert Registry(bidders).choose(SOURCE).name == "a"
    assert Registry(reversed(bidders)).choose(SOURCE).name == "a"


def test_without_a_serious_bid_nobody_reads_it() -> None:
    with pytest.raises(DocumentError, match=r"no loader can read it.*convert it to text"):
        Registry([Bidder("a", 0.1)]).choose(SOURCE)


def test_a_record_with_its_own_text_goes_only_to_loaders_that_keep_it() -> None:
    record = Source("a.jsonl", b"{}", given_text="Ana met Ben.")
    bidders = [Bidder("a", 0.9, keeps_text=False), Bidder("b", 0.2)]
    assert Registry(bidders).choose(record).name == "b"


def test_a_loader_of_somebody_else_joins_the_auction() -> None:
    (loaded,) = read_bytes("a.txt", b"Ana met Ben.", registry=Registry([Bidder("own", 1.0)]))
    assert isinstance(loaded, Loaded)
    assert loaded.document.loader == "own"


def test_the_declared_loaders_have_the_names_of_their_entry_points() -> None:
    names = [loader.name for loader in Registry.installed().loaders]
    assert names == sorted(names)
    installed = {entry.name for entry in entry_points(group="kg.loaders")}
    assert not installed or set(names) == installed


@pytest.mark.parametrize(
    ("name", "data", "loader"),
    [
        ("a.txt", "Ana met Ben in Strelsau on Monday, and they talked.", "plain_text"),
        ("LICENSE", "Ana met Ben in Strelsau on Monday, and they talked.", "plain_text"),
        ("a.txt", "03, 2024\n\nThe President received guests\n\nAna met Ben.", "press_release"),
        ("a.txt", "FOR IMMEDIATE RELEASE\nAna met Ben.\n###\n", "press_release"),
        ("a.txt", "Ana met Ben.\nID: 7\nURL: https://a.example/7\nDate: 2024", "reader_clip"),
        ("a.md", "# Title\n\nAna met Ben.", "markdown"),
        ("a.txt", "---\ntitle: T\n---\nAna met Ben.", "markdown"),
        ("a.html", "<p>Ana met Ben in Strelsau.</p>", "html_article"),
        ("a.txt", "<!DOCTYPE html>\n<html><body><p>Ana met Ben.</p></body></html>", "html_article"),
        ("a.json", '{"headline": "T", "body": "Ana met Ben."}', "json_article"),
        ("a.xml", "<news><title>T</title><content>Ana met Ben.</content></news>", "xml_document"),
        ("a.eml", "From: a@b.example\nSubject: Talks\n\nAna met Ben.", "email_message"),
    ],
)  # fmt: skip
def test_each_format_is_known_by_its_look(name: str, data: str, loader: str) -> None:
    (loaded,) = read_bytes(name, data.encode())
    assert isinstance(loaded, Loaded)
    assert loaded.document.loader == loader


@pytest.mark.parametrize("name", ["a.py", "a.css", "a.yaml", "a.sql", "data.bin2"])
def test_code_and_data_are_not_taken_for_prose(name: str) -> None:
    code = b"x = {k: [v for v in f(k)] for k in y};\nz <= {a | b} = {c & d}; __all__ = [];\n" * 5
    (failure,) = read_bytes(name, code)
    assert "no loader can read it" in str(failure)
