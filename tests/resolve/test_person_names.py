"""Spellings, short forms and orders of one name are told from names of different people."""

from __future__ import annotations

import pytest

from kg.resolve.given_names import GIVEN_NAMES, akin
from kg.resolve.name_forms import SPELLINGS, Spelling, spelled
from kg.resolve.person_names import alike, family_form, person_name
from kg.text.slug import slug

ALIKE = [
    ("Vahagn Khachatryan", "Vahagn Khachaturyan"),
    ("Binyamin Netanyahu", "Benjamin Netanyahu"),
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
    ("Volodymyr Zelenskiy", "Vladimir Zelensky"),
    ("Aleksandr Lukashenko", "Alexander Lukashenka"),
    ("Joseph R. Biden Jr.", "Joe Biden"),
    ("Joseph Robinette Biden", "J. Biden"),
    ("Kim Jong Un", "Kim Jong-un"),
    ("Kim Jong Un", "Jong Un Kim"),
    ("Xi Jinping", "Jinping Xi"),
    ("Orbán Viktor", "Viktor Orban"),
    ("Recep Tayyip Erdoğan", "Recep Erdogan"),
    ("Salome Zourabichvili", "Salome Zurabishvili"),
    ("Kassym-Jomart Tokayev", "Kassym Jomart Tokaev"),
    ("Abdel Fattah al-Sisi", "Abdel Fattah el-Sisi"),
    ("Bashar al-Assad", "Bashar Assad"),
    ("Sergey Lavrov", "Sergei Lavrov"),
    ("Yoon Suk-yeol", "Suk Yeol Yoon"),
]
APART = [
    ("Kim Jong Un", "Kim Jong Il"),
    ("Hafez al-Assad", "Bashar al-Assad"),
    ("George Bush", "Jeb Bush"),
    ("Ilham Aliyev", "Heydar Aliyev"),
    ("Joe Biden", "Hunter Biden"),
    ("John Smith Jr.", "John Smith Sr."),
    ("Michael Miller", "Michael Mueller"),
    ("Vahagn Khachatryan", "Vahagn Khachikyan"),
    ("Lech Kaczynski", "Jaroslaw Kaczynski"),
    ("Anna Ivanova", "Anna Ivanov"),
    ("Petr Fiala", "Peter Pellegrini"),
    ("Biden", "Joe Biden"),  # a bare surname is told by office, not by likeness
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_names_that_can_be_one_persons(one: str, other: str) -> None:
    assert alike(slug(one), slug(other))
    assert alike(slug(other), slug(one))
    assert family_form(slug(one)) == family_form(slug(other))


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_that_cannot(one: str, other: str) -> None:
    assert not alike(slug(one), slug(other))
    assert not alike(slug(other), slug(one))


@pytest.mark.parametrize("rule", SPELLINGS, ids=lambda rule: rule.id)
def test_a_rule_of_spelling_brings_its_examples_together_and_no_others(rule: Spelling) -> None:
    one, other = rule.examples
    assert spelled(one) == spelled(other)
    one, other = rule.counters
    assert spelled(one) != spelled(other)


@pytest.mark.parametrize("line", GIVEN_NAMES)
def test_the_names_of_a_line_are_akin(line: str) -> None:
    names = GIVEN_NAMES[line].split()
    assert len(names) > 1
    assert all(akin(one, other) for one in names for other in names)


@pytest.mark.parametrize(
    ("one", "other"),
    [("joe", "james"), ("ann", "anna"), ("john", "joan"), ("ilham", "heydar"), ("ali", "alex"),
     ("maria", "mario"), ("daniel", "daniela"), ("mark", "michael")],
)  # fmt: skip
def test_given_names_that_are_not_akin(one: str, other: str) -> None:
    assert not akin(one, other)


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Xi Jinping", "xi"),
        ("Wang Yi", "wang"),
        ("Li Keqiang", "li"),
        ("Kim Jong Un", "kim"),
        ("Ban Ki-moon", "ban"),
        ("Park Jin", "park"),
        ("Tsai Ing-wen", "tsai"),
        ("Orbán Viktor", "orban"),
        # and names that only begin so
        ("Kim Campbell", "campbell"),
        ("Kim Beazley", "beazley"),
        ("Li Andersson", "andersson"),
        ("Lee Child", "child"),
        ("Min Aung Hlaing", "hlaing"),
        ("Ro Khanna", "khanna"),
        ("Song Kim", "kim"),
        ("Viktor Orban", "orban"),
        ("Mo Farah", "farah"),
        ("Ursula von der Leyen", "leyen"),
        ("Charles Michel", "michel"),
    ],
)
def test_which_word_is_the_familys(name: str, family: str) -> None:
    assert person_name(slug(name)).family == family
