"""A membership as read, before names and dates are settled."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.dates import DatePhrase
from kg.extract.names import Name
from kg.extract.tenures import Titled
from kg.model import Aspect, MemberRole, MembershipStatus

Member = Name | Titled


@dataclass(frozen=True, slots=True)
class MembershipReading:
    """A membership as read."""

    member: Member
    organisation: Name
    role: MemberRole
    status: MembershipStatus
    aspect: Aspect
    date: DatePhrase | None
    rule: str
    start: int
    end: int
    sentence: tuple[int, int]
    reported: bool = False  # the member itself is quoted as saying so
