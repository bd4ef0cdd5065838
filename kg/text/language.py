"""The language of a document: declared, or recognised by its script and its small words.

Only English is read; what is in another language must be told apart, not just be puzzling. So text
is taken for another language where it shows one: most of its letters are of another script, or the
small words of another language stand in it and those of English do not. Lists, tables and names
show no language and count as English, as do short texts (see decision 7).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Final

from kg.model import Document, ZoneKind

ENGLISH: Final = "en"
UNKNOWN: Final = "und"  # some other language, nobody knows which
SHORTEST: Final = 200  # characters in which Latin letters can show a language
_UNSAID: Final = frozenset({"", "und", "mul", "zxx", "mis"})
_PIECES, _PIECE = 8, 600  # of a long text so many pieces are looked at, so long
_SURE: Final = 140  # characters that hold one "the" or "and" on average: English beyond doubt
_LEAST: Final = 0.08  # share of the words that must be small words of another language
_TIMES: Final = 1.5  # so many times more of them than of English ones
_STRANGE: Final = 0.015  # share of English small words below which no running text is English
_KNOWN: Final = 0.3  # share of common English words that makes a list of words an English one
_RUNNING: Final = 40  # words in small letters that make a running text
_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'ʻ‘][^\W\d_]+)*")
_SPACED: Final = re.compile(r"[^\s.,;:!?()\"“”«»।،؛]+")  # with the vowel signs of Indian scripts
_SKIPPED: Final = frozenset(
    {ZoneKind.METADATA, ZoneKind.FURNITURE, ZoneKind.RELATED, ZoneKind.REPEAT}
)

# Script by Unicode block, of those that are written far more than others.
_SCRIPTS: Final = (
    ("Greek", "\u0370-\u03ff\u1f00-\u1fff"),
    ("Cyrillic", "\u0400-\u052f"),
    ("Armenian", "\u0530-\u058f\ufb13-\ufb17"),
    ("Hebrew", "\u0590-\u05ff"),
    ("Arabic", "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff"),
    ("Devanagari", "\u0900-\u097f"),
    ("Bengali", "\u0980-\u09ff"),
    ("Tamil", "\u0b80-\u0bff"),
    ("Sinhala", "\u0d80-\u0dff"),
    ("Thai", "\u0e00-\u0e7f"),
    ("Lao", "\u0e80-\u0eff"),
    ("Myanmar", "\u1000-\u109f"),
    ("Georgian", "\u10a0-\u10ff\u1c90-\u1cbf"),
    ("Ethiopic", "\u1200-\u139f"),
    ("Khmer", "\u1780-\u17ff"),
    ("Kana", "\u3040-\u30ff\uff66-\uff9f"),
    ("Hangul", "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"),
    ("Han", "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"),
)
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_OTHER_SCRIPTS: Final = re.compile(f"[{''.join(block for _, block in _SCRIPTS)}]")
_BY_SCRIPT: Final = [(script, re.compile(f"[{block}]")) for script, block in _SCRIPTS]


@dataclass(frozen=True, slots=True)
class _Language:
    code: str
    name: str
    script: str
    words: frozenset[str]


@cache
def _languages() -> dict[str, _Language]:
    text = files("kg.text").joinpath("data", "function_words.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    return {
        code: _Language(code, name, script, frozenset(words.split()))
        for code, name, script, words in rows
    }


@cache
def _english_words() -> frozenset[str]:
    return frozenset(files("kg.text").joinpath("data", "words.txt").read_text("utf-8").split())


@cache
def _weights() -> dict[str, dict[str, float]]:
    """For each small word its languages, and what it says for each: less, if many have it."""
    shared = Counter(word for language in _languages().values() for word in language.words)
    table: dict[str, dict[str, float]] = {}
    for language in _languages().values():
        for word in language.words:
            table.setdefault(word, {})[language.code] = 1 / shared[word]
    return table


def language_name(code: str) -> str:
    """What people call a language.

    >>> language_name("pt-BR"), language_name("tlh"), language_name("und")
    ('Portuguese', 'the language tlh', 'an unknown language')
    """
    known = _languages().get(_primary(code))
    if known is not None:
        return known.name
    return "an unknown language" if _primary(code) in _UNSAID else f"the language {code}"


def language_of(document: Document) -> str:
    """The language of a document: as declared, else as recognised; "" where nothing tells it."""
    if _primary(document.language) not in _UNSAID:
        return document.language
    zones = [zone for zone in document.zones if zone.kind not in _SKIPPED]
    return identify(document.text[zone.start : zone.end] for zone in zones)


def with_language(document: Document) -> Document:
    """The document with its language, if anything tells it."""
    language = language_of(document)
    return document if language == document.language else replace(document, language=language)


def is_english(document: Document) -> bool:
    """Whether English rules may read a document; nothing against it is enough."""
    return _primary(language_of(document)) in ("", ENGLISH)


def identify(parts: Iterable[str]) -> str:
    """The language of a text: a code, ``UNKNOWN``, or "" where nothing tells it.

    >>> identify(["Президент встретился с министром иностранных дел."])
    'ru'
    >>> identify(["Anna Berg, Ivo Maric"])
    ''
    """
    text = "\n".join(parts)
    length = len(text)
    common = text.count(" the ") + text.count(" and ")
    if length >= SHORTEST and common * _SURE >= length:
        return ENGLISH
    sample = _sample(text)
    foreign = len(_OTHER_SCRIPTS.findall(sample))
    if foreign > 8 and foreign > len(_LATIN.findall(sample)):
        return _of_script(sample)
    return _of_latin(sample) if length >= SHORTEST else ""


def _sample(text: str) -> str:
    """Pieces of a text from its beginning to its end."""
    if len(text) <= _PIECES * _PIECE:
        return text
    step = (len(text) - _PIECE) // (_PIECES - 1)
    return " ".join(text[at : at + _PIECE] for at in range(0, step * _PIECES, step))


def _of_script(sample: str) -> str:
    counts = {script: len(block.findall(sample)) for script, block in _BY_SCRIPT}
    script = max(counts, key=lambda name: counts[name])
    if script == "Han" and counts["Kana"] * 10 > counts["Han"]:
        script = "Kana"
    candidates = [known for known in _languages().values() if known.script == script]
    if len(candidates) == 1:
        return candidates[0].code
    scores = _scores(_SPACED.findall(sample.lower()))
    return max(candidates, key=lambda known: scores[known.code]).code


def _of_latin(sample: str) -> str:
    words = _WORD.findall(sample)
    small = [word for word in words if word.islower()]
    if len(small) < len(words) // 10:
        small = [word.lower() for word in words]  # all in capitals
    scores = _scores(small)
    english = scores.pop(ENGLISH, 0.0)
    best = max(scores, key=lambda code: scores[code], default="")
    other = scores.get(best, 0.0)
    if other > _LEAST * len(small) and other > _TIMES * english and other > 4:
        return best
    own = sum(word in _languages()[ENGLISH].words for word in small)
    if len(small) > max(_RUNNING, len(words) // 2) and own < _STRANGE * len(small):
        common = sum(word in _english_words() for word in small)
        return UNKNOWN if common < _KNOWN * len(small) else ""
    return ENGLISH if own >= _LEAST * len(words) else ""


def _scores(words: list[str]) -> dict[str, float]:
    """How much the words say for each language."""
    weights = _weights()
    scores: defaultdict[str, float] = defaultdict(float)
    for word, times in Counter(words).items():
        for code, weight in weights.get(word, {}).items():
            scores[code] += weight * times
    return scores


def _primary(tag: str) -> str:
    """The language in a tag: "en" of "en-GB", "en_US", "English".

    >>> _primary("en-GB"), _primary("EN_us"), _primary("English"), _primary("eng")
    ('en', 'en', 'en', 'en')
    """
    first = re.split(r"[-_\s]", tag.strip().lower())[0]
    return ENGLISH if first in ("eng", "english") else first
