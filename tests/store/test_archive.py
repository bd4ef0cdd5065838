"""The archive keeps every document as it came, and finds it by its words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.archive import Archive, Deposit, Entry, Notes, Outbox
from kg.errors import StoreError
from kg.model import DateWindow, Document, Zone, ZoneKind
from kg.rdf.identifiers import document_slug
from kg.settings import Settings, StorePaths, write_settings


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_settings(tmp_path, Settings("https://kg.example.org/"))
    return tmp_path


@pytest.fixture
def archive(root: Path) -> Iterator[Archive]:
    with Archive.open(root) as opened:
        yield opened


def document(name: str, text: str, **more: object) -> Document:
    zones = (Zone(ZoneKind.BODY, 0, len(text)),)
    return Document(id=name, text=text, zones=zones, loader="plain_text", **more)  # type: ignore[arg-type]


def put(archive: Archive, *documents: Document) -> list[int]:
    with archive.transaction():
        return [
            archive.put(
                Deposit(
                    document=one, slug=document_slug(one.id), folder="/notes", path=one.id,
                    place="", original=one.text.encode(), fingerprint="f" * 64,
                    loaded="2026-11-21T12:00:00+00:00", evidence="<a> <b> <c> .\n",
                )
            )
            for one in documents
        ]  # fmt: skip


_texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)
_days = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))
_documents = st.builds(
    Document,
    id=_texts.filter(bool),
    text=_texts,
    zones=st.lists(
        st.builds(Zone, st.sampled_from(ZoneKind), st.integers(0, 9), st.integers(9, 20)),
        max_size=3,
    ).map(tuple),
    loader=st.just("plain_text"),
    title=_texts,
    published=st.none() | st.builds(DateWindow, _days, _days, st.sampled_from(["", "2024-03"])),
    url=_texts,
    language=st.sampled_from(["", "en", "de"]),
    publisher=_texts,
    extra=st.dictionaries(_texts, _texts, max_size=2),
    unused=st.dictionaries(_texts, st.integers(0, 5), max_size=2),
)


@settings(max_examples=60)
@given(_documents)
def test_a_document_comes_out_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, kept: Document
) -> None:
    root = tmp_path_factory.mktemp("archive")
    write_settings(root, Settings())
    with Archive.open(root) as archive:
        put(archive, kept)
        found = archive.get(kept.id)
        assert found
        assert found.document == kept
        assert archive.by_slug(found.slug) == found
        assert archive.original(kept.id) == kept.text.encode()


def test_a_document_has_its_iri_and_its_origin(archive: Archive) -> None:
    put(archive, document("visits/march 19.txt", "Talks"))
    found = archive.get("visits/march 19.txt")
    assert found
    assert found.iri == "https://kg.example.org/document/visits-march-19.txt-8ba530f7"
    assert (found.path, found.size) == ("visits/march 19.txt", 5)
    assert archive.get("nobody") is None
    assert archive.by_slug("nobody") is None
    assert archive.original("nobody") is None


def test_documents_are_listed_newest_first_and_undated_last(archive: Archive) -> None:
    def of(name: str, day: date | None) -> Document:
        return document(name, "x", published=DateWindow(day, day) if day else None)

    put(archive, of("old", date(2020, 1, 1)), of("none", None), of("new", date(2024, 1, 1)))
    assert [d.document.id for d in archive.documents()] == ["new", "old", "none"]
    assert [d.document.id for d in archive.documents(1, 1)] == ["old"]
    assert archive.documents(0, -5) == []
    assert archive.count() == 3


def test_search_finds_words_whatever_their_accents_and_marks_them(archive: Archive) -> None:
    put(
        archive,
        document("a", "Talks in Yerevan with Recep Tayyip Erdoğan.", title="Visit"),
        document("b", "Nothing of the kind."),
    )
    (hit,) = archive.search("erdogan yerevan")
    assert hit.id == "a"
    assert [hit.snippet[start:end] for start, end in hit.spans] == ["Yerevan", "Erdoğan"]
    assert [hit.id for hit in archive.search("visit")] == ["a"]
    assert [hit.id for hit in archive.search("yere")] == ["a"]
    assert archive.search('"yerevan talks"') == []
    assert archive.search_count("erdogan yerevan") == 1


@given(
    st.text(max_size=30)
    | st.sampled_from(['"', "a OR b", "NEAR(", "title:x", "-", "*", "^a", "(a"])
)
def test_no_search_is_an_error(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    root = tmp_path_factory.getbasetemp() / "searched"
    if not root.exists():
        root.mkdir()
        write_settings(root, Settings())
        with Archive.open(root) as archive:
            put(archive, document("a", "one or near title"))
    with Archive.open(root, readonly=True) as archive:
        archive.search(text)
        archive.search_count(text)


def test_what_is_replaced_or_removed_is_found_no_more(archive: Archive) -> None:
    first, second = put(archive, document("a", "apples"), document("b", "pears"))
    with archive.transaction():
        kept = archive.get("a")
        assert kept
        number = archive.put(
            Deposit(document("a", "plums"), kept.slug, "", "a", "", b"", "", "", ""), first
        )
        archive.remove([second])
    assert number == first
    assert archive.search("apples") == archive.search("pears") == []
    assert [hit.id for hit in archive.search("plums")] == ["a"]
    assert archive.original("b") is None


def test_a_transaction_that_fails_leaves_nothing(archive: Archive) -> None:
    def fail() -> None:
        with archive.transaction():
            archive.put(Deposit(document("a", "x"), "a", "", "a", "", b"", "", "", ""))
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert archive.count() == 0
    assert archive.search("x") == []


def test_readers_go_on_beside_a_writer_and_on_a_medium_nobody_can_write(root: Path) -> None:
    with Archive.open(root) as writer:
        put(writer, document("a", "x"))
        with Archive.open(root, readonly=True) as reader:
            put(writer, document("b", "y"))
            assert reader.count() == 2
            with pytest.raises(sqlite3.OperationalError):
                reader.remove([1])
    for path in root.iterdir():
        path.chmod(0o444)
    root.chmod(0o555)
    try:
        with Archive.open(root, readonly=True) as reader:
            assert reader.count() == 2
    finally:
        root.chmod(0o755)


def test_a_damaged_archive_says_what_to_do(root: Path) -> None:
    StorePaths(root).archive.write_bytes(b"not a database" * 1000)
    for readonly in (True, False):
        with pytest.raises(StoreError, match="backup"):
            Archive.open(root, readonly=readonly)


def test_the_outbox_gives_entries_in_order_until_they_are_cleared(archive: Archive) -> None:
    outbox = Outbox(archive.database)
    assert outbox.last() == 0
    entries = [Entry(["s"], [1, 2], "<a> <b> <c> .\n", ""), Entry(insert="“ü”\n")]
    numbers = [outbox.add(entry) for entry in entries]
    found = list(outbox.pending())
    assert [number for number, _ in found] == numbers
    assert [list(entry.documents) for _, entry in found] == [[1, 2], []]
    assert found[1][1].insert == "“ü”\n"
    outbox.clear(numbers[0])
    assert [number for number, _ in outbox.pending()] == numbers[1:]
    outbox.clear(numbers[1])
    assert outbox.last() == numbers[1]


def test_notes_are_kept(archive: Archive) -> None:
    notes = Notes(archive.database)
    assert notes.get("version") == ""
    notes.set("version", "1")
    notes.set("version", "2")
    assert notes.get("version") == "2"
