"""“Can we apply?”: a round's questions and the answer of its own rules. Nothing is stored or logged."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from registry.models import Round
from registry.openings import OpeningState, state_of
from registry.self_check.answer import answer_of, verdict_on
from registry.self_check.asked import MOST_PARTIES, asked_by, clauses_of
from registry.self_check.facts import facts_of, without_number
from registry.self_check.sheet import heading, sheet_of
from registry.self_check.typed import Typed, typed_in, with_one_more, without_party

_NOTHING = Typed({}, 0)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def self_check(request: HttpRequest, funder: str, number: str, round_number: str) -> HttpResponse:
    """Ask, and answer what is posted. A round that is closed or has no rules leads to its call."""
    round_ = _round(funder, number, round_number)
    now = timezone.now()
    clauses, state = clauses_of(round_.rules), state_of(round_, now)
    if clauses is None or state is OpeningState.CLOSED:
        return HttpResponseRedirect(round_.call.get_absolute_url())
    typed, answers = _asked_for(request.POST) if request.method == "POST" else (_NOTHING, False)
    asked = asked_by(clauses)
    judged = answers or bool(typed.refused)
    sheet = sheet_of(asked, typed, judged=judged)
    context: dict[str, Any] = {
        "call": round_.call,
        "round": round_,
        "state": state,
        "asked": asked,
        "project": sheet.project,
        "parties": [(at, heading(form), form) for at, form in enumerate(sheet.parties, start=1)],
        "may_add": len(sheet.parties) < MOST_PARTIES,
        "problems": sheet.problems() if judged else [],
    }
    if answers and sheet.is_valid:
        facts = facts_of(sheet.project, sheet.parties, asked, round_=round_, now=now)
        context["answer"] = answer_of(verdict_on(facts, clauses, asked), sheet.labels())
        context["assumed"] = without_number(sheet.parties)
    return render(request, "registry/self_check.html", context)


def _round(funder: str, number: str, round_number: str) -> Round:
    told = Round.objects.filter(withdrawn_at__isnull=True, call__withdrawn_at__isnull=True)
    return get_object_or_404(
        told.select_related("call__funder", "call__programme__funder", "rules"),
        call__funder__slug=funder,
        call__diarienummer=number,
        diarienummer=round_number,
    )


def _asked_for(data: QueryDict) -> tuple[Typed, bool]:
    """Return what was typed, with a party more or less if so asked, and whether to answer."""
    typed = typed_in(data)
    if "add" in data:
        return with_one_more(typed), False
    place = data.get("remove", "")
    if place:
        is_place = place.isascii() and place.isdigit() and len(place) <= 2
        return (without_party(typed, int(place)) if is_place else typed), False
    return typed, True
