"""A case's own page: a draft's task list; afterwards the way it goes, the decision, what can be done."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from applications.access import sees
from applications.correspondence import threads_of
from applications.models import Application, Decision, Report
from applications.progress import tasks_of
from applications.sketches import continuation_of, full_round, is_sketch, sketch_of
from applications.stages import Stage, review_began, stages_of, tag_for, word_for
from applications.views.own import OwnCase, own_case
from applications.views.pages import show
from applications.views.people import people_of
from applications.views.talk import talk_of
from registry.models import Project
from rulebook.access import Part
from rulebook.reporting import Lateness, lateness
from rulebook.states import State
from rulebook.window import swedish_day
from rulebook.workflow import Action


@login_required
@require_safe
def case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a case to one of its applicants."""
    own = own_case(request, pk)
    context = {
        "state": word_for(own.application.stands),
        "tag": tag_for(own.application.stands),
        **people_of(own),
        "may": {action.value: action in own.actions for action in Action},
    }
    if own.application.stands is State.DRAFT:
        context |= {
            "tasks": tasks_of(own.seen_form, own.document, own.verdict, own.done),
            "talk": talk_of(own),
        }
        return show(request, own, "draft.html", context)
    if own.application.stands is State.UNLOCKED:
        context |= {
            "tasks": tasks_of(own.seen_form, own.document, own.verdict, own.done),
            "talk": talk_of(own),
        }
    return show(request, own, "case.html", {**context, **_received(own)})


def _received(own: OwnCase) -> dict[str, Any]:
    """What only a received case has: versions, the decision and the report, where they may be seen."""
    application, user, now = own.application, own.user, own.now
    decision: Decision | None = None
    report: Report | None = None
    if sees(application, user, Part.DECISION, now=now):
        signed = application.decisions.filter(signed_at__isnull=False).select_related("signed_by")
        decision = signed.order_by("number").last()
    if sees(application, user, Part.REPORT, now=now):
        report = application.reports.order_by("number").last()
    due = decision.final_report_due if decision else None
    late = lateness(due, now.date(), application.stands is not State.RUNNING) if due else Lateness.NOT_DUE
    rows = list(decision.rows.select_related("party")) if decision else []
    shown = sees(application, user, Part.LETTERS, now=now)
    return {
        "threads": threads_of(application, today=swedish_day(now)) if shown else (),
        "sketch": sketch_of(application),
        "continuation": continuation_of(application),
        "next_round": full_round(application),
        "decision": decision,
        "decided_as": word_for(State(decision.kind)).lower() if decision else "",
        "rows": rows,
        "granted": sum(row.amount for row in rows),
        "project_url": _project_address(application),
        "report": report,
        "is_overdue": late is Lateness.OVERDUE,
        "stages": _stages(application, decision, report),
        "snapshots": application.snapshots.select_related("submitted_by").order_by("-number"),
    }


def _stages(application: Application, decision: Decision | None, report: Report | None) -> tuple[Stage, ...]:
    return stages_of(
        application,
        decision,
        report,
        reviewed_from=review_began(application),
        is_sketch=is_sketch(application.round),
    )


def _project_address(application: Application) -> str:
    """Return where the public project stands, if there is one."""
    told = Project.objects.select_related("funder").filter(
        funder=application.round.call.funder,
        diarienummer=application.case_number,
        withdrawn_at__isnull=True,
    )
    project = told.first() if application.case_number else None
    return project.get_absolute_url() if project else ""
