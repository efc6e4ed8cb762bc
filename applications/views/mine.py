"""The list of a person's own applications: each with its way, what to do next and by when."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from applications.asked import asked_of
from applications.models import SectionAnswer
from applications.overview import Own, overview_of
from applications.views.own import signed_in
from applications.views.pages import short_name
from registry.models import Round


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """List the person's applications, or tell where to begin."""
    now = timezone.now()
    cases = overview_of(signed_in(request), now=now)
    open_rounds = Round.objects.filter(
        withdrawn_at__isnull=True,
        call__withdrawn_at__isnull=True,
        call__funder__is_own=True,
        follows__isnull=True,
        opens_at__lte=now,
        closes_at__gte=now,
    ).select_related("call__funder")
    context = {
        "cases": [(one, _name(one)) for one in cases],
        "asked": asked_of(signed_in(request), [one.application for one in cases]),
        "open_rounds": open_rounds.order_by("closes_at")[:5],
    }
    return render(request, "applications/mine.html", context)


def _name(one: Own) -> str:
    titles: list[SectionAnswer] = getattr(one.application, "project", [])
    return short_name(titles[0].answers if titles else {})
