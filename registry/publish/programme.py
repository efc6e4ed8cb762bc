"""Publishing a programme."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from registry.facts import ProgrammeFacts
from registry.models import NumberPurpose, Programme
from registry.numbers import issue_number
from registry.publish.change import announce, apply, own_funder


@transaction.atomic
def publish_programme(facts: ProgrammeFacts, *, now: datetime, actor: str) -> Programme:
    """Write a programme of the own funder; it gets its number the first time."""
    values = {name: value for name, value in asdict(facts).items() if name != "key"}
    programme = Programme.objects.select_for_update().filter(key=facts.key).first()
    if programme is None:
        funder = own_funder()
        number = issue_number(funder, NumberPurpose.PROGRAMME, now=now)
        programme = Programme(funder=funder, key=facts.key, diarienummer=number, version=0)
    elif not apply(programme, values):
        return programme
    apply(programme, values)
    programme.version += 1
    programme.updated_at = now
    programme.save()
    announce("programme", programme, action="publish", actor=actor, now=now, content=_as_json(values))
    return programme


def _as_json(values: dict[str, object]) -> dict[str, object]:
    return {name: str(value) if value is not None else None for name, value in values.items()}
