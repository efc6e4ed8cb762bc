"""Calls in several steps: which round is a sketch, who is invited to the full one, how two cases are linked.

A round `follows` the sketch round that invites to it. A full application carries `copied_from`: its sketch.
"""

from django.db.models import Q

from accounts.models import User
from applications.models import Application
from registry.models import Round
from rulebook.access import Role
from rulebook.states import State


def is_sketch(round_: Round) -> bool:
    """Whether applications in the round are sketches, to be invited to a full application or not."""
    return round_.followed_by.filter(withdrawn_at__isnull=True).exists()


def full_round(application: Application) -> Round | None:
    """The round that an invited sketch may go on to; None for everything else."""
    if application.stands is not State.INVITED:
        return None
    told = application.round.followed_by.filter(withdrawn_at__isnull=True, call__withdrawn_at__isnull=True)
    return told.select_related("call__funder").order_by("opens_at").last()


def invitations_of(user: User, round_: Round) -> list[Application]:
    """The person's sketches that are invited to a round, those that they coordinate, oldest first."""
    coordinates = Q(
        participants__user=user,
        participants__role=Role.COORDINATOR.value,
        participants__ended_at__isnull=True,
    )
    found = Application.objects.filter(coordinates, state=State.INVITED.value, round=round_.follows_id)
    return list(found.order_by("submitted_at", "pk").distinct())


def continuation_of(sketch: Application) -> Application | None:
    """The full application that goes on from a sketch, if it has been begun."""
    return Application.objects.filter(copied_from=sketch, round__follows=sketch.round_id).first()


def received_continuation(sketch: Application) -> Application | None:
    """The full application once the funder has received it: a draft is the applicants' own."""
    begun = continuation_of(sketch) if sketch.stands is State.INVITED else None
    return begun if begun is not None and begun.stands is not State.DRAFT else None


def sketch_of(application: Application) -> Application | None:
    """The sketch that a full application goes on from; None in a call of one step."""
    origin = application.copied_from
    follows = application.round.follows_id
    return origin if origin is not None and follows is not None and origin.round_id == follows else None
