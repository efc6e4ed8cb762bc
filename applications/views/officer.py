"""What officers do to a case: assign, rule on conflicts, prepare a decision, answer a final report."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from applications.actions.assign import assign, unassign
from applications.actions.declare import rule_on_conflict
from applications.actions.report import approve_report, return_report
from applications.assessors import candidates_for
from applications.forms.officer import ReasonForm, RulingForm
from applications.models import Report
from applications.views.desk_case import names_of, suspicion_in_words
from applications.views.desk_door import CaseMixin
from registry.models import OutputKind, Project
from rulebook.access import Part
from rulebook.reporting import TEXTS, check_report
from rulebook.verdict import Refused
from rulebook.workflow import Action, may
from wording.refusals import show_refusal
from wording.speak import in_language, sentence


class AssignPage(CaseMixin, TemplateView):
    """Choose assessors among those there are, seeing how much they have to do and what ties them."""

    template_name = "applications/desk/assign.html"
    page_title = gettext_lazy("Assign assessors")
    needs = Part.ASSESSMENTS
    takes = Action.ASSIGN

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List the candidates."""
        allowed = may(self.takes, self.roles, self.case.stands)
        return super().get_context_data(**kwargs) | {
            "candidates": candidates_for(self.case, now=self.now),
            "refusal": sentence(allowed.reason) if allowed.reason else "",
            "names": names_of(self.case),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Assign everybody who was ticked, or take one off."""
        people = {str(c.user.pk): c.user for c in candidates_for(self.case, now=self.now)}
        leaves = people.get(request.POST.get("unassign", ""))
        chosen = [people[key] for key in request.POST.getlist("assessor") if key in people]
        done = 0
        try:
            if leaves is not None:
                unassign(application_id=self.case.pk, assessor=leaves, actor=self.user, now=self.now)
                messages.success(request, _("%(name)s is taken off the case.") % {"name": leaves})
                return HttpResponseRedirect(self.case_url("desk:assign"))
            for person in chosen:
                assign(application_id=self.case.pk, assessor=person, actor=self.user, now=self.now)
                done += 1
        except Refused as refused:
            for finding in refused.verdict.stops:
                messages.error(request, sentence(finding.sentence))
        if done:
            told = ngettext("%(count)s assessor is assigned.", "%(count)s assessors are assigned.", done)
            messages.success(request, told % {"count": done})
            return HttpResponseRedirect(self.case_url() + "#assessments")
        if not chosen:
            messages.error(request, _("Tick at least one assessor."))
        return HttpResponseRedirect(self.case_url("desk:assign"))


class RulePage(CaseMixin, TemplateView):
    """Rule on a conflict of interest that somebody declared or the portal suspects."""

    template_name = "applications/desk/rule.html"
    page_title = gettext_lazy("Rule on a conflict of interest")
    needs = Part.ASSESSMENTS
    takes = Action.RULE_ON_CONFLICT

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show what was said, what the portal saw, and the names."""
        declaration = get_object_or_404(
            self.case.declarations.select_related("person"), pk=self.kwargs["declaration"]
        )
        return (
            {"form": RulingForm()}
            | super().get_context_data(**kwargs)
            | {
                "declaration": declaration,
                "suspected": suspicion_in_words(declaration.suspected),
                "names": names_of(self.case),
            }
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Record the ruling, or show what stops it."""
        form = RulingForm(request.POST)
        if form.is_valid():
            try:
                rule_on_conflict(
                    application_id=self.case.pk,
                    declaration_id=self.kwargs["declaration"],
                    actor=self.user,
                    now=self.now,
                    **form.cleaned_data,
                )
            except Refused as refused:
                show_refusal(form, refused.verdict)
            except self.case.declarations.model.DoesNotExist as missing:
                raise Http404 from missing
            else:
                messages.success(request, _("The ruling is recorded."))
                return HttpResponseRedirect(self.case_url() + "#conflicts")
        return self.render_to_response(self.get_context_data(form=form), status=422)


class ReportPage(CaseMixin, TemplateView):
    """Read the final report; approve it, which makes its texts public, or send it back."""

    template_name = "applications/desk/report.html"
    page_title = gettext_lazy("Final report")
    needs = Part.REPORT

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the newest submitted report; one that was sent back is the applicants' again (404)."""
        report = self.case.reports.filter(submitted_at__isnull=False).last()
        if report is None:
            raise Http404
        allowed = may(Action.APPROVE_REPORT, self.roles, self.case.stands)
        return (
            {"form": ReasonForm()}
            | super().get_context_data(**kwargs)
            | {
                "report": report,
                "texts": [
                    (in_language(text.label_sv, text.label_en), getattr(report, text.key), text.key[-2:])
                    for text in TEXTS
                ],
                "outputs": [{**output, "label": _output_label(output["kind"])} for output in report.outputs],
                "granted": self._granted(),
                "to_look_at": self._findings(report),
                "may_answer": bool(allowed),
            }
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Approve or send back."""
        form = ReasonForm(request.POST)
        is_approval = "approve" in request.POST
        if form.is_valid():
            try:
                if is_approval:
                    approve_report(application_id=self.case.pk, actor=self.user, now=self.now)
                else:
                    return_report(
                        application_id=self.case.pk, actor=self.user, now=self.now, **form.cleaned_data
                    )
            except Refused as refused:
                show_refusal(form, refused.verdict)
            except Project.DoesNotExist:
                form.add_error(None, _("The project is not public, so its outcome can't be either."))
            else:
                done = (
                    _("The report is approved and public.") if is_approval else _("The report is sent back.")
                )
                messages.success(request, done)
                return HttpResponseRedirect(self.case_url())
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _granted(self) -> int:
        signed = self.case.decisions.filter(signed_at__isnull=False).last()
        return sum(row.amount for row in signed.rows.all()) if signed else 0

    def _findings(self, report: Report) -> list[str]:
        texts = {text.key: getattr(report, text.key) for text in TEXTS}
        verdict = check_report(texts, money_used=report.money_used, granted=self._granted())
        return [sentence(finding.sentence) for finding in verdict.for_people]


def _output_label(kind: str) -> str:
    return str(OutputKind(kind).label) if kind in OutputKind.values else kind
