"""Ways to call one office meet in one form, and titles of other offices do not."""

from __future__ import annotations

import pytest

from kg.text.office_forms import OFFICE_FORMS, OfficeForm, office_form
from kg.text.slug import fold


@pytest.mark.parametrize("form", OFFICE_FORMS, ids=lambda form: form.id)
def test_a_rule_takes_its_examples_to_one_form_and_leaves_its_counter(form: OfficeForm) -> None:
    one, other = form.examples
    assert office_form(one) == office_form(other)
    assert office_form(form.counter) == fold(form.counter)


@pytest.mark.parametrize(
    "title", ["Minister", "Prime Minister", "Foreign Secretary", "Minister of State", "President"]
)
def test_other_titles_stay_as_they_are(title: str) -> None:
    assert office_form(title) == fold(title)
