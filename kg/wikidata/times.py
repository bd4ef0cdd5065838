"""Dates of uncertain precision, compared and written as Wikidata has them."""

from __future__ import annotations

import calendar

_PRECISION = {4: 9, 7: 10, 10: 11}  # characters of a date: Wikidata's number for year, month, day


def first_day(date: str) -> str:
    """The earliest day that a date may mean.

    >>> first_day("2024"), first_day("2024-03"), first_day("2024-03-19")
    ('2024-01-01', '2024-03-01', '2024-03-19')
    """
    return date + {4: "-01-01", 7: "-01"}.get(len(date), "")


def last_day(date: str) -> str:
    """The latest day that a date may mean.

    >>> last_day("2023-02"), last_day("2024")
    ('2023-02-28', '2024-12-31')
    """
    if len(date) == 4:
        return f"{date}-12-31"
    if len(date) == 7:
        return f"{date}-{calendar.monthrange(int(date[:4]), int(date[5:]))[1]:02}"
    return date


def shared(earliest: str, latest: str) -> str:
    """A date that is true of every day between two, as exact as can be; "" where not even a year.

    >>> shared("2024-03-05", "2024-03-19"), shared("2024-03-05", "2024-03-05")
    ('2024-03', '2024-03-05')
    >>> shared("2023-12-30", "2024-01-02")
    ''
    """
    first, last = first_day(earliest), last_day(latest)
    if not (earliest and latest) or first > last:
        return ""
    return next((first[:size] for size in (10, 7, 4) if first[:size] == last[:size]), "")


def may_overlap(start: str, end: str, other_start: str, other_end: str) -> bool:
    """Whether two spells can have a day in common; "" is an open side.

    >>> may_overlap("2014", "2018", "2018-05", ""), may_overlap("2014", "2017", "2018-05", "")
    (True, False)
    """
    begins = (
        max(first_day(each) for each in (start, other_start) if each)
        if start or other_start
        else ""
    )
    ends = min(last_day(each) for each in (end, other_end) if each) if end or other_end else ""
    return not (begins and ends) or begins <= ends


def quickstatement(date: str) -> str:
    """A date as QuickStatements writes it, with its precision.

    >>> quickstatement("2024-03")
    '+2024-03-00T00:00:00Z/10'
    """
    year, month, day = f"{date}-00-00"[:10].split("-")
    return f"+{year}-{month}-{day}T00:00:00Z/{_PRECISION[len(date)]}"
