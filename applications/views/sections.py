"""The sections of an application: questions here, parties, budget and attachments on pages of their own."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.views.decorators.http import require_http_methods

from applications.actions.save import save
from applications.actions.sections import SectionChanged
from applications.forms.answers import AnswersForm
from applications.forms.typed import typed_form, version_in
from applications.models import SectionAnswer
from applications.views import attachments, budget, parties
from applications.views.own import OwnCase, own_case
from applications.views.pages import (
    Conflict,
    Difference,
    Problem,
    conflict_with,
    problems_in,
    say_saved,
    show,
)
from rulebook.questions import Section, SectionKind
from rulebook.verdict import Answer, Refused
from wording.speak import in_language


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """Show a section of the form and keep what is typed into it."""
    case = own_case(request, pk)
    chosen = case.section(key)
    if request.method != "POST" and not case.may_write:
        return redirect(resolve_url("applications:submit", pk) + f"#{chosen.key}")
    match chosen.kind:
        case SectionKind.PARTIES:
            return parties.overview(request, case, chosen)
        case SectionKind.BUDGET:
            return budget.overview(request, case, chosen)
        case SectionKind.ATTACHMENTS:
            return attachments.overview(request, case, chosen)
        case SectionKind.QUESTIONS:
            return questions(request, case, chosen)


def questions(request: HttpRequest, case: OwnCase, chosen: Section) -> HttpResponse:
    """Show questions with what stands there, or save what was typed and go on."""
    row = case.application.sections.get(key=chosen.key)
    if request.method != "POST":
        return _page(request, case, chosen, AnswersForm.of_answers(chosen, row.answers), row.version)
    form = AnswersForm(chosen, typed_form(request.POST))
    try:
        save(
            application_id=case.application.pk,
            key=chosen.key,
            answers=form.answers(),
            version=version_in(request.POST),
            actor=case.user,
            now=case.now,
        )
    except Refused as refused:
        problems = problems_in(case, refused.verdict)
        version = version_in(request.POST)
        return _page(request, case, chosen, form, version, problems=problems, status=422)
    except SectionChanged as changed:
        return _changed(request, case, chosen, form, changed.current)
    say_saved(request, case.now)
    following = case.next_section(chosen)
    if "go_on" in request.POST and form.is_valid():
        if following is None:
            return redirect("applications:case", case.application.pk)
        return redirect("applications:section", case.application.pk, following.key)
    return redirect("applications:section", case.application.pk, chosen.key)


def _page(
    request: HttpRequest,
    case: OwnCase,
    chosen: Section,
    form: AnswersForm,
    version: int,
    *,
    problems: list[Problem] | None = None,
    conflict: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "section": chosen,
        "next": case.next_section(chosen),
        "form": form,
        "questions": [(field, _said_of(case, chosen, field.name)) for field in form],
        "version": version,
        "problems": problems or [],
        "conflict": conflict,
    }
    return show(request, case, "section.html", context, status=status)


def _said_of(case: OwnCase, chosen: Section, name: str) -> list[object]:
    """What the rules say of one field, besides whether it is answered and well-formed."""
    return [
        check
        for check in case.checklist.checks
        if check.finding.field == f"{chosen.key}.{name}"
        and check.finding.rule not in ("answer", "complete")
        and check.finding.answer in (Answer.NOT_MET, Answer.JUDGE)
    ]


def _changed(
    request: HttpRequest, case: OwnCase, chosen: Section, form: AnswersForm, current: SectionAnswer
) -> HttpResponse:
    """Show both texts side by side; the form keeps the person's own, over the version that stands."""
    mine = form.answers()
    differences = [
        Difference(in_language(question.label_sv, question.label_en), theirs, mine[question.key])
        for question in chosen.questions
        if question.key in mine
        and (theirs := str(current.answers.get(question.key, ""))) != mine[question.key]
    ]
    conflict = conflict_with(current, differences)
    return _page(request, case, chosen, form, current.version, conflict=conflict, status=409)
