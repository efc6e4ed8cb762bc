"""The sections of an application: questions here, parties, budget and attachments on pages of their own."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, resolve_url
from django.views.decorators.http import require_http_methods

from accounts.kept import kept, let_go, wants_json, writers_only
from accounts.session import prolong_by_writing
from applications.actions.save import save
from applications.actions.sections import SectionChanged, section_of
from applications.contacts import fetched
from applications.forms.answers import AnswersForm
from applications.forms.marks import choices_in, marks_as_text, marks_in, sent_in
from applications.forms.typed import typed_form, version_in
from applications.merging import marks_of
from applications.models import SectionAnswer
from applications.views import attachments, autosave, budget, parties
from applications.views.choosing import chosen, conflict_in, told_of_answer
from applications.views.own import OwnCase, own_case
from applications.views.pages import Conflict, Problem, problems_in, say_saved, show
from applications.views.rows import files_in, onward
from applications.views.talk import together_in
from rulebook.questions import Section, SectionKind
from rulebook.verdict import Answer, Refused


@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """Show a section of the form and keep what is typed into it."""
    case = own_case(request, pk)
    asked = case.section(key)
    if request.method != "POST" and not case.may_write and kept(request) is None:
        return redirect(resolve_url("applications:submit", pk) + f"#{asked.key}")
    match asked.kind:
        case SectionKind.PARTIES:
            return parties.overview(request, case, asked)
        case SectionKind.BUDGET:
            return budget.overview(request, case, asked)
        case SectionKind.ATTACHMENTS:
            return attachments.overview(request, case, asked)
        case SectionKind.QUESTIONS:
            return questions(request, case, asked)


def questions(request: HttpRequest, case: OwnCase, asked: Section) -> HttpResponse:
    """Show questions with what stands there, or save what was typed and go on."""
    row = section_of(case.application, asked.key)
    if request.method == "POST":
        return _save(request, case, asked, row)
    unsaved = kept(request)
    if unsaved is None:
        answers = {**row.answers, **fetched(case.user, asked, request.GET.get("fetch", ""))}
        form = AnswersForm.of_answers(asked, answers, more=request.GET.get("more", ""))
        return _page(request, case, asked, form, row)
    return _page(request, case, asked, AnswersForm(asked, typed_form(unsaved)), row, of=unsaved)


def _save(request: HttpRequest, case: OwnCase, asked: Section, row: SectionAnswer) -> HttpResponse:
    if "leave" in request.POST:
        let_go(request)
        return redirect(request.path)
    form, sent = AnswersForm(asked, typed_form(request.POST)), sent_in(request.POST)
    answers = {name: text for name, text in form.answers().items() if sent is None or name in sent}
    try:
        row = save(
            application_id=case.application.pk,
            key=asked.key,
            answers=chosen(answers, choices_in(request.POST), row.answers),
            version=version_in(request.POST),
            base=marks_in(request.POST) or {},
            actor=case.user,
            now=case.now,
        )
    except Refused as refused:
        if wants_json(request):
            return autosave.refused(refused.verdict.findings)
        problems = problems_in(case, refused.verdict)
        return _page(request, case, asked, form, row, of=request.POST, problems=problems, status=422)
    except SectionChanged as changed:
        return _changed(request, case, asked, changed)
    prolong_by_writing(request, now=case.now)
    if sent is None or "restored" in request.POST:
        let_go(request)
    if wants_json(request):
        return autosave.saved(row, marks_of(row.answers, answers), now=case.now)
    say_saved(request, case.now)
    return _go_on(request, case, asked, form)


def _go_on(request: HttpRequest, case: OwnCase, asked: Section, form: AnswersForm) -> HttpResponse:
    """Lead on to what the pressed button says; to the section again where something is wrong."""
    here = resolve_url("applications:section", case.application.pk, asked.key)
    if "files" in request.POST and asked.slots:
        return redirect("applications:section_files", case.application.pk, asked.key)
    following = case.next_section(asked)
    if "go_on" in request.POST and form.is_valid():
        if following is None:
            return redirect("applications:case", case.application.pk)
        return redirect("applications:section", case.application.pk, following.key)
    return redirect(here + onward(request.POST, form))


def _page(
    request: HttpRequest,
    case: OwnCase,
    asked: Section,
    form: AnswersForm,
    row: SectionAnswer,
    *,
    of: QueryDict | None = None,
    problems: list[Problem] | None = None,
    conflict: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the form over the section as it stands, or over what a page that was sent (`of`) had shown."""
    sent_marks = marks_in(of) if of is not None else None
    marks = marks_of(row.answers, (question.key for question in asked.questions))
    context = {
        "section": asked,
        "next": case.next_section(asked),
        "form": form,
        "questions": [(entry, _said_of(case, asked, entry.key)) for entry in form.entries()],
        "removing": request.GET.get("remove", ""),
        "files": files_in(case, asked),
        "version": row.version if of is None else version_in(of),
        "bases": marks_as_text(marks if of is None else sent_marks or {}),
        "is_unsaved": of is not None and request.method != "POST",
        "together": together_in(case, asked.key),
        "problems": problems or [],
        "conflict": conflict,
    }
    return show(request, case, "section.html", context, status=status)


def _said_of(case: OwnCase, asked: Section, name: str) -> list[object]:
    """What the rules say of one field, besides whether it is answered and well-formed."""
    return [
        check
        for check in case.checklist.checks
        if check.finding.field == f"{asked.key}.{name}"
        and check.finding.rule not in ("answer", "complete")
        and check.finding.answer in (Answer.NOT_MET, Answer.JUDGE)
    ]


def _changed(request: HttpRequest, case: OwnCase, asked: Section, changed: SectionChanged) -> HttpResponse:
    """Show both texts side by side; the form keeps the person's own, over what stands there now."""
    row = changed.current
    conflict = conflict_in(case, changed, lambda clash: told_of_answer(asked.questions, clash))
    if wants_json(request):
        theirs = {clash.field: clash.theirs for clash in changed.clashes}
        return autosave.clashed(row, conflict, theirs, marks_of(row.answers, sent_in(request.POST) or ()))
    let_go(request)
    mine = {clash.field: clash.mine for clash in changed.clashes}
    form = AnswersForm.of_answers(asked, {**row.answers, **mine})
    return _page(request, case, asked, form, row, conflict=conflict, status=409)
