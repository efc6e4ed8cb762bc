"""Letters from the funder, on the applicants' side: read one, answer it with files."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.access import sees
from applications.actions.answer_letter import LETTER_SLOT, MOST_FILES, answer_letter
from applications.arrival import arrived_at
from applications.correspondence import Thread, threads_of
from applications.forms.letter import ENDINGS, AnswerForm
from applications.forms.typed import typed_form
from applications.models import Letter
from applications.views.own import OwnCase, own_case
from applications.views.pages import Problem, refusals_in, show
from rulebook.access import Part
from rulebook.verdict import Refused
from rulebook.window import swedish_day
from rulebook.workflow import Action


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, pk: UUID, letter_id: UUID) -> HttpResponse:
    """Show a letter with its answers; take a new answer on POST."""
    case = own_case(request, pk)
    thread = _thread(case, letter_id)
    if request.method != "POST":
        return _page(request, case, thread, AnswerForm())
    form = AnswerForm(typed_form(request.POST), request.FILES)
    problems: list[Problem] = []
    if form.is_valid():
        try:
            sent = answer_letter(
                application_id=pk,
                answers=letter_id,
                actor=case.user,
                arrived_at=arrived_at(request),
                now=case.now,
                letter_id=form.cleaned_data["letter_id"],
                text=form.cleaned_data["text"],
                files=form.cleaned_data["attached"],
            )
        except Refused as refused:
            problems = refusals_in(case, form, refused)
        except Letter.DoesNotExist:
            raise Http404 from None
        else:
            number = f"{case.application.case_number}_{sent.document}"
            messages.success(
                request, _("Your answer is received as document %(number)s.") % {"number": number}
            )
            return redirect(request.path)
    return _page(request, case, thread, form, problems=problems, status=422)


def _thread(case: OwnCase, letter_id: UUID) -> Thread:
    if sees(case.application, case.user, Part.LETTERS, now=case.now):
        for thread in threads_of(case.application, today=swedish_day(case.now)):
            if thread.letter.pk == letter_id:
                return thread
    raise Http404


def _page(
    request: HttpRequest,
    case: OwnCase,
    thread: Thread,
    form: AnswerForm,
    *,
    problems: list[Problem] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "thread": thread,
        "form": form,
        "problems": problems or [],
        "may_answer": Action.ANSWER_LETTER in case.actions,
        "endings": ENDINGS,
        "megabytes": LETTER_SLOT.megabytes,
        "most": MOST_FILES,
    }
    return show(request, case, "letter.html", context, status=status)
