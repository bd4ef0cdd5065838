"""From what was read to claims: each fact of a document once, with all its evidence."""

from __future__ import annotations

from kg.extract.context import Context
from kg.extract.entity_claims import Entities
from kg.extract.meeting_claims import Meetings
from kg.extract.membership_claims import Memberships
from kg.extract.reading import Reading
from kg.extract.tenure_claims import Tenures
from kg.model import Claim, Extraction


def claims_of(reading: Reading) -> Extraction:
    """All entities, claims and mentions of one reading."""
    context = Context(reading)
    tenures = Tenures(context)
    claims: tuple[Claim, ...] = (
        *tenures.claims(),
        *Memberships(context, tenures).claims(),
        *Meetings(context, tenures).claims(),
    )
    # last, because claims note which names they use
    entities = Entities(context, tenures)
    named, namings = entities.read()
    return Extraction(tuple(named), (*namings, *claims), entities.mentions())
