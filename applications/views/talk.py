"""Who writes an application together: comments on a section, questions handed over, who is there now."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.kept import kept, let_go, writers_only
from accounts.session import seconds_left
from applications.actions.comment import LONGEST, reopen_comment, settle_comment, write_comment
from applications.actions.hand_over import LONGEST_NOTE, finish, hand_over, take_back
from applications.forms.talk import CommentForm, HandoverForm
from applications.models import Comment, Handover
from applications.places import Place, places_in
from applications.presence import BEAT, be_here, leave
from applications.together import Talk, Together, talk_by_section
from applications.views.own import OwnCase, own_case
from applications.views.pages import Problem, problems_in, refusals_in, show
from rulebook.verdict import Refused


def together_in(case: OwnCase, key: str) -> Together:
    """Return what those who write a section together see of each other."""
    return Together(case.application, key, case.user)


def talk_of(case: OwnCase) -> dict[str, Talk]:
    """Return what the task list says of each section of the form."""
    places = places_in(case.application.pk, case.document, case.form, case.viewer)
    return talk_by_section(case.application, places)


def _place(case: OwnCase, key: str) -> Place:
    place = places_in(case.application.pk, case.document, case.form, case.viewer).get(key)
    if place is None:
        raise Http404
    return place


@writers_only
@require_POST
def here(request: HttpRequest, pk: UUID, key: str) -> JsonResponse:
    """Take a sign of life from a page that is open in a section; say who else is there.

    `left` is how many seconds the session lasts, `beat` how many until the next sign is due.
    """
    case = own_case(request, pk)
    _place(case, key)
    if "gone" in request.POST:
        leave(pk, key, case.user.pk)
        return JsonResponse({})
    be_here(pk, key, case.user.pk)
    left = seconds_left(request, now=case.now)
    return JsonResponse({"here": together_in(case, key).here, "left": left, "beat": BEAT})


@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
def talk(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """Show what is said of a section and who has been asked to answer; do one of the steps on POST."""
    case = own_case(request, pk)
    place = _place(case, key)
    if request.method != "POST":
        return _page(request, case, place)
    step = _STEPS.get(request.POST.get("step", ""))
    if step is None:
        raise Http404
    try:
        answer = step(request, case, place)
    except (Comment.DoesNotExist, Handover.DoesNotExist):
        raise Http404 from None
    except Refused as refused:
        return _page(request, case, place, problems=problems_in(case, refused.verdict))
    if answer is None:
        let_go(request)
    return answer or redirect("applications:talk", pk, key)


def _comment(request: HttpRequest, case: OwnCase, place: Place) -> HttpResponse | None:
    form = CommentForm(place, request.POST, limit=LONGEST)
    if not form.is_valid():
        return _page(request, case, place, comment=form)
    try:
        write_comment(
            application_id=case.application.pk,
            section=place.key,
            question=form.cleaned_data.get("question", ""),
            text=form.cleaned_data["text"],
            actor=case.user,
            now=case.now,
        )
    except Refused as refused:
        return _page(request, case, place, comment=form, problems=refusals_in(case, form, refused))
    messages.success(request, _("The comment has been added."))
    return None


def _hand(request: HttpRequest, case: OwnCase, place: Place) -> HttpResponse | None:
    people = together_in(case, place.key).people
    form = HandoverForm(place, people, request.POST, limit=LONGEST_NOTE)
    if not form.is_valid():
        return _page(request, case, place, handing=form)
    try:
        handed = hand_over(
            application_id=case.application.pk,
            section=place.key,
            question=form.cleaned_data.get("question", ""),
            to=int(form.cleaned_data["to"]),
            words=form.cleaned_data["words"],
            actor=case.user,
            now=case.now,
        )
    except Refused as refused:
        return _page(request, case, place, handing=form, problems=refusals_in(case, form, refused))
    messages.success(request, _("%(name)s has been asked to answer.") % {"name": handed.to})
    return None


def _number(request: HttpRequest) -> int:
    text = request.POST.get("id", "")
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404
    return int(text)


def _settle(request: HttpRequest, case: OwnCase, _place: Place) -> None:
    case_id, comment = case.application.pk, _number(request)
    settle_comment(application_id=case_id, comment_id=comment, actor=case.user, now=case.now)


def _reopen(request: HttpRequest, case: OwnCase, _place: Place) -> None:
    case_id, comment = case.application.pk, _number(request)
    reopen_comment(application_id=case_id, comment_id=comment, actor=case.user, now=case.now)


def _finish(request: HttpRequest, case: OwnCase, _place: Place) -> None:
    case_id, handover = case.application.pk, _number(request)
    finish(application_id=case_id, handover_id=handover, actor=case.user, now=case.now)


def _take_back(request: HttpRequest, case: OwnCase, _place: Place) -> None:
    case_id, handover = case.application.pk, _number(request)
    take_back(application_id=case_id, handover_id=handover, actor=case.user, now=case.now)


_STEPS: dict[str, Callable[[HttpRequest, OwnCase, Place], HttpResponse | None]] = {
    "comment": _comment,
    "settle": _settle,
    "reopen": _reopen,
    "hand_over": _hand,
    "finish": _finish,
    "take_back": _take_back,
}


def _page(
    request: HttpRequest,
    case: OwnCase,
    place: Place,
    *,
    comment: CommentForm | None = None,
    handing: HandoverForm | None = None,
    problems: list[Problem] | None = None,
) -> HttpResponse:
    together = together_in(case, place.key)
    unsaved = kept(request) or QueryDict()
    initial = {"question": request.GET.get("question", ""), **unsaved.dict()}
    context = {
        "place": place,
        "together": together,
        "comments": [
            (one, place.label_of(one.question), place.url_of(one.question)) for one in together.comments
        ],
        "handovers": [
            (one, place.label_of(one.question), place.url_of(one.question)) for one in together.handovers
        ],
        "comment_form": comment or CommentForm(place, limit=LONGEST, initial=initial),
        "handover_form": handing or HandoverForm(place, together.people, limit=LONGEST_NOTE, initial=initial),
        "wrong": comment or handing,
        "problems": problems or [],
        "is_unsaved": bool(unsaved),
    }
    return show(request, case, "talk.html", context, status=422 if request.method == "POST" else 200)
