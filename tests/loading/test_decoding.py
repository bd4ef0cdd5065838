"""Bytes become text only where their encoding is stated or clear."""

from __future__ import annotations

import pytest

from kg.errors import DocumentError
from kg.loading import Loaded, read_bytes
from kg.loading.decoding import decode, is_binary

WORDS = "Die Bundespräsidentin empfing den Außenminister – „sehr gut“, sagte er."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_usual_encodings_are_read(encoding: str) -> None:
    assert decode(WORDS.encode(encoding), "a.txt").text == WORDS


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1251", "Президент Примера принял министра иностранных дел соседней страны."),
        ("koi8_r", "Президент Примера принял министра иностранных дел соседней страны."),
        ("shift_jis", "大統領は隣国の外務大臣と会談し、橋の建設について意見を交わした。"),
        ("cp1252", "Le président a reçu le ministre à Paris, où il a été accueilli."),
    ],
)
def test_old_encodings_are_recognised_where_they_are_clear(encoding: str, words: str) -> None:
    assert decode(words.encode(encoding), "a.txt") == (words, encoding)


def test_a_declared_encoding_is_used_where_it_is_not_utf_8() -> None:
    page = '<meta charset="iso-8859-2"><p>Čapek</p>'
    assert "Čapek" in decode(page.encode("iso-8859-2"), "a.html").text


@pytest.mark.parametrize("name", ["unicode_escape", "zip", "base64", "utf-7", "nonsense"])
def test_a_declared_encoding_that_is_none_is_not_used(name: str) -> None:
    page = f'<meta charset="{name}"><p>Ü +AGE- \\u0041</p>'.encode()
    assert decode(page, "a.html").encoding == "utf-8"


def test_utf_8_with_faults_is_a_failure_at_the_first_bad_byte() -> None:
    good = WORDS.encode()
    with pytest.raises(DocumentError, match=rf"offset {len(good)}\)"):
        decode(good + b"\xff\xfe", "a.txt")


def test_a_guess_is_written_down() -> None:
    (loaded,) = read_bytes("a.txt", WORDS.encode("cp1252"))
    assert isinstance(loaded, Loaded)
    assert loaded.document.extra["encoding"] == "cp1252"


def test_text_is_not_binary() -> None:
    assert not is_binary(WORDS.encode("utf-16"))
    assert not is_binary(b"")
    assert is_binary(b"\x7fELF\x02\x01\x01\x00\x00")
