"""Builds a gazetteer from a SPARQL endpoint that has Wikidata's data, in small queries.

First the numbers of the items (by class, offices by jurisdiction, persons by office), then what is
known of each, some items a query. Every step is kept, so that a build can stop at any moment.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.errors import UsageError
from kg.gazetteer import queries
from kg.gazetteer.build import Choice, Keeper, Outcome, Progress, publish, staging_area, work_folder
from kg.gazetteer.classes import PERSON
from kg.gazetteer.entity import Entity, Statement, date_at
from kg.gazetteer.service import Row, Service, TooMuchError
from kg.gazetteer.staging import Staging
from kg.resolve.item import OFFICE, number

PAGE = 5_000  # rows of one page of a listing
BATCH = 100  # items asked for at once


def build_from_endpoint(
    service: Service,
    target: Path,
    choice: Choice,
    countries: Sequence[str] = (),
    *,
    progress: Progress = lambda done, total: None,
    restart: bool = False,
) -> Outcome:
    """Fetch a gazetteer into ``target``; go on where an earlier call was interrupted.

    ``countries`` are the Q-numbers of the states whose offices, bodies and cities are wanted; all
    if there are none. ``progress`` is told items read and found.

    Raises:
        UsageError: a country is no Q-number, or the target is something else.
        ServiceError: the service fails; what was fetched is kept.
        OSError: the target cannot be written.
    """
    for qid in countries:
        try:
            number(qid)
        except ValueError as error:
            raise UsageError(f"--countries: {error}") from error
    outcome = Outcome()
    job = [choice.job(service.url), sorted(countries)]
    with staging_area(target, job, restart=restart) as staging:
        keeper = Keeper(staging, choice, "wikidata")
        outcome.resumed = staging.recall("found") is not None
        found = sorted(_Listing(service, staging, choice, countries).all(), key=number)
        done = staging.recall("done") or 0
        for batch in _slices([qid for qid in found if number(qid) > done], BATCH):
            for entity in _entities(service, batch, choice.languages):
                keeper.keep(entity)
            staging.remember("done", number(batch[-1]))
            staging.save()
            outcome.read += len(batch)
            progress(found.index(batch[-1]) + 1, len(found))
        if not len(staging):
            raise UsageError(f"{service.url} has no item that a gazetteer takes")
        outcome.version, outcome.kept = publish(staging, target, service.url)
    shutil.rmtree(work_folder(target), ignore_errors=True)
    return outcome


class _Listing:
    """The numbers of the items to fetch, each listing kept once it is complete."""

    def __init__(
        self, service: Service, staging: Staging, choice: Choice, countries: Sequence[str]
    ) -> None:
        self._service = service
        self._staging = staging
        self._choice = choice
        self._countries = countries

    def all(self) -> set[str]:
        classes: dict[str, list[str]] = defaultdict(list)
        for cls, kind in sorted(self._choice.classes.items()):
            classes[kind].append(f"Q{cls}")
        states = set(self._countries)
        if not states:
            for each in classes["country"]:
                states |= self._pages(f"class {each}", queries.instances(each, 0))
        found = set(states)
        for kind in sorted(classes.keys() - {PERSON, OFFICE, "country"}):
            for each in classes[kind]:
                wanted = queries.instances(each, self._choice.sitelinks)
                if self._countries and kind != "international-organisation":
                    wanted = queries.instances(each, self._choice.sitelinks, self._countries)
                found |= self._pages(f"class {each}", wanted)
        bodies = found | states
        held = self._batched("offices", sorted(bodies, key=number), queries.offices)
        return found | held | self._batched("holders", sorted(held, key=number), queries.holders)

    def _pages(self, name: str, query: str) -> set[str]:
        """The items of all pages of a listing."""
        kept = self._staging.recall(name)
        if kept is not None:
            return set(kept)
        items: list[str] = []
        while True:
            rows = self._service.select(queries.page(query, PAGE, len(items)))
            items += [_qid(row["item"]) for row in rows]
            if len(rows) < PAGE:
                break
        return self._keep(name, items)

    def _batched(self, name: str, subjects: list[str], query: queries.OfItems) -> set[str]:
        """What a query finds for all subjects, some of them at a time."""
        kept = self._staging.recall(name)
        if kept is not None:
            return set(kept)
        items: set[str] = set()
        for batch in _slices(subjects, BATCH):
            items |= self._of_some(name, batch, query)
        return self._keep(name, sorted(items))

    def _of_some(self, name: str, batch: list[str], query: queries.OfItems) -> set[str]:
        """What a query finds for some subjects; for fewer where the service finds that too much."""
        try:
            return self._pages(f"{name} {batch[0]} {batch[-1]}", query(batch))
        except TooMuchError:
            if len(batch) == 1:
                raise
            middle = len(batch) // 2
            halves = batch[:middle], batch[middle:]
            return set().union(*(self._of_some(name, half, query) for half in halves))

    def _keep(self, name: str, items: list[str]) -> set[str]:
        self._staging.remember(name, items)
        self._staging.remember("found", True)
        self._staging.save()
        return set(items)


def _entities(service: Service, items: Sequence[str], languages: Sequence[str]) -> Iterable[Entity]:
    """What the service knows of some items; fewer at a time where it finds that too much."""
    try:
        return _fetch(service, items, languages)
    except TooMuchError:
        if len(items) == 1:
            raise
        middle = len(items) // 2
        return [
            *_entities(service, items[:middle], languages),
            *_entities(service, items[middle:], languages),
        ]


def _fetch(service: Service, items: Sequence[str], languages: Sequence[str]) -> list[Entity]:
    entities = {qid: Entity(qid) for qid in items}
    for row in service.select(queries.names(items, languages)):
        entity, language = entities[_qid(row["item"])], row["language"]
        if row["sort"] == "label":
            entity.labels[language] = row["name"]
        else:
            entity.aliases.setdefault(language, []).append(row["name"])
    for row in service.select(queries.sitelinks(items)):
        entities[_qid(row["item"])].sitelinks = int(row["count"])
    qualifiers: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in service.select(queries.qualifiers(items)):
        if value := _value(row):
            qualifiers[row["statement"]][row["property"]].append(value)
    for row in sorted(service.select(queries.statements(items)), key=_order):
        if value := _value(row):
            entities[_qid(row["item"])].statements.setdefault(row["property"], []).append(
                Statement(
                    value,
                    row["rank"].endswith("PreferredRank"),
                    row.get("language", ""),
                    {prop: sorted(values) for prop, values in qualifiers[row["statement"]].items()},
                )
            )
    for entity in entities.values():
        for names in entity.aliases.values():
            names.sort()
    return list(entities.values())


def _order(row: Row) -> tuple[str, str]:
    return row["statement"], row["value"]


def _value(row: Row) -> str:
    """The value of a row: a Q-number, a date at its precision, or a text."""
    if "precision" in row:
        return date_at(row["value"], int(row["precision"]))
    if row.get("language"):
        return row["value"]
    return _qid(row["value"], missing="")


def _qid(iri: str, missing: str | None = None) -> str:
    qid = iri.rpartition("/entity/")[2]
    try:
        number(qid)
    except ValueError:
        if missing is None:
            raise UsageError(f"the service names <{iri}>, which is no item of Wikidata") from None
        return missing
    return qid


def _slices(items: list[str], size: int) -> Iterator[list[str]]:
    return (items[at : at + size] for at in range(0, len(items), size))
