"""Build the shipped gazetteer from verified facts and our own tables.

    python tools/build_gazetteer.py ../shared/gazetteer

Reads countries, cities, organisations and people of the facts folder (every Wikidata
number comes from there) and tools/gazetteer/*.tsv (names and adjectives, ours). Writes
kg/resolve/data/gazetteer.tsv (one entity a line) and kg/text/data/given_names.txt. Deterministic.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kg.text.slug import fold, slug  # noqa: E402 - the checkout, not an installed copy
from tools.names import garbled, good_alias  # noqa: E402

OURS = Path(__file__).resolve().parent / "gazetteer"
LATIN = re.compile(r"[A-Za-zÀ-žƀ-ɏḀ-ỿ’'‘.,\- ()&]+")
SKIPPED_TERRITORIES = {"European Union", "United Nations", "Global", "Cyberspace", "Antarctica"}
IGO_KINDS = {"intergovernmental/court", "UN system", "EU body", "sport body"}
PLAIN_KINDS = {"political party", "other/nonprofit", "organisation", "cabinet", "government body"}
CITY_POPULATION = 300_000  # below it a city must be a capital to be shipped


@dataclass
class Row:
    """One entity of the gazetteer."""

    key: str
    kind: str
    name: str
    wikidata: str = ""
    country: str = ""
    aliases: set[str] = field(default_factory=set)
    adjectives: set[str] = field(default_factory=set)

    def line(self) -> str:
        """The row as a line of the gazetteer file."""
        self.aliases.discard(self.name)
        cells = (self.key, self.kind, self.name, self.wikidata, self.country)
        return "\t".join(
            (*cells, "|".join(sorted(self.aliases)), "|".join(sorted(self.adjectives)))
        )


def facts(path: Path) -> list[dict[str, str]]:
    """Rows of a facts file with a header line."""
    with path.open(encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith("#")]
    return [
        {name: cell or "" for name, cell in row.items()}
        for row in csv.DictReader(lines, delimiter="\t")
    ]


def ours(name: str) -> list[list[str]]:
    """Rows of one of our own tables, padded to eight cells."""
    lines = (OURS / name).read_text(encoding="utf-8").splitlines()
    return [(line.split("\t") + [""] * 8)[:8] for line in lines if line and line[0] != "#"]


def split(cell: str) -> set[str]:
    """The parts of a cell that holds several names."""
    return {part.strip() for part in cell.split("|") if part.strip()}


# A state that the facts name in its own language only.
ENGLISH_NAMES = {"Naoero": "Nauru"}
# A state whose short name is also that of a region around it.
FULL_NAMES = {"Micronesia": "Federated States of Micronesia"}


def countries(folder: Path) -> dict[str, Row]:
    """ISO code (or the facts' own code of a historical state) to its row."""
    rows: dict[str, Row] = {}
    near = {
        (qid, name) for qid, _, _, names, *_ in ours("corrections.tsv") for name in split(names)
    }
    for fact in facts(folder / "countries.tsv"):
        source = re.sub(r"\s*\(.*\)| SAR$", "", fact["name_en"])
        name = ENGLISH_NAMES.get(source, source)
        if fact["name_en"] in SKIPPED_TERRITORIES or name in {"Artsakh", "Kashmir", "Tibet"}:
            continue
        row = Row(f"country/{slug(name)}", "country", name, fact["qid"], aliases={source})
        # Other languages' spellings are left to the Wikidata builds; here English ones only.
        if LATIN.fullmatch(fact["official_name"]):
            row.aliases.add(fact["official_name"])
        if fact["kind"] == "territory":
            row.kind = "place" if fact["iso2"] not in {"HK", "PS", "GL"} else "country"
            row.key = f"{row.kind}/{slug(name)}"
            if (fact["qid"], name) in near:
                row.wikidata = ""  # "Donetsk" is a city and a region, not who occupies them
        if name in FULL_NAMES:
            row.name = FULL_NAMES[name]
            row.aliases.add(name)
        rows.setdefault(fact["iso2"] or fact["iso3"] or name, row)
    by_name = {row.name: row for row in rows.values()}
    for code, cell, *_ in ours("countries.tsv"):
        target = rows.get(code) or by_name.get(cell.split("|")[0])
        if target is not None:
            target.aliases |= {alias.removeprefix("the ") for alias in split(cell)}
    for code, cell, *_ in ours("demonyms.tsv"):
        if code in rows:
            rows[code].adjectives |= split(cell)
    return rows


def places(folder: Path, states: dict[str, Row]) -> list[Row]:
    """Our regions first, then capitals and large cities; the larger of two homonyms wins."""
    by_name: dict[str, Row] = {}
    given = set(given_names(folder))
    former = {(qid, name) for qid, _, name, *_ in ours("former.tsv")}
    none = {
        (qid, name) for qid, _, names, *_ in ours("corrections.tsv") for name in split(names)
    } - former  # what it was once called still means it
    for name, code, aliases, adjectives, *_ in ours("places.tsv"):
        country = states[code].key if code in states else ""
        by_name[fold(name)] = Row(
            f"place/{slug(name)}", "place", name, country=country, aliases=split(aliases),
            adjectives=split(adjectives),
        )  # fmt: skip
    numbers = {"Balkans": "Q23522", "Caucasus": "Q18869"}
    for name, number in numbers.items():
        by_name[fold(name)].wikidata = number
    by_alias = {fold(alias): row for row in by_name.values() for alias in row.aliases}
    for fact in facts(folder / "cities.tsv"):
        country = states[fact["iso2"]].key if fact["iso2"] in states else ""
        known = by_name.get(fold(fact["name"])) or by_alias.get(fold(fact["name"]))
        if known is not None:
            if not known.wikidata and known.country in ("", country):
                known.wikidata, known.country = fact["qid"], country
            continue
        capital = fact["feature"].startswith("Admin-0")
        if not capital and float(fact["pop_max"] or 0) < CITY_POPULATION:
            continue
        if not capital and fact["name"] in given:
            continue  # "Vladimir", "Santiago": far more often a person
        latin = {
            alias
            for alias in split(fact["aliases"])
            if LATIN.fullmatch(alias) and len(alias) > 3 and "-" not in alias
            if good_alias(alias) and not garbled(alias, fact["name"])
            if (fact["qid"], alias) not in none
        }
        by_name[fold(fact["name"])] = Row(
            f"place/{slug(fact['name'])}", "place", fact["name"], fact["qid"], country, latin
        )
    taken = {fold(row.name) for row in states.values()}
    return [row for folded, row in by_name.items() if folded not in taken]


# Bodies that every state has under one name.
MINISTRY = re.compile(
    r"\bMinistr(?:y|ies)\b|\ADepartment of\b"
    r"|\A(?:National|Federal|Legislative) (?:Assembly|Parliament|Council|Court)\Z"
)


def says_whose(name: str, code: str, states: dict[str, Row]) -> bool:
    """Whether the name of such a body names its state, or any where the facts know none."""
    for state in [states[code]] if code in states else states.values():
        known = {state.name, *state.aliases, *state.adjectives}
        if any(f" {fold(one)} " in f" {fold(name)} " for one in known):
            return True
    return False


def organisations(folder: Path, states: dict[str, Row]) -> list[Row]:
    """Our table first (it names what news names), then the facts' bodies with speaking names."""
    rows: dict[str, Row] = {}
    numbers: set[str] = set()
    for number, name, kind, code, aliases, *_ in ours("organisations.tsv"):
        country = states[code].key if code in states else ""
        aliases_ = {a.removeprefix("the ") for a in split(aliases)}
        rows[fold(name)] = Row(f"organisation/{slug(name)}", kind, name, number, country, aliases_)
        numbers.add(number)
    names = Counter(fold(fact["name"]) for fact in facts(folder / "organisations.tsv"))
    for fact in facts(folder / "organisations.tsv"):
        folded, name = fold(fact["name"]), fact["name"]
        speaking = " " in name.strip() and name[0].isupper() and LATIN.fullmatch(name)
        if folded in rows or fact["qid"] in numbers or names[folded] > 1 or not speaking:
            continue
        if fact["kind"] not in IGO_KINDS | PLAIN_KINDS or re.match(
            r"(State|City|Stadt|Land) of", name
        ):
            continue
        kind = "international-organisation" if fact["kind"] in IGO_KINDS else "organisation"
        if fact["kind"] in {"government body", "cabinet"}:
            kind = "government-body"
        country = "" if kind == "international-organisation" else fact["country"]
        acronyms = {
            a for a in split(fact["acronyms"]) if len(a) > 3 and a.isupper() and a.isascii()
        }
        row = rows[folded] = Row(
            f"organisation/{slug(name)}",
            kind,
            name,
            fact["qid"],
            states[country].key if country in states else "",
            acronyms if kind == "international-organisation" else set(),
        )
        if MINISTRY.search(name) and not says_whose(name, fact["country"], states):
            # Every state has a "Ministry of Foreign Affairs" and a "Department of Justice",
            # whosever it is in the facts.
            row.wikidata, row.country = "", ""
    return list(rows.values())


def given_names(folder: Path) -> list[str]:
    """First names that at least two recorded office holders bear."""
    counts: Counter[str] = Counter()
    for fact in facts(folder / "people.tsv"):
        parts = fact["name"].split()
        if len(parts) > 1 and re.fullmatch(r"[^\W\d_]{2,}(?:[-’'][^\W\d_]+)*", parts[0]):
            counts[parts[0]] += 1
    return sorted(name for name, n in counts.items() if n > 1 and name[0].isupper())


def our_given_names() -> set[str]:
    """First names of our own list, without those that are also common words ("Win", "Made")."""
    lines = (OURS / "given_names.txt").read_text(encoding="utf-8").splitlines()
    names = {name for line in lines if not line.startswith("#") for name in line.split()}
    common = set((ROOT / "kg/text/data/words.txt").read_text(encoding="utf-8").split())
    return {name for name in names if name.lower() not in common}


def main() -> None:
    """Write the gazetteer and the given names."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    states = countries(folder)
    rows = [*states.values(), *places(folder, states), *organisations(folder, states)]
    rows = list({row.key: row for row in reversed(rows)}.values())
    target = ROOT / "kg/resolve/data/gazetteer.tsv"
    target.parent.mkdir(parents=True, exist_ok=True)
    header = "# key\tkind\tname\twikidata\tcountry\taliases\tadjectives\n"
    lines = [row.line() for row in sorted(rows, key=lambda row: row.key)]
    target.write_text(header + "\n".join(lines) + "\n", encoding="utf-8")
    names = ROOT / "kg/text/data/given_names.txt"
    names.parent.mkdir(parents=True, exist_ok=True)
    given = sorted({*given_names(folder), *our_given_names()})
    names.write_text("\n".join(given) + "\n", encoding="utf-8")
    print(f"{len(lines)} entities, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
