"""The number series: `YYYY-NNNNN`, one a funder, for programmes, calls, rounds and cases alike."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from registry.models import Funder, IssuedNumber, NumberPurpose
from rulebook.identifiers import read_case_number
from rulebook.window import STOCKHOLM

HIGHEST_SERIAL = 99_999


class SeriesExhausted(Exception):
    """A funder has used every number of a year."""


@transaction.atomic
def issue_number(funder: Funder, purpose: NumberPurpose, *, now: datetime) -> str:
    """Give the next free number of the year (in Stockholm time), skipping those that imports brought.

    Locks the funder, so that two cases that arrive together get two numbers. In the caller's transaction:
    one that is undone leaves no gap. Raises SeriesExhausted.
    """
    Funder.objects.select_for_update().get(pk=funder.pk)
    year = now.astimezone(STOCKHOLM).year
    taken = IssuedNumber.objects.filter(funder=funder, year=year)
    own = taken.exclude(purpose=NumberPurpose.IMPORTED)
    serial = (own.aggregate(highest=Max("serial"))["highest"] or 0) + 1
    skipped = set(
        taken.filter(purpose=NumberPurpose.IMPORTED, serial__gte=serial).values_list("serial", flat=True)
    )
    while serial in skipped:
        serial += 1
    if serial > HIGHEST_SERIAL:
        raise SeriesExhausted(f"{funder.slug} has no free number left in {year}")
    number = IssuedNumber.objects.create(
        funder=funder, year=year, serial=serial, purpose=purpose, issued_at=now
    )
    return str(number)


def claim_number(funder: Funder, number: str, *, now: datetime) -> None:
    """Take a number that an import brought out of the series. Raises ValueError when it is no case number."""
    read = read_case_number(number)
    if read is None:
        raise ValueError("not a case number of the form YYYY-NNNNN")
    IssuedNumber.objects.get_or_create(
        funder=funder,
        year=read.year,
        serial=read.serial,
        defaults={"purpose": NumberPurpose.IMPORTED, "issued_at": now},
    )
