"""Which items of Wikidata a gazetteer takes, and as what: by the classes they are instances of.

The numbers were read off public data and program text, each in at least two independent places that
give the same English name (docs/gazetteer.md); ``kg gazetteer build --classes`` takes a table of
one's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.errors import UsageError
from kg.resolve.item import KINDS, OFFICE, number

PERSON = "person"
HUMAN = 5  # a person is taken who held an office, or whose occupation is POLITICIAN
POLITICIAN = 82955

# Class, kind, name of the class; of several kinds of an item the first in KIND_ORDER counts.
CLASSES = (
    ("Q5", PERSON, "human"),
    ("Q3624078", "country", "sovereign state"),
    ("Q6256", "country", "country"),
    ("Q3024240", "country", "historical country"),
    ("Q484652", "international-organisation", "international organization"),
    ("Q245065", "international-organisation", "intergovernmental organization"),
    ("Q1127126", "international-organisation", "military alliance"),
    ("Q327333", "government-body", "government agency"),
    ("Q2659904", "government-body", "government organization"),
    ("Q192350", "government-body", "ministry"),
    ("Q640506", "government-body", "cabinet"),
    ("Q11204", "government-body", "legislature"),
    ("Q7278", "organisation", "political party"),
    ("Q66344", "organisation", "central bank"),
    ("Q4830453", "organisation", "business"),
    ("Q6881511", "organisation", "enterprise"),
    ("Q783794", "organisation", "company"),
    ("Q891723", "organisation", "public company"),
    ("Q43229", "organisation", "organization"),
    ("Q79913", "organisation", "non-governmental organization"),
    ("Q163740", "organisation", "nonprofit organization"),
    ("Q515", "place", "city"),
    ("Q1549591", "place", "big city"),
    ("Q1637706", "place", "city with millions of inhabitants"),
    ("Q5119", "place", "capital city"),
    ("Q4164871", OFFICE, "position"),
    ("Q294414", OFFICE, "public office"),
)
KIND_ORDER = (
    PERSON,
    "country",
    "international-organisation",
    OFFICE,
    "government-body",
    "organisation",
    "place",
)


def default_classes() -> dict[int, str]:
    """The number of each class and the kind that its instances are."""
    return {number(qid): kind for qid, kind, _ in CLASSES}


def read_classes(path: Path) -> dict[int, str]:
    """A table of one's own: class and kind in a line, parted by a tab; # begins a remark.

    Raises:
        UsageError: a line is something else; the message has its number.
    """
    classes: dict[int, str] = {}
    for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        qid, _, rest = line.partition("\t")
        kind = rest.partition("\t")[0].strip()
        try:
            if kind not in KINDS:
                raise ValueError(f"“{kind}” is none of {', '.join(KINDS)}")
            classes[number(qid.strip())] = kind
        except ValueError as error:
            raise UsageError(f"{path}, line {at}: {error}") from error
    return classes


def kind_of(instance_of: Iterable[int], classes: Mapping[int, str]) -> str:
    """The kind of an item, "" if none of its classes is in the table."""
    kinds = {classes[each] for each in instance_of if each in classes}
    return next((kind for kind in KIND_ORDER if kind in kinds), "")
