"""The list of a person's own applications: drafts first, each with what to do next."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.access import own_cases, with_titles
from applications.models import Application, SectionAnswer
from applications.stages import tag_for, word_for
from applications.views.own import signed_in
from applications.views.pages import short_name
from registry.models import Round
from rulebook.states import State
from wording.speak import moment

SOON = timedelta(days=7)
_OPEN_FIRST = {State.DRAFT: 0, State.UNLOCKED: 0, State.GRANTED: 1, State.RUNNING: 1}


@dataclass(frozen=True)
class Own:
    """One line of the list."""

    application: Application
    name: str
    state: str
    tag: str
    next: str
    is_soon: bool


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """List the person's applications, or tell where to begin."""
    now = timezone.now()
    cases = with_titles(own_cases(signed_in(request)))
    found = sorted(cases, key=lambda one: (_rank(one, now), -one.changed_at.timestamp()))
    open_rounds = Round.objects.filter(
        withdrawn_at__isnull=True, call__withdrawn_at__isnull=True, opens_at__lte=now, closes_at__gte=now
    ).select_related("call__funder")
    context = {
        "cases": [_own(application, now) for application in found],
        "open_rounds": open_rounds.order_by("closes_at")[:5],
    }
    return render(request, "applications/mine.html", context)


def _rank(application: Application, now: datetime) -> int:
    if application.stands is State.DRAFT and application.round.closes_at < now:
        return 9
    return _OPEN_FIRST.get(application.stands, 5)


def _own(application: Application, now: datetime) -> Own:
    project: list[SectionAnswer] = getattr(application, "project", [])
    closes = application.round.closes_at
    missed = application.stands is State.DRAFT and closes < now
    writes = application.stands in (State.DRAFT, State.UNLOCKED) and not missed
    return Own(
        application=application,
        name=short_name(project[0].answers if project else {}),
        state=_("Not submitted") if missed else word_for(application.stands),
        tag="tag--quiet" if missed else tag_for(application.stands),
        next=_next(application, missed),
        is_soon=writes and closes - now <= SOON,
    )


def _next(application: Application, missed: bool) -> str:
    closes = moment(application.round.closes_at)
    if missed:
        return _("The round closed %(moment)s, and the application was not submitted.") % {"moment": closes}
    match application.stands:
        case State.DRAFT:
            return _("Fill it in and submit it no later than %(moment)s.") % {"moment": closes}
        case State.UNLOCKED:
            return _(
                "The version that you submitted counts until you submit again, no later than %(moment)s."
            ) % {"moment": closes}
        case State.SUBMITTED | State.IN_REVIEW | State.PREPARED:
            return _("We are handling the application. We mail you when there is a decision.")
        case State.GRANTED | State.RESERVE | State.REFUSED | State.EARLY_REFUSED | State.DISMISSED:
            return _("Read the decision.")
        case State.RUNNING:
            return _("Write the final report when the project has ended.")
        case State.REPORTED:
            return _("We are reading the final report.")
        case _:
            return _("There is nothing more to do.")
