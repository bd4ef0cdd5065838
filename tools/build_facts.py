"""Build the shipped facts of the gazetteer from verified sources and our own tables.

    python tools/build_facts.py ../shared/gazetteer

Reads countries, cities, regions, organisations, offices and people of the facts folder (every
Wikidata number comes from there) and tools/gazetteer/*.tsv (names and adjectives, ours). Writes
kg/resolve/data/facts/*.tsv, one item a line. Deterministic.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kg.resolve.artefact import is_acronym  # noqa: E402
from kg.resolve.facts import CELLS, write_line  # noqa: E402 - the checkout, not an installed copy
from kg.resolve.item import OFFICE, Former, Item, Term, number  # noqa: E402
from kg.text.slug import fold  # noqa: E402
from tools.names import cleaned, plain  # noqa: E402

OURS = Path(__file__).resolve().parent / "gazetteer"
TARGET = ROOT / "kg/resolve/data/facts"
NO_PLACE = {"European Union", "United Nations", "Global", "Cyberspace"}  # organisations, or nothing
STATES_AMONG_TERRITORIES = {"HK", "PS", "GL"}
INTERNATIONAL = {"intergovernmental/court", "UN system", "EU body", "sport body"}
GOVERNMENT = {"government body", "cabinet", "cabinet/government body"}
HEADS = {"hos/hog", "head of IO"}
QID = re.compile(r"Q[1-9]\d*")
# What names of bodies have in brackets to say where they are; other words tell them from others.
COUNTRIES_IN_BRACKETS = frozenset(
    {
        "Bangladesh", "Canada", "Cyprus", "Hong Kong", "Japan", "Libya", "Malaysia", "Québec",
        "Saudi Arabia", "Sweden", "Tunisia", "United Kingdom",
    }
)  # fmt: skip
# What the facts say of a source, and the short name that the shipped facts have for it.
SOURCES = {
    "eps/": "eps", "every-politician-scrapers": "eps", "natural-earth": "natural-earth",
    "ROR(CC0)": "ror", "shodh-wikidata-slice": "shodh", "zavod-igo": "zavod", "rigour": "rigour",
    "country-codes": "country-codes", "country-coder": "country-coder", "periodo": "periodo",
    "SpocWiki": "wikidata-via-spocwiki", "find_string": "wikidata-via-code",
}  # fmt: skip
# Where the source keeps a kingdom under the name of its main country, whose number it gives beside
# it: kingdom, country, the country's label.
WITHIN_KINGDOM = {"Q29999": ("Q55", "Netherlands"), "Q756617": ("Q35", "Denmark")}


def facts(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a facts file, without its remarks."""
    with path.open(encoding="utf-8") as file:
        rows = csv.DictReader(
            (line for line in file if not line.startswith("#")),
            delimiter="\t",
            quoting=csv.QUOTE_NONE,
        )
        yield from ({key: (cell or "").strip() for key, cell in row.items()} for row in rows)


def ours(name: str) -> list[list[str]]:
    """Rows of one of our own tables, padded to eight cells."""
    lines = (OURS / name).read_text(encoding="utf-8").splitlines()
    return [(line.split("\t") + [""] * 8)[:8] for line in lines if line and line[0] != "#"]


def source(text: str) -> str:
    """The sources of a fact by their short names, joined by "+"; NOTICE spells them out."""
    names = [short for part in text.split("+") for sign, short in SOURCES.items() if sign in part]
    if not names:
        raise SystemExit(f"“{text}” is no source that NOTICE names")
    return "+".join(dict.fromkeys(names))


def split(cell: str) -> list[str]:
    """The parts of a cell that holds several names."""
    return [part.strip() for part in cell.split("|") if part.strip()]


def countries(folder: Path) -> list[Item]:
    """States, historical states and territories."""
    more = {code: split(cell) for code, cell, *_ in ours("countries.tsv")}
    adjectives = {code: tuple(split(cell)) for code, cell, *_ in ours("demonyms.tsv")}
    items = []
    for fact in facts(folder / "countries.tsv"):
        if fact["name_en"] in NO_PLACE:
            continue
        code, label = fact["iso2"], re.sub(r"\s*\(.*\)| SAR$", "", fact["name_en"])
        people = adjectives.get(code) or adjectives.get(label) or ()
        names = [fact["official_name"], *split(fact["aliases_strong"])]
        names += [*more.get(code, ()), *(more.get(label) or ())]
        territory = fact["kind"] == "territory" and code not in STATES_AMONG_TERRITORIES
        prior = {"country": 200, "territory": 60}.get(fact["kind"], 40)
        item = Item(
            fact["qid"],
            "place" if territory else "country",
            label,
            cleaned(label, names, people),
            prior=prior,
            source=source(fact["source"]),
            adjectives=people,
        )
        if item.qid in WITHIN_KINGDOM:
            country, label = WITHIN_KINGDOM[item.qid]
            assert country in fact["other_qids"].split("|")
            aliases = tuple(name for name in item.aliases if "ingdom" not in name)
            items.append(item._replace(qid=country, label=label, aliases=aliases))
            item = item._replace(adjectives=(), prior=40)
        items.append(item)
    return items


def further() -> list[Item]:
    """States that the facts number without a row of their own."""
    return [
        Item(qid, "country", label, tuple(split(aliases)), prior=40, source=source(sources))
        for qid, label, aliases, sources, *_ in ours("further.tsv")
    ]


def places(folder: Path, states: dict[str, str]) -> list[Item]:
    """Capitals and major cities, and the few regions whose numbers are known."""
    items = []
    for fact in facts(folder / "cities.tsv"):
        label, capital = fact["name"], fact["feature"].startswith("Admin-0")
        people = int(float(fact["pop_max"] or 0))
        items.append(
            Item(
                fact["qid"],
                "place",
                label,
                cleaned(label, split(fact["aliases"])),
                (states[fact["iso2"]],) if fact["iso2"] in states else (),
                (100 if capital else 1) + people // 50_000,
                source=source(fact["source"]),
            )
        )
    for fact in facts(folder / "regions.tsv"):
        if fact["kind"] == "region":  # the others have rows elsewhere, or sources of other licences
            label = fact["name"]
            aliases = cleaned(label, split(fact["aliases"]))
            sources = source(fact["source"])
            items.append(Item(fact["qid"], "place", label, aliases, prior=50, source=sources))
    return items


def body_names(name: str) -> tuple[str, list[str]]:
    """Label and further names of a body whose name may end with something in brackets.

    >>> body_names("Division of Equity (EES)"), body_names("Democratic Party (Cyprus)")
    (('Division of Equity', ['EES']), ('Democratic Party', []))
    >>> body_names("Communist Party of India (Marxist)")
    ('Communist Party of India (Marxist)', [])
    """
    found = re.search(r"\(([^()]+)\)", name)
    if found is None:
        return plain(name), []
    if is_acronym(found[1]) and len(found[1]) > 2:
        return plain(name), [found[1]]
    if found[1] in COUNTRIES_IN_BRACKETS or found[1].isdigit():
        return plain(name), []
    return re.sub(r"^The ", "", name), []


def organisations(folder: Path, states: dict[str, str]) -> list[Item]:
    """International bodies, government bodies, parties, companies and others."""
    classes = {f["qid"] for f in facts(folder / "offices.tsv") if f["kind"] == "generic class"}
    items = []
    for fact in facts(folder / "organisations.tsv"):
        if fact["qid"] in classes or fact["name"].islower() or ":" in fact["name"]:
            continue  # a class ("intelligence agency"), or a page about pages
        kind = fact["kind"]
        audited = kind in INTERNATIONAL
        label, more = body_names(fact["name"])
        seat = () if audited else tuple(states[c] for c in [fact["country"]] if c in states)
        prior = int(fact["sitelinks"] or 0) or (100 if audited else 5)
        items.append(
            Item(
                fact["qid"],
                "international-organisation"
                if audited
                else "government-body"
                if kind in GOVERNMENT
                else "organisation",
                label,
                cleaned(label, [*more, *split(fact["acronyms"]), *split(fact["aliases"])]),
                seat,
                prior,
                source=source(fact["source"]),
            )
        )
    return items


def offices(folder: Path) -> list[Item]:
    """Offices, each with its jurisdiction; generic classes ("mayor") belong nowhere."""
    items = []
    for fact in facts(folder / "offices.tsv"):
        if fact["kind"] == "generic class":
            continue
        label = plain(fact["label"])
        rank = 100 if fact["kind"] in HEADS else 60 if fact["kind"] else 0
        of = [home] if (home := fact["jurisdiction_qid"]) else []
        if home in WITHIN_KINGDOM:
            of.append(WITHIN_KINGDOM[home][0])
        aliases = cleaned(label, split(fact["aliases"]))
        sources = source(fact["source"])
        items.append(Item(fact["qid"], OFFICE, label, aliases, tuple(of), rank, source=sources))
    return items


def term_within(coarse: Term) -> Callable[[Term], bool]:
    """Tells a term that says the same more precisely: "2022" and "2022-03-13", both open."""

    def precise(term: Term) -> bool:
        return (
            term.office == coarse.office
            and bool(coarse.start)
            and term.start.startswith(coarse.start + "-")
            and (not coarse.end or term.end.startswith(coarse.end))
        )

    return precise


def people(folder: Path, known: dict[str, Item]) -> list[Item]:
    """Office holders with their dated terms."""
    items = []
    for fact in facts(folder / "people.tsv"):
        terms = set()
        for cell in fact["positions(posqid~label~start~end~jurisdiction;...)"].split(";"):
            office, rest = cell.partition("~")[::2]
            if not QID.fullmatch(office):
                continue  # a post of which only the words are known
            start, end, of = rest.rsplit("~", 3)[1:]
            home = known[office].countries if office in known else ()
            terms.add(Term(office, start, end, "" if home[:1] == (of,) else of))
        terms = {term for term in terms if not any(map(term_within(term), terms))}
        ordered = tuple(sorted(terms, key=lambda term: (term.start, term.end, term.office)))
        weight = sum({100: 40, 60: 15}.get(known[t.office].prior, 2) if t.office in known else 2
                     for t in ordered)  # fmt: skip
        recent = any(term.start >= "2000" for term in ordered)
        label = plain(fact["name"])
        items.append(
            Item(
                fact["qid"],
                "person",
                label,
                cleaned(label, split(fact["aliases"])),
                tuple(split(fact["country_qids"])),
                1 + min(weight, 150) + 10 * recent,
                fact["dob"],
                fact["dod"],
                ordered,
                source(fact["source"]),
            )
        )
    return items


def with_our_names(items: list[Item]) -> list[Item]:
    """The items with what our tables add, correct and date, all by Q-number."""
    more: dict[str, list[str]] = {}
    kinds: dict[str, str] = {}
    for qid, name, kind, _, aliases, *_ in ours("organisations.tsv"):
        if qid:
            more.setdefault(qid, []).extend([name, *split(aliases)])
            kinds[qid] = kind
    for qid, _, aliases, *_ in ours("aliases.tsv"):
        more.setdefault(qid, []).extend(split(aliases))
    former: dict[str, list[Former]] = {}
    for qid, _, borne, start, end, *_ in ours("former.tsv"):
        former.setdefault(qid, []).append(Former(borne, start, end))
    corrections = {row[0]: row[1:] for row in ours("corrections.tsv")}
    unknown = {*more, *former, *corrections} - {item.qid for item in items}
    assert not unknown, f"our tables name items that the facts lack: {sorted(unknown)}"
    done = []
    for item in items:
        label, wrong, close, *_ = corrections.get(item.qid, [""] * 3)
        old = former.get(item.qid, [])
        dropped = {fold(name) for name in split(wrong)} | {fold(name.name) for name in old}
        dropped.add(fold(label or item.label))
        names = [item.label, *item.aliases, *map(plain, more.get(item.qid, []))]
        dropped |= {fold(name) for name in split(close)}
        kept = {fold(name): name for name in reversed(names) if fold(name) not in dropped}
        done.append(
            item._replace(
                kind=kinds.get(item.qid, item.kind),
                label=label or item.label,
                aliases=tuple(sorted(kept.values())),
                close=tuple(split(close)),
                former=tuple(old),
            )
        )
    return done


def merged(groups: list[list[Item]]) -> list[Item]:
    """Every item once; the group that comes first says what it is, all say how it is called."""
    items: dict[str, Item] = {}
    for item in (item for group in groups for item in group):
        known = items.get(item.qid)
        if known is None:
            items[item.qid] = item
            continue
        items[item.qid] = known._replace(
            aliases=cleaned(
                known.label, [*known.aliases, item.label, *item.aliases], known.adjectives
            ),
            countries=known.countries or item.countries,
            prior=max(known.prior, item.prior),
            source="+".join(dict.fromkeys([*known.source.split("+"), *item.source.split("+")])),
        )
    return list(items.values())


def write(name: str, items: list[Item]) -> int:
    """Write a file of facts, sorted by Q-number."""
    lines = [write_line(item) for item in sorted(items, key=lambda item: number(item.qid))]
    TARGET.mkdir(parents=True, exist_ok=True)
    text = "# " + "\t".join(CELLS) + "\n" + "\n".join(lines) + "\n"
    (TARGET / name).write_text(text, encoding="utf-8")
    return len(lines)


def build(folder: Path) -> list[Item]:
    """All items of the shipped gazetteer."""
    states = {fact["iso2"]: fact["qid"] for fact in facts(folder / "countries.tsv") if fact["iso2"]}
    posts = offices(folder)
    known = {item.qid: item for item in posts}
    groups = [
        countries(folder) + further(),
        places(folder, states),
        posts,
        organisations(folder, states),
        people(folder, known),
    ]
    return with_our_names(merged(groups))


def main() -> None:
    """Write the files of facts."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    items = build(Path(sys.argv[1]))
    parts = {
        "countries.tsv": {"country"},
        "places.tsv": {"place"},
        "organisations.tsv": {"international-organisation", "government-body", "organisation"},
        "offices.tsv": {OFFICE},
        "people.tsv": {"person"},
    }
    for name, kinds in parts.items():
        print(name, write(name, [item for item in items if item.kind in kinds]))
    print(Counter(item.kind for item in items))


if __name__ == "__main__":
    main()
