"""What the pages of an applicant's case share: their context, refusals, what others wrote meanwhile."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.kept import writer_mark
from applications.checklist import field_url
from applications.models import SectionAnswer
from applications.views.own import OwnCase
from rulebook.verdict import Refused, Verdict
from wording.speak import clock, sentence

Problem = tuple[str, str]


@dataclass(frozen=True)
class Difference:
    """One field that two people wrote differently: as words, who wrote theirs, and when (UTC).

    `field` is empty where people can't choose here; `may_join` says whether both texts can stand together.
    """

    label: str
    theirs: str
    mine: str
    field: str = ""
    who: str = ""
    at: datetime | None = None
    may_join: bool = False


@dataclass(frozen=True)
class Conflict:
    """What somebody else saved after the page was opened: who, when (UTC), and every field that differs."""

    who: str
    at: datetime
    differences: tuple[Difference, ...]


def conflict_with(current: SectionAnswer, differences: Iterable[Difference]) -> Conflict:
    """Tell of the save that came between."""
    who = str(current.changed_by) if current.changed_by else ""
    return Conflict(who, current.changed_at, tuple(differences))


def show(
    request: HttpRequest, case: OwnCase, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Render a page of a case with its checklist."""
    shared = {
        "case": case,
        "application": case.application,
        "round": case.application.round,
        "call": case.application.round.call,
        "case_trail": [
            (_("My applications"), reverse("applications:mine")),
            (Truncator(name_of(case)).chars(60), reverse("applications:case", args=[case.application.pk])),
        ],
        "case_name": name_of(case),
        "writer": SimpleLazyObject(lambda: writer_mark(case.user)),
        "mark": SimpleLazyObject(lambda: case.marks.get(getattr(context.get("section"), "key", ""))),
    }
    return render(request, f"applications/{template}", {**shared, **context}, status=status)


def name_of(case: OwnCase) -> str:
    """Return the project's title as it stands in the application, or that it has none yet."""
    return short_name(case.document["sections"].get("project", {}))


def short_name(answers: Mapping[str, str]) -> str:
    """Return a title from a section's answers, or words for an application without one."""
    title = str(answers.get("title_sv", "")).strip() or str(answers.get("title_en", "")).strip()
    return title[:200] or _("Application without a title")


def problems_in(case: OwnCase, verdict: Verdict) -> list[Problem]:
    """Return what an action refused as links and sentences for the error summary."""
    return [
        (field_url(case.application, finding.field, case.form), sentence(finding.sentence))
        for finding in verdict.findings
        if finding.stops
    ]


def refusals_in(case: OwnCase, form: BaseForm, refused: Refused) -> list[Problem]:
    """Put what an action refused beside its fields; return what belongs to none of them."""
    others = []
    for finding in refused.verdict.findings:
        if finding.field in form.fields:
            form.add_error(finding.field, sentence(finding.sentence))
        else:
            others.append(finding)
    return problems_in(case, Verdict.of(others))


def say_saved(request: HttpRequest, now: datetime) -> None:
    """Tell the person that what they wrote is kept, and when."""
    messages.success(request, _("Saved %(time)s.") % {"time": clock(now)})
