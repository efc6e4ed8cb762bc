"""Writing a funder whose projects an import brings."""

from datetime import datetime

from django.db import transaction

from journal.record import record
from registry.models import Funder


@transaction.atomic
def registered_funder(
    *, slug: str, name_sv: str, name_en: str = "", organisation_number: str = "", now: datetime, actor: str
) -> Funder:
    """Return the funder with this slug, made if it is new; one that exists keeps what it says."""
    funder, is_new = Funder.objects.get_or_create(
        slug=slug,
        defaults={"name_sv": name_sv, "name_en": name_en, "organisation_number": organisation_number},
    )
    if is_new:
        record(
            actor=actor,
            action="register",
            object_kind="registry.funder",
            object_id=funder.pk,
            now=now,
            content=slug,
        )
    return funder
