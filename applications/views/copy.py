"""Copying an earlier application into an open round."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from applications.actions.copy import copy
from applications.models import Application
from applications.views.own import OwnCase, own_case
from applications.views.pages import Problem, problems_in, show
from registry.models import Round
from rulebook.verdict import Refused
from wording.speak import in_language, listed, moment


class CopyForm(forms.Form):
    """Where to, and what comes along besides answers, parties and contacts."""

    round = forms.TypedChoiceField(
        label=gettext_lazy("Open call"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the call that you apply in.")},
    )
    with_budget = forms.BooleanField(
        label=gettext_lazy("Copy the budget too"),
        help_text=gettext_lazy("Years and sums come along as they stand."),
        required=False,
    )
    with_files = forms.BooleanField(
        label=gettext_lazy("Copy attachments too"),
        help_text=gettext_lazy("Only into places that the new call has as well."),
        required=False,
    )

    def __init__(self, case: OwnCase, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["round"].choices = [  # type: ignore[attr-defined]
            (one.pk, _called(one)) for one in open_rounds(case)
        ]


def open_rounds(case: OwnCase) -> QuerySet[Round]:
    """The rounds that anybody may begin an application in now, those that close first before the others."""
    return (
        Round.objects.filter(
            withdrawn_at__isnull=True,
            call__withdrawn_at__isnull=True,
            call__funder__is_own=True,
            follows__isnull=True,
            opens_at__lte=case.now,
            closes_at__gte=case.now,
        )
        .select_related("call")
        .order_by("closes_at", "pk")
    )


def _called(round_: Round) -> str:
    title = in_language(round_.call.title_sv, round_.call.title_en)
    return _("%(title)s – closes %(moment)s") % {"title": title, "moment": moment(round_.closes_at)}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def copy_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask where to copy an application and what to bring; make the draft on POST."""
    case = own_case(request, pk)
    form = CopyForm(case, request.POST if request.method == "POST" else None)
    problems: list[Problem] = []
    if form.is_bound and form.is_valid():
        try:
            return _copied(request, case, form)
        except Refused as refused:
            problems = problems_in(case, refused.verdict)
        except (Round.DoesNotExist, Application.DoesNotExist):
            raise Http404 from None
    context = {"form": form, "problems": problems, "has_rounds": bool(form["round"].field.choices)}  # type: ignore[attr-defined]
    return show(request, case, "copy.html", context, status=422 if form.is_bound else 200)


def _copied(request: HttpRequest, case: OwnCase, form: CopyForm) -> HttpResponse:
    made = copy(
        source_id=case.application.pk,
        round_id=form.cleaned_data["round"],
        with_budget=form.cleaned_data["with_budget"],
        with_files=form.cleaned_data["with_files"],
        actor=case.user,
        now=case.now,
    )
    messages.success(
        request, _("The application has been copied. Go through every section before you submit.")
    )
    if made.left_out:
        names = listed(list(made.left_out))
        messages.warning(request, _("These files did not come along: %(names)s") % {"names": names})
    return redirect("applications:case", made.application.pk)
