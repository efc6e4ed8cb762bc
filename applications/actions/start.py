"""Start an application in an open round."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from applications.actions.beats import note, require_open
from applications.actions.sections import guard
from applications.facts import form_of
from applications.models import Application, Participant, Party, SectionAnswer
from registry.models import Round
from rulebook.access import Role
from rulebook.facts import PartyRole
from rulebook.verdict import Refused, say

MOST_OPEN_DRAFTS = 50


@transaction.atomic
def start(*, round_id: int, actor: User, now: datetime) -> Application:
    """Make a draft with an empty coordinating party; the actor coordinates it.

    Raises Round.DoesNotExist for a round that is not public, Refused when it is not open.
    """
    User.objects.select_for_update().get(pk=actor.pk)
    round_ = Round.objects.select_related("form", "call__funder").get(
        pk=round_id, withdrawn_at__isnull=True, call__withdrawn_at__isnull=True, call__funder__is_own=True
    )
    application = Application(round=round_, created_at=now, changed_at=now)
    require_open(application, arrived_at=now)
    if Application.objects.of_applicant(actor).filter(state="draft").count() >= MOST_OPEN_DRAFTS:
        raise Refused.because("drafts", say("You have fifty drafts. Discard one before you start another."))
    application.save()
    for section in form_of(round_):
        SectionAnswer.objects.create(application=application, key=section.key, changed_at=now)
    party = Party.objects.create(application=application, role=PartyRole.COORDINATOR.value)
    guard(party, now=now)
    Participant.objects.create(
        application=application, user=actor, role=Role.COORDINATOR.value, party=party, joined_at=now
    )
    note(application, "start", actor=actor.journal_name, now=now, round=round_.diarienummer)
    return application
