"""The final report of a running project."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.actions.report import ReportChanged, open_report, save_report
from applications.forms.report import OutputForm, ReportForm, output_forms
from applications.forms.typed import typed_form, version_in
from applications.models import Report
from applications.views.own import OwnCase, own_case
from applications.views.pages import Conflict, Difference, Problem, refusals_in, say_saved, show
from rulebook.verdict import Refused
from rulebook.workflow import Action


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the final report, save it or hand it in."""
    case = own_case(request, pk)
    if Action.REPORT not in case.actions:
        return redirect("applications:case", pk)
    standing = open_report(case.application)
    if request.method != "POST":
        form, rows = ReportForm.of_report(standing), output_forms(standing)
        return _page(request, case, form, rows, standing, standing.version if standing else 0)
    data = typed_form(request.POST)
    form, rows, version = ReportForm(data), output_forms(standing, data), version_in(request.POST)
    problems: list[Problem] = []
    if form.is_valid() and all(row.is_valid() for row in rows):
        try:
            return _save(request, case, form, rows, version)
        except ReportChanged as changed:
            return _changed(request, case, form, rows, changed.current)
        except Refused as refused:
            problems = refusals_in(case, form, refused)
    problems += [(f"#{row.prefix}", str(error)) for row in rows for error in _errors(row)]
    return _page(request, case, form, rows, standing, version, problems=problems, status=422)


def _errors(row: OutputForm) -> list[str]:
    return [str(error) for errors in row.errors.values() for error in errors]


def _save(
    request: HttpRequest, case: OwnCase, form: ReportForm, rows: list[OutputForm], version: int
) -> HttpResponse:
    submit = "submit" in request.POST
    save_report(
        application_id=case.application.pk,
        texts=form.texts(),
        outputs=[given for row in rows if (given := row.given())],
        money_used=form.cleaned_data["money_used"],
        version=version,
        submit=submit,
        actor=case.user,
        now=case.now,
    )
    if submit:
        messages.success(request, _("The final report is submitted."))
        return redirect("applications:case", case.application.pk)
    say_saved(request, case.now)
    return redirect("applications:report", case.application.pk)


def _page(
    request: HttpRequest,
    case: OwnCase,
    form: ReportForm,
    rows: list[OutputForm],
    standing: Report | None,
    version: int,
    *,
    problems: list[Problem] | None = None,
    conflict: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "rows": rows,
        "report": standing,
        "version": version,
        "problems": problems or [],
        "conflict": conflict,
    }
    return show(request, case, "report.html", context, status=status)


def _changed(
    request: HttpRequest, case: OwnCase, form: ReportForm, rows: list[OutputForm], current: Report
) -> HttpResponse:
    theirs = ReportForm.of_report(current)
    differences = tuple(
        Difference(str(form[name].label), str(theirs[name].value() or ""), str(form[name].value() or ""))
        for name in form.fields
        if (theirs[name].value() or "") != (form[name].value() or "")
    )
    conflict = Conflict("", current.changed_at, differences)
    return _page(request, case, form, rows, current, current.version, conflict=conflict, status=409)
