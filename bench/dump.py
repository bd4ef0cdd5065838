"""How fast a Wikidata dump is read: lines a second on one core, beside parsing every line.

    python bench/dump.py [--lines 200000] [--keep dump.json.gz]

The dump is made up, in the real format and in the proportions of Wikidata: scholarly articles,
people (one in twenty with an office), stars, genes, places and organisations, with names in many
languages, claims with qualifiers and references, and sitelinks; one item in a thousand is huge, as
states and years are. The mean, the median and the largest line are printed. To have the dump in
seconds, only some thousand items are made up; each line is one of them under a number and a name
of its own. Everything runs in this one process; the peers are timed on every tenth line, in the
same run.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from isal import igzip  # noqa: E402

from kg.gazetteer.build import Choice, build_from_dump  # noqa: E402 - the checkout's package
from kg.gazetteer.lines import batches  # noqa: E402

LANGUAGES = (
    "en de fr es it nl pt ru pl sv uk ja zh ar fa he tr cs hu fi da nb nn el ro bg sr hr sk sl et"
    " lv lt ca eu gl cy ga eo vi id ms ko hi bn ta te ml th ka hy az kk uz"
).split()
# Class, share among items, claims, languages of labels, sitelinks.
SORTS = (
    ("Q13442814", 0.38, 18, 4, 0),
    ("Q5", 0.11, 14, 14, 3),
    ("Q523", 0.12, 10, 4, 0),
    ("Q7187", 0.09, 16, 3, 0),
    ("Q16521", 0.05, 8, 30, 6),
    ("Q486972", 0.10, 8, 14, 5),
    ("Q4830453", 0.01, 14, 8, 2),
    ("Q515", 0.005, 24, 50, 40),
    ("Q4164871", 0.005, 6, 4, 1),
    ("Q0", 0.129, 14, 12, 1),
    ("Q3624078", 0.001, 600, 50, 150),
)
_MADE = 8_000  # items that are made up
_FIRST = 10**9  # all numbers have as many digits
Json = dict[str, Any]


def snak(prop: str, number: int) -> Json:
    """A snak whose value is an item."""
    return {
        "snaktype": "value",
        "property": prop,
        "hash": f"{number:040x}",
        "datavalue": {
            "value": {"entity-type": "item", "numeric-id": number, "id": f"Q{number}"},
            "type": "wikibase-entityid",
        },
        "datatype": "wikibase-item",
    }


def text(prop: str, dice: random.Random) -> Json:
    """A snak whose value is a string."""
    value = f"https://example.org/{dice.getrandbits(96):024x}"
    return {
        "snaktype": "value",
        "property": prop,
        "datavalue": {"value": value, "type": "string"},
        "datatype": "external-id",
    }


def day(prop: str, dice: random.Random) -> Json:
    """A snak whose value is a day."""
    time_ = (
        f"+{dice.randint(1950, 2024)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}T00:00:00Z"
    )
    model = "http://www.wikidata.org/entity/Q1985727"
    value = {"time": time_, "timezone": 0, "before": 0, "after": 0, "precision": 11,
             "calendarmodel": model}  # fmt: skip
    return {
        "snaktype": "value",
        "property": prop,
        "datavalue": {"value": value, "type": "time"},
        "datatype": "time",
    }


def statement(qid: str, main: Json, dice: random.Random, qualifiers: Json | None = None) -> Json:
    """A statement with a reference."""
    found: Json = {"mainsnak": main, "type": "statement"}
    if qualifiers:
        found["qualifiers"] = qualifiers
        found["qualifiers-order"] = list(qualifiers)
    found["id"] = f"{qid}${dice.getrandbits(128):032x}"
    found["rank"] = "normal"
    found["references"] = (
        []
        if dice.random() < 0.4
        else [
            {
                "hash": f"{dice.getrandbits(160):040x}",
                "snaks": {
                    "P248": [snak("P248", dice.randint(1, 10**8))],
                    "P854": [text("P854", dice)],
                },
                "snaks-order": ["P248", "P854"],
            }
        ]
    )
    return found


def item(number: int, dice: random.Random) -> Json:
    """One item."""
    weights = [sort[1] for sort in SORTS]
    cls, _, claims, labels, links = dice.choices(SORTS, weights)[0]
    qid = f"Q{number}"
    name = f"Item {number} of {dice.getrandbits(48):x}"
    grouped: dict[str, list[Json]] = {"P31": [statement(qid, snak("P31", int(cls[1:])), dice)]}
    for _ in range(claims):
        prop = f"P{dice.choice((17, 50, 106, 131, 214, 227, 356, 407, 496, 577, 1433, 2093, 2860))}"
        main = text(prop, dice) if dice.random() < 0.6 else snak(prop, dice.randint(1, 10**8))
        grouped.setdefault(prop, []).append(statement(qid, main, dice))
    if cls == "Q5":
        grouped["P569"] = [statement(qid, day("P569", dice), dice)]
        grouped["P27"] = [statement(qid, snak("P27", 399), dice)]
        if dice.random() < 0.05:
            between = {"P580": [day("P580", dice)], "P582": [day("P582", dice)]}
            office = snak("P39", dice.choice((1123764, 4283840, 218295)))
            grouped["P39"] = [statement(qid, office, dice, between)]
    languages = dice.sample(LANGUAGES, labels) if labels < len(LANGUAGES) else LANGUAGES
    spoken = ["en", *(language for language in languages if language != "en")]
    return {
        "type": "item",
        "id": qid,
        "labels": {lang: {"language": lang, "value": name} for lang in spoken},
        "descriptions": {
            lang: {"language": lang, "value": f"{name}, described"} for lang in spoken
        },
        "aliases": {lang: [{"language": lang, "value": name[5:]}] for lang in spoken[:3]},
        "claims": grouped,
        "sitelinks": {
            f"{lang}wiki": {"site": f"{lang}wiki", "title": name, "badges": []}
            for lang in LANGUAGES[: dice.randint(0, 2 * links)]
        },
        "pageid": number,
        "ns": 0,
        "title": qid,
        "lastrevid": number,
        "modified": "2026-01-01T00:00:00Z",
    }


def write(path: Path, lines: int) -> None:
    """Write the dump; its items are made up from one seed."""
    dice = random.Random(20260101)
    made = [
        json.dumps(item(_FIRST + at, dice), ensure_ascii=False, separators=(",", ":")).encode()
        for at in range(min(_MADE, lines))
    ]
    pack: Any = igzip.open  # without types
    with pack(path, "wb", compresslevel=3) as file:
        file.write(b"[\n")
        for number in range(lines):
            at = number if number < len(made) else dice.randrange(len(made))
            line = made[at].replace(b"%d" % (_FIRST + at), b"%d" % (_FIRST + number))
            file.write(line + (b",\n" if number < lines - 1 else b"\n"))
        file.write(b"]\n")


def sample(path: Path) -> Iterator[bytes]:
    """Every tenth line."""
    for batch in batches(path):
        yield from (line for line in batch.lines[::10] if line.startswith(b"{"))


def rate(parse: Callable[[bytes], object], lines: list[bytes]) -> float:
    """Lines a second that a parser gets through."""
    begun = time.process_time()
    for line in lines:
        parse(line.rstrip(b","))
    return len(lines) / (time.process_time() - begun)


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--lines", type=int, default=200_000)
    options.add_argument("--keep", type=Path, help="where to keep the dump; used if it is there")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.keep or Path(folder) / "dump.json.gz"
        if not path.exists():
            making = time.perf_counter()
            write(path, chosen.lines)
            print(f"the dump was made in {time.perf_counter() - making:.0f} s", file=sys.stderr)
        begun, wall = time.process_time(), time.perf_counter()
        outcome = build_from_dump(path, Path(folder) / "made", Choice())
        took, wall = time.process_time() - begun, time.perf_counter() - wall
        lines = list(sample(path))
    sizes = sorted(map(len, lines))
    mean, median = sum(sizes) / len(sizes), sizes[len(sizes) // 2]
    print(
        f"dump: {outcome.read:,} lines, {mean:,.0f} bytes a line (median {median:,}, largest"
        f" {sizes[-1]:,}), {outcome.kept:,} items kept"
    )
    print(f"kg gazetteer build: {outcome.read / took:,.0f} lines/s of processor time,"
          f" {outcome.read / wall:,.0f} lines/s by the clock")  # fmt: skip
    print(f"json.loads of every line: {rate(json.loads, lines):,.0f} lines/s, without unpacking")
    try:
        import orjson
    except ImportError:
        print("orjson is not there")
    else:
        print(f"orjson.loads of every line: {rate(orjson.loads, lines):,.0f} lines/s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
