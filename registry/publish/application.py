"""Publishing that an application was granted or refused."""

from datetime import datetime

from django.db import transaction

from registry.facts import ApplicationFacts
from registry.models import ApplicationOutcome, Call, Funder, PublishedApplicant, PublishedApplication
from registry.publish.change import announce
from registry.publish.organisation import written_organisation


@transaction.atomic
def publish_application(facts: ApplicationFacts, *, now: datetime, actor: str) -> PublishedApplication:
    """Write a decided application under its funder and number.

    Raises Funder.DoesNotExist, Call.DoesNotExist.
    """
    funder = Funder.objects.get(slug=facts.funder_slug)
    call = Call.objects.get(funder=funder, diarienummer=facts.call_diarienummer)
    known = PublishedApplication.objects.select_for_update()
    row = known.filter(funder=funder, diarienummer=facts.diarienummer).first()
    row = row or PublishedApplication(funder=funder, diarienummer=facts.diarienummer, version=0)
    row.call, row.programme = call, call.programme
    row.title_sv, row.title_en = facts.title_sv, facts.title_en
    row.outcome = (ApplicationOutcome.GRANTED if facts.granted else ApplicationOutcome.REFUSED).value
    row.amount_sought, row.decided_on = facts.amount_sought, facts.decided_on
    row.version, row.updated_at, row.withdrawn_at = row.version + 1, now, None
    row.save()
    row.applicants.all().delete()
    for party in facts.parties:
        organisation = written_organisation(party, now=now, actor=actor)
        PublishedApplicant.objects.create(
            application=row, organisation=organisation, is_coordinator=party.is_coordinator
        )
    announce("application", row, action="publish", actor=actor, now=now, content=row.outcome)
    return row
