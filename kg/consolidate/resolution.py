"""Finding what statements mean: which person, which office, and so which group they belong to.

Three steps, each a function of all live statements and each touching only what may have changed:
persons from the profiles of a block; the office that "President Joe Biden" means, from what is
known of that person; then the group of every statement that refers to either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.consolidate.blocks import is_block
from kg.consolidate.difference import Difference
from kg.consolidate.entities import person_unit
from kg.consolidate.facts import (
    PersonFacts,
    StatementKind,
    is_single,
    least,
    meeting_facts,
    membership_facts,
    office_facts,
    person_facts,
    tenure_facts,
)
from kg.consolidate.intake import Intake, singles_of
from kg.consolidate.judged import Judged
from kg.consolidate.meetings import block_of as meeting_block
from kg.consolidate.observe import FIRM
from kg.consolidate.person_items import PersonItems
from kg.consolidate.persons import Person, resolve
from kg.consolidate.spelled import Times, offices_of_likes
from kg.consolidate.statement_table import Row, StatementTable
from kg.consolidate.unit_table import UnitTable
from kg.text.office_forms import office_form

_PROFILES = frozenset({StatementKind.PERSON, StatementKind.ENTITY})


class Resolution:
    """Resolves one batch; ``dirty`` are the groups to compute afterwards."""

    def __init__(
        self,
        statements: StatementTable,
        units: UnitTable,
        intake: Intake,
        difference: Difference,
        judged: Judged,
        items: PersonItems,
    ) -> None:
        self._table = statements
        self._units = units
        self._intake = intake
        self._difference = difference
        self.judged = judged
        self._items = items
        self.united: dict[str, tuple[str, ...]] = {}  # path → names of people who are one by item
        self._meant: dict[str, tuple[str, bool]] = {}  # reference → path, weak
        self.dirty: set[str] = set()

    def run(self, touched: Iterable[str] = ()) -> None:
        """Find persons, offices and groups; those ``touched`` whatever came and went."""
        unplaced: set[int] = set()
        fresh = {n: row for n, row in self._intake.fresh.items() if n not in self._intake.gone}
        changed = [*fresh.values(), *self._intake.gone.values()]
        for grp in sorted(self._blocks(changed).union(filter(is_block, touched))):
            unplaced |= self._resolve_block(grp)
        self.dirty |= {row.grp for row in changed if row.kind is StatementKind.ENTITY}
        self.dirty |= {grp for grp in touched if not is_block(grp)}
        for row in self._intake.gone.values():
            if row.kind not in _PROFILES:
                self.dirty.add(row.grp)
        rows = {n: row for n, row in fresh.items() if row.kind not in _PROFILES}
        for number in unplaced - rows.keys() - self._intake.gone.keys():
            rows[number] = self._table.row(number)
        for number in self._choose_offices(rows) - rows.keys() - self._intake.gone.keys():
            rows[number] = self._table.row(number)
        for number in sorted(rows):
            self._place(rows[number])

    def meant(self, reference: str) -> tuple[str, bool]:
        """The path of whom or what a reference means, and whether that was inferred."""
        if not reference.startswith("="):
            return reference, False
        if reference not in self._meant:
            row = self._table.by_digest(reference[1:])
            self._meant[reference] = (row.target, row.weak)
        return self._meant[reference]

    def office(self, agent: str, role: str, key: str, of: str) -> tuple[str, str]:
        """The office meant when an agent is spoken of in one, and its organisation.

        Where no organisation is said it is the only office of that role the agent is known to hold.
        """
        chosen = None if of else self._table.choice(_resolution_key(agent, role))
        return chosen or (key, of)

    # ------------------------------------------------------------------ persons

    def _blocks(self, changed: Sequence[Row]) -> set[str]:
        blocks = {row.grp for row in changed if row.kind is StatementKind.PERSON}
        # When somebody held an office tells whom a bare surname means, and offices tell the item.
        holders = {holder for row in changed for holder in _holder(row) if holder.startswith("=")}
        others = {self._table.by_digest(holder[1:]).grp for holder in holders} - blocks
        return blocks | {grp for grp in others if self._has_several(grp)}

    def _has_several(self, grp: str) -> bool:
        """Whether a block has several people, or one of several names."""
        return self._table.has_resolution(singles_of(grp)) or self._units.has_several(grp)

    def _resolve_block(self, grp: str) -> set[int]:
        """Resolve the persons of a block; returns the statements whose person is another now."""
        rows = [row for row in self._table.of_group(grp) if row.n not in self._intake.gone]
        profiles = {f"={row.digest}": person_facts(row.text) for row in rows}
        numbers = {f"={row.digest}": row.n for row in rows}
        offices, likes = offices_of_likes(profiles)
        asked = self._items.of_block(profiles, self._intake.gone)
        persons = resolve(profiles, self._times(profiles, offices), self.judged, *asked)
        for person in persons:
            if person.item:
                known = (profiles[reference].name for reference in person.references)
                self.united[person.path] = tuple(sorted(set(known)))
        self._difference.update(grp, [person_unit(p, profiles, numbers) for p in persons])
        self._units.set_homonyms(grp, _homonyms(persons))
        self._units.set_judged(grp, _judged(persons))
        meant = {
            reference: (person.path, reference in person.resolved)
            for person in persons
            for reference in person.references
        }
        moved: set[int] = set()
        for row in rows:
            reference = f"={row.digest}"
            self._meant[reference] = path, weak = meant[reference]
            key = profiles[reference].key
            res = singles_of(grp) if key in likes or is_single(key) else ""
            if (row.target, row.weak, row.res) != (path, weak, res):
                self._table.place(row.n, row.grp, res, path, weak)
            if (row.target, row.weak) != (path, weak):
                moved.update(self._table.referring(reference))
        return moved

    def _times(self, profiles: dict[str, PersonFacts], offices: set[str]) -> Times:
        """When full names hold these offices, and those that bare surnames are known by."""
        wanted = offices | {
            office
            for facts in profiles.values()
            if is_single(facts.key)
            for office, _, _ in facts.offices
        }
        times: dict[tuple[str, str], tuple[int | None, int | None]] = {}
        for reference, facts in profiles.items() if wanted else ():
            if is_single(facts.key) or not wanted.intersection(o for o, _, _ in facts.offices):
                continue
            for number, text in self._table.tenures_of(reference):
                held = tenure_facts(text)
                if number in self._intake.gone or held.stance not in FIRM:
                    continue
                first = held.lo if held.lo is not None else held.hi
                last = held.hi if held.hi is not None else held.lo
                before = times.get((reference, held.office), (first, last))
                times[reference, held.office] = (
                    least(min, before[0], first),
                    least(max, before[1], last),
                )
        return times

    # ------------------------------------------------------------------ offices

    def _choose_offices(self, rows: dict[int, Row]) -> set[int]:
        """Choose anew where mentions of an office came, went or changed their person.

        Returns the statements for which another office is chosen now.
        """
        questions: set[str] = set()
        for row in [*rows.values(), *self._intake.gone.values()]:
            if row.kind is not StatementKind.OFFICE:
                continue
            questions.add(row.res)
            if row.n in rows:
                facts = office_facts(row.text)
                res = _resolution_key(self.meant(facts.person)[0], facts.role)
                if res != row.res:
                    rows[row.n] = row._replace(res=res)
                    self._table.place(row.n, row.grp, res, row.target, row.weak)
                    questions.add(res)
        changed: set[int] = set()
        for res in sorted(questions - {""}):
            chosen = self._choose(res)
            if chosen != self._table.choice(res):
                self._table.set_choice(res, chosen)
                changed.update(self._table.referring(res))
        return changed

    def _choose(self, res: str) -> tuple[str, str] | None:
        """The only office with an organisation that a role of an agent is known to be, and that."""
        known: dict[str, str] = {}
        for row in self._table.of_resolution(res):
            facts = office_facts(row.text)
            if row.n not in self._intake.gone and facts.firm and facts.of:
                known[facts.key] = min(facts.of, known.get(facts.key, facts.of))
        return known.popitem() if len(known) == 1 else None

    # ------------------------------------------------------------------ groups

    def _place(self, row: Row) -> None:
        """Find the group of a statement; it and the one before have to be computed."""
        questions: set[str] = set()
        if row.kind is StatementKind.OFFICE:
            said = office_facts(row.text)
            office, _ = self._asked(questions, said.person, said.role, said.key, said.of)
            grp = office_group(office)
        elif row.kind is StatementKind.TENURE:
            held = tenure_facts(row.text)
            office, of = self._asked(questions, held.person, held.role, held.office, held.of)
            grp = office_group(office) if of else tenure_group(office, self.meant(held.person)[0])
        elif row.kind is StatementKind.MEMBERSHIP:
            member = membership_facts(row.text)
            grp = f"m:{self.meant(member.member)[0]}|{member.organisation}"
        else:
            told = meeting_facts(row.text)
            for one in told.participants:
                if one.office:
                    self._asked(questions, one.agent, one.office_role, one.office, one.office_of)
            agents = [self.meant(taking.agent)[0] for taking in told.participants]
            grp = f"v:{meeting_block(told, agents)}"
        if questions or row.n not in self._intake.fresh:
            self._table.set_office_references(row.n, questions)
        self.dirty |= {grp, row.grp}
        if grp != row.grp:
            self._table.place(row.n, grp, row.res, row.target, row.weak)

    def _asked(
        self, questions: set[str], person: str, role: str, key: str, of: str
    ) -> tuple[str, str]:
        """The office meant and its organisation; notes on which choice that depends, if on any."""
        agent = self.meant(person)[0]
        if not of:
            questions.add(_resolution_key(agent, role))
        return self.office(agent, role, key, of)


def _holder(row: Row) -> list[str]:
    if row.kind is StatementKind.TENURE:
        return [tenure_facts(row.text).person]
    return [office_facts(row.text).person] if row.kind is StatementKind.OFFICE else []


def office_group(office: str) -> str:
    """The group of an office, and of its tenures if its organisation is known."""
    return f"o:{office}"


def tenure_group(office: str, agent: str) -> str:
    """The group of what one agent held without an organisation said: of nobody else's concern."""
    return f"t:{office}|{agent}"


def _resolution_key(agent: str, role: str) -> str:
    return f"r:{agent}|{office_form(role)}"


def _homonyms(persons: Sequence[Person]) -> list[tuple[str, str]]:
    """(name, path) where a name does not say by itself who is meant, or leads to another one.

    Nobody is called by the marks of those who are one by their item.
    """
    people = Counter(key for person in persons for key in person.keys)
    marked = [(f"={person.item}", person.path) for person in persons if person.item]
    return marked + [
        (key, person.path)
        for person in persons
        for key in person.keys
        if people[key] > 1 or key != person.path
    ]


def _judged(persons: Sequence[Person]) -> list[tuple[str, str]]:
    return [(one.id, person.path) for person in persons for one in person.judgements]
