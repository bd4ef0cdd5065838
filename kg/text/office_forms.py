"""Titles that mean one office, taken to one form: PM, Minister of Foreign Affairs.

The form makes the key of an office; what documents call it stays its label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.text.slug import fold


@dataclass(frozen=True, slots=True)
class OfficeForm:
    """One rule on folded titles. The ``examples`` meet; the ``counter`` is left as it is."""

    id: str
    pattern: str
    becomes: str
    examples: tuple[str, str]
    counter: str


OFFICE_FORMS: Final = (
    OfficeForm("pm", r"\bpm$", "prime minister", ("PM", "Prime Minister"), "PM spokesperson"),
    OfficeForm("fm", r"^fm$", "foreign minister", ("FM", "Foreign Minister"), "FM host"),
    OfficeForm(
        "foreign",
        r"\b(?:minister (?:of|for)(?: the)? foreign (?:affairs|relations)"
        r"|foreign affairs minister)$",
        "foreign minister",
        ("Deputy Minister for Foreign Affairs", "Deputy Foreign Minister"),
        "Minister of State for Foreign Affairs",
    ),
    OfficeForm(
        "defence",
        r"\b(?:minister (?:of|for)(?: the)?(?: national)? defen[cs]e"
        r"|(?:national )?defense minister)$",
        "defence minister",
        ("Minister of National Defense", "Defence Minister"),
        "Minister of Defence Procurement",
    ),
    OfficeForm(
        "department",
        r"\bminister (?:of|for)(?: the)? (agriculture|culture|economy|education|energy|environment"
        r"|finance|health|industry|interior|justice|labour|tourism|trade|transport)$",
        r"\1 minister",
        ("Minister for the Economy", "Economy Minister"),
        "Minister of Economy and Finance",
    ),
)

_RULES: Final = [(re.compile(form.pattern), form.becomes) for form in OFFICE_FORMS]


@lru_cache(maxsize=10_000)
def office_form(title: str) -> str:
    """The folded title in the form that all ways to call the office have.

    >>> office_form("PM"), office_form("Minister of Foreign Affairs")
    ('prime minister', 'foreign minister')
    """
    folded = fold(title)
    for pattern, becomes in _RULES:
        folded = pattern.sub(becomes, folded)
    return folded
