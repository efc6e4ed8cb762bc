"""Start an application in an open round."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from applications.actions.beats import note, require_open
from applications.actions.carry import carry_answers, carry_parties
from applications.actions.sections import guard
from applications.facts import form_of
from applications.models import Application, Participant, Party, SectionAnswer
from applications.sketches import continuation_of, invitations_of
from applications.snapshots import content_of, valid_snapshot
from registry.models import Round
from rulebook.access import Role
from rulebook.facts import PartyRole
from rulebook.verdict import Refused, say

MOST_OPEN_DRAFTS = 50
ONLY_INVITED = say(
    "Only those whose sketch was invited may apply in this round, and the sketch's coordinator begins."
)


@transaction.atomic
def start(*, round_id: int, actor: User, now: datetime) -> Application:
    """Make a draft with an empty coordinating party; the actor coordinates it.

    A round that follows a sketch round takes those whom it invited, with what stood in the sketch; whoever
    has begun already gets the same draft again.
    Raises Round.DoesNotExist for a round that is not public, Refused when it is not open to the actor.
    """
    User.objects.select_for_update().get(pk=actor.pk)
    round_ = Round.objects.select_related("form", "call__funder").get(
        pk=round_id, withdrawn_at__isnull=True, call__withdrawn_at__isnull=True, call__funder__is_own=True
    )
    application = Application(round=round_, created_at=now, changed_at=now)
    sketch = _invited_sketch(round_, actor)
    begun = continuation_of(sketch) if sketch else None
    if begun is not None:
        return begun
    require_open(application, arrived_at=now)
    if Application.objects.of_applicant(actor).filter(state="draft").count() >= MOST_OPEN_DRAFTS:
        raise Refused.because("drafts", say("You have fifty drafts. Discard one before you start another."))
    application.copied_from = sketch
    application.save()
    if sketch:
        _go_on(application, sketch, now)
    else:
        _begin(application, actor, now)
    note(application, "start", actor=actor.journal_name, now=now, round=round_.diarienummer)
    return application


def _begin(application: Application, actor: User, now: datetime) -> None:
    for section in form_of(application.round):
        SectionAnswer.objects.create(application=application, key=section.key, changed_at=now)
    party = Party.objects.create(application=application, role=PartyRole.COORDINATOR.value)
    guard(party, now=now)
    Participant.objects.create(
        application=application, user=actor, role=Role.COORDINATOR.value, party=party, joined_at=now
    )


def _invited_sketch(round_: Round, actor: User) -> Application | None:
    """The sketch that lets the actor into a round, locked; None where everybody may apply. Raises Refused."""
    if round_.follows_id is None:
        return None
    sketches = invitations_of(actor, round_)
    if not sketches:
        raise Refused.because("invited", ONLY_INVITED)
    # Two who begin at once become one: the second waits here, and then finds the first's draft.
    list(Application.objects.select_for_update().filter(pk__in=[one.pk for one in sketches]).order_by("pk"))
    return next((one for one in sketches if continuation_of(one) is None), sketches[-1])


def _go_on(application: Application, sketch: Application, now: datetime) -> None:
    """Carry over what was submitted in the sketch, and the people who take part in it."""
    document = content_of(valid_snapshot(sketch))
    carry_answers(document, application, now=now)
    parties = carry_parties(document, application, now=now)
    for one in sketch.participants.filter(ended_at__isnull=True):
        party = parties.get(one.party_id) if one.party_id else None
        Participant.objects.create(
            application=application,
            user_id=one.user_id,
            role=one.role,
            party=party,
            is_signatory=one.is_signatory,
            joined_at=now,
        )
