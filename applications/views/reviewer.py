"""What assessors do: see the names, declare conflicts of interest, then read and score."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from applications.access import latest_declaration
from applications.actions.assess import AssessmentChanged, assess, criteria_of
from applications.actions.declare import declare
from applications.assessing import read, title_of
from applications.forms.reviewer import AssessmentForm, DeclarationForm, fields_of, initial_of
from applications.models import Assessment
from applications.snapshots import valid_snapshot
from applications.views.desk_case import letters_for, names_of, reading_of
from applications.views.desk_door import CaseMixin, DeskMixin
from rulebook.access import Part, Role, StaffRole
from rulebook.scoring import Criterion
from rulebook.verdict import Refused
from rulebook.workflow import Action, may
from wording.refusals import show_refusal
from wording.speak import in_language, sentence


class Assignments(DeskMixin, WagtailAdminTemplateMixin, TemplateView):
    """The assessor's own list: names first, titles only of what they may read."""

    template_name = "applications/desk/assignments.html"
    page_title = gettext_lazy("My assignments")
    header_icon = "clipboard-list"
    open_to: ClassVar[frozenset[StaffRole]] = frozenset({StaffRole.ASSESSOR})

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """This list is where an assessor begins."""
        return [{"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Sort the assignments by what is to be done."""
        waiting = {
            case.pk: wait for wait, cases in self.desk.waiting(self.desk.assigned()).items() for case in cases
        }
        cases = self.desk.assigned().select_related("head", "round__call").order_by("case_number")
        rows = [
            {
                "case": case,
                "wait": waiting.get(case.pk, ""),
                "is_closed": case.pk in self.desk.closed,
                "title": (
                    in_language(case.head.title_sv, case.head.title_en)
                    if case.pk in self.desk.cleared
                    else ""
                ),
            }
            for case in cases
        ]
        rows.sort(key=lambda row: not row["wait"])
        return super().get_context_data(**kwargs) | {"rows": rows, "desk": self.desk}


class DeclarePage(CaseMixin, TemplateView):
    """The names of parties and project leader, nothing more, and the question."""

    template_name = "applications/desk/declare.html"
    page_title = gettext_lazy("Declare conflicts of interest")
    needs = Part.NAMES

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show names, and what the person has said before."""
        allowed = may(Action.DECLARE, self.roles, self.case.stands)
        return (
            {"form": DeclarationForm()}
            | super().get_context_data(**kwargs)
            | {
                "names": names_of(self.case),
                "said": latest_declaration(self.case, self.user),
                "is_conflicted": Role.CONFLICTED in self.roles,
                "sees_content": self.sees(Part.CONTENT),
                "refusal": sentence(allowed.reason) if allowed.reason else "",
            }
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Record the declaration and open what it opens."""
        form = DeclarationForm(request.POST)
        if form.is_valid():
            try:
                said = declare(
                    application_id=self.case.pk, actor=self.user, now=self.now, **form.cleaned_data
                )
            except Refused as refused:
                show_refusal(form, refused.verdict)
            else:
                if said.has_conflict or said.suspected:
                    messages.warning(
                        request, _("Thank you. The case stays closed until somebody else has ruled.")
                    )
                    return HttpResponseRedirect(self.case_url("desk:declare"))
                messages.success(request, _("Thank you. Your declaration is recorded."))
                return HttpResponseRedirect(self.case_url())
        return self.render_to_response(self.get_context_data(form=form), status=422)


class AssessPage(CaseMixin, TemplateView):
    """The application beside the scoring form."""

    template_name = "applications/desk/assess.html"
    page_title = gettext_lazy("Assess")
    needs = Part.NAMES

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the person's own assessment."""
        super().setup(request, *args, **kwargs)
        self.criteria: tuple[Criterion, ...] = criteria_of(self.case)
        self.own: Assessment | None = Assessment.objects.filter(
            assignment__application=self.case,
            assignment__assessor=self.user,
            assignment__ended_at__isnull=True,
        ).first()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send those who have not declared yet to where they do; nothing of the case is open before that."""
        if Role.ASSIGNED not in self.roles:
            raise Http404
        if not self.sees(Part.OWN_ASSESSMENT):
            return HttpResponseRedirect(self.case_url("desk:declare"))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the valid version, and the form until it is handed in."""
        if "form" not in kwargs:
            kwargs["form"] = AssessmentForm(
                criteria=self.criteria, initial=initial_of(self.own, self.criteria)
            )
        allowed = may(Action.ASSESS, self.roles, self.case.stands)
        is_filed = self.own is not None and self.own.filed_at is not None
        return (
            super().get_context_data(**kwargs)
            | reading_of(self.case, valid_snapshot(self.case))
            | {
                "title": in_language(self.case.head.title_sv, self.case.head.title_en),
                **(letters_for(self.case, self.now) if self.sees(Part.COMPLETIONS) else {}),
                "criteria": [self._row(criterion, kwargs["form"]) for criterion in self.criteria],
                "own": self.own,
                "filed": read(self.own, self.criteria) if self.own and is_filed else None,
                "refusal": sentence(allowed.reason) if allowed.reason else "",
            }
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save a draft or hand the assessment in; an older page shows both texts and overwrites nothing."""
        form = AssessmentForm(request.POST, criteria=self.criteria)
        files = "file" in request.POST
        if form.is_valid():
            try:
                assess(
                    application_id=self.case.pk,
                    scores=form.given,
                    summary=form.cleaned_data["summary"],
                    version=form.cleaned_data["version"],
                    file=files,
                    actor=self.user,
                    now=self.now,
                )
            except Refused as refused:
                show_refusal(form, refused.verdict, fields_of(self.criteria))
            except AssessmentChanged as changed:
                return self._show_both(request, changed.current)
            else:
                done = _("The assessment is handed in.") if files else _("The draft is saved.")
                messages.success(request, done)
                return HttpResponseRedirect(self.case_url("desk:assess"))
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _show_both(self, request: HttpRequest, current: Assessment) -> HttpResponse:
        """Keep what was typed, show what stands, and let the next save be a choice."""
        data = {**request.POST.dict(), "version": str(current.version)}
        kept = AssessmentForm(data, criteria=self.criteria)
        context = self.get_context_data(form=kept, stale=read(current, self.criteria), stands=current)
        return self.render_to_response(context, status=409)

    def _row(self, criterion: Criterion, form: AssessmentForm) -> dict[str, Any]:
        records = {str(record["key"]): record for record in self.case.round.call.criteria}
        record = records[criterion.key]
        return {
            "title": title_of(criterion),
            "description": in_language(record.get("description_sv", ""), record.get("description_en", "")),
            "lowest": criterion.lowest,
            "highest": criterion.highest,
            "weight": criterion.weight,
            "score": form[f"score-{criterion.key}"],
            "reasons": form[f"reasons-{criterion.key}"],
        }
