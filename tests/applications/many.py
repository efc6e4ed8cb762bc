"""Many filled applications at once: copies of one, row by row, in a few statements."""

from typing import TypeVar
from uuid import UUID, uuid4

from django.db import models

from applications.models import Application, BudgetLine, Participant, Party, SectionAnswer

Row = TypeVar("Row", bound=models.Model)


def many_like(application: Application, count: int) -> list[UUID]:
    """Copy a filled application `count` times, with what it takes to submit it; return the copies' ids."""
    made = [_copy_of(application) for _turn in range(count)]
    Application.objects.bulk_create(made)
    parties = {
        (copy.pk, party.pk): _copy_of(party, application=copy)
        for copy in made
        for party in application.parties.all()
    }
    Party.objects.bulk_create(parties.values())
    Participant.objects.bulk_create(
        _copy_of(row, application=copy) for copy in made for row in application.participants.all()
    )
    BudgetLine.objects.bulk_create(
        _copy_of(line, party=party)
        for (_case, original), party in parties.items()
        for line in BudgetLine.objects.filter(party=original)
    )
    sections = []
    for copy in made:
        for row in application.sections.all():
            kind, colon, owner = row.key.partition(":")
            key = f"{kind}:{parties[copy.pk, UUID(owner)].pk.hex}" if colon else kind
            sections.append(_copy_of(row, application=copy, key=key))
    SectionAnswer.objects.bulk_create(sections)
    return [one.pk for one in made]


def _copy_of(row: Row, **changed: object) -> Row:
    """Return an unsaved copy of a row, with an id of its own where ids are drawn."""
    fields = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    key = row._meta.pk
    fields[key.attname] = uuid4() if isinstance(key, models.UUIDField) else None
    for name in changed:
        fields.pop(row._meta.get_field(name).attname, None)  # type: ignore[union-attr]
    return type(row)(**fields, **changed)
