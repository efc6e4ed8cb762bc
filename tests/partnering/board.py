"""What tests of the boards begin with."""

from datetime import datetime, timedelta

from accounts.models import User
from partnering.actions.notices import NoticeInput
from partnering.actions.post import post
from partnering.models import Notice
from registry.models import Round
from rulebook.verdict import Refused
from tests.factories import APPLIED, applicant, open_round


def given(**changes: object) -> NoticeInput:
    """A good notice, with changes."""
    good: dict[str, object] = {
        "organisation": "Sjöbro kommun",
        "sector": "public",
        "county_code": "12",
        "offers": "Tolv byalag som vill prova.",
        "seeks": "En förening som kan bygga karttjänster.",
        "seeks_sectors": ("civil_society",),
    }
    return NoticeInput(**{**good, **changes})  # type: ignore[arg-type]


def posted(round_: Round | None = None, *, actor: User | None = None, **changes: object) -> Notice:
    """A notice on the board of an open call."""
    call = (round_ or open_round()).call
    return post(
        call_id=call.pk, given=given(**changes), language="sv", actor=actor or applicant(), now=APPLIED
    )


def fields(refused: Refused) -> list[str]:
    """Which fields stopped an action."""
    return sorted({finding.field for finding in refused.verdict.findings})


def later(**delta: float) -> datetime:
    """A moment after APPLIED."""
    return APPLIED + timedelta(**delta)
