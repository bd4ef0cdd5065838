"""Links to Wikidata: our own marked documents, and the development gold beside the checkout.

tests/golden/links/*.jsonl, a file a group: documents in our own words, in which every name is
marked: ``[[Yerevan|Q1953]]`` has to be linked so, ``[[Kremlin|-]]`` must not be linked at all. What
is not marked must not be linked either. The development gold (../shared/linking-dev) has its own
scorer, which is run as it is.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from kg.extract.linked import extract_linked
from kg.loading import Failure, read_paths
from kg.resolve.catalogue import catalogue
from kg.resolve.documents import Link
from kg.resolve.linker import Linker
from tools.scoring.predict import Predictions
from tools.scoring.sets import GOLDEN, ROOT, Measures, Score

FIXTURES = GOLDEN / "links"
FOLDER = ROOT.parent / "shared" / "linking-dev"
DEVELOPMENT = ("news-fair_dev", "oke_dev", "reuters128_dev", "seeds")
_MARK = re.compile(r"\[\[([^|\]]+)\|(Q\d+|-)\]\]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A document with its names: offsets, and the Q-number, "" where nothing is to be linked."""

    id: str
    date: str
    text: str
    names: tuple[Link, ...]


@dataclass
class Tally:
    """Names to be linked and how, names to be left alone, and links that had to be withheld."""

    linkable: int = 0
    right: int = 0
    wrong: int = 0
    alone: int = 0
    left: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of the links that are right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of the names to be linked that are linked right."""
        return self.right / self.linkable if self.linkable else 1.0

    @property
    def abstention(self) -> float:
        """The share of the names to be left alone that are."""
        return self.left / self.alone if self.alone else 1.0


def available() -> list[str]:
    """Names of the sets of links that can be scored here."""
    return ["links", *(["links-dev"] if (FOLDER / "score_links.py").is_file() else [])]


def marked_documents() -> list[Marked]:
    """Our own documents."""
    lines = (line for path in sorted(FIXTURES.glob("*.jsonl")) for line in _lines(path))
    return [parse(json.loads(line)) for line in lines]


def parse(record: dict[str, str]) -> Marked:
    """A document from its marked text."""
    text, names, at = "", [], 0
    for mark in _MARK.finditer(record["marked"]):
        text += record["marked"][at : mark.start()]
        qid = mark[2] if mark[2] != "-" else ""
        names.append(Link(len(text), len(text) + len(mark[1]), qid))
        text, at = text + mark[1], mark.end()
    return Marked(record["id"], record["date"], text + record["marked"][at:], tuple(names))


def predict(paths: list[Path]) -> tuple[dict[str, list[Link]], Predictions]:
    """The links of every document in some files, by id, and how fast they were found."""
    linker, found = Linker(catalogue()), dict[str, list[Link]]()
    speed = Predictions({})
    for loaded in read_paths(paths):
        assert not isinstance(loaded, Failure), loaded
        document = loaded.document
        if not found:
            extract_linked(document, linker)  # tables are read on first use
        begun = perf_counter()
        _, found[document.id] = extract_linked(document, linker)
        speed.seconds += perf_counter() - begun
        speed.characters += len(document.text)
        speed.items[document.id] = []
    return found, speed


def score(name: str) -> Score:
    """Score one set of links."""
    return _score_own() if name == "links" else _score_development()


def tally(documents: list[Marked], found: dict[str, list[Link]]) -> Tally:
    """Compare links with the names of documents."""
    total = Tally()
    for document in documents:
        links = found.get(document.id, [])
        for name in document.names:
            over = [k for k in links if k.start < name.end and name.start < k.end]
            if name.qid:
                total.linkable += 1
                total.right += name in over
                if name not in over:
                    total.faults.append(_fault("MISS", document, name))
            else:
                total.alone += 1
                total.left += not over
        for link in links:
            if link not in document.names:
                total.wrong += 1
                total.faults.append(_fault("FALSE", document, link))
    return total


def _score_own() -> Score:
    documents = marked_documents()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "documents.jsonl"
        rows = ({"id": d.id, "date": d.date, "text": d.text} for d in documents)
        file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
        found, speed = predict([file])
    total = tally(documents, found)
    measures = {"precision": total.precision, "recall": total.recall}
    measures["abstention"] = total.abstention
    detail = f"left alone {total.left}/{total.alone}"
    missed = total.linkable - total.right
    row = _row("link", total.right, missed, total.wrong, measures, detail)
    return Score("links", {"link": measures}, [row], speed, total.faults)


def _score_development() -> Score:
    gold = [FOLDER / f"{stem}.jsonl" for stem in DEVELOPMENT]
    found, speed = predict(gold)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "links.jsonl"
        rows = (
            {"id": name, "links": [{"start": k.start, "end": k.end, "qid": k.qid} for k in links]}
            for name, links in found.items()
        )
        file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
        command = [sys.executable, str(FOLDER / "score_links.py"), *map(str, gold)]
        command += ["--pred", str(file), "--errors", "1000"]
        plain = _run(command)
        sets = json.loads("\n".join(_run([*command, "--json"])))
    measures: Measures = {}
    shown = []
    for name, row in sets.items():
        outside = row["out_of_gazetteer_nil"] + row["out_of_gazetteer_entity"]
        decided = row["correct"] + row["wrong_entity"] + outside
        kind = {
            "precision": row["precision_without_nested"] or 1.0,
            "recall": row["recall"],
            "inside": 1 - outside / decided if decided else 1.0,
        }
        measures[name.removesuffix(".jsonl")] = kind
        missed = row["recall_gold"] - round(row["recall"] * row["recall_gold"])
        false = row["wrong_entity"] + outside
        detail = f"names outside {outside}/{decided}; nested {row['nested_errors']}"
        label = name.removesuffix(".jsonl")
        shown.append(_row(label, row["correct"], missed, false, kind, detail))
    faults = [line.replace("\t", "  ") for line in plain if "\t" in line]
    return Score("links-dev", measures, shown, speed, faults)


def _run(command: list[str]) -> list[str]:
    done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    return done.stdout.splitlines()


def _row(
    kind: str, right: int, missed: int, false: int, measures: dict[str, float], detail: str
) -> str:
    precision, recall = measures["precision"], measures["recall"]
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    counts = f"{right:5} {missed:5} {false:5}"
    return f"{kind:26} {counts} {precision:6.3f} {recall:6.3f} {f1:6.3f}  {detail}"


def _fault(what: str, document: Marked, link: Link) -> str:
    around = document.text[max(0, link.start - 20) : link.end + 20].replace("\n", " ")
    return (
        f"{what:5} {document.id}: {document.text[link.start : link.end]} {link.qid} (… {around} …)"
    )


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
