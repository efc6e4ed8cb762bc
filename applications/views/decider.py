"""What deciders do: read the proposal and sign it, or send it back with a reason."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from applications.actions.decide import obstacle_to_signing, prepared_decision, return_decision, sign
from applications.assessing import summary_for
from applications.document import sought_in_all
from applications.forms.officer import ReasonForm
from applications.models import Decision
from applications.proposals import proposal_of
from applications.protocol import protocol_of
from applications.reading import parties_of
from applications.snapshots import content_of, valid_snapshot
from applications.views.desk_door import CaseMixin
from rulebook.access import Part
from rulebook.verdict import Refused
from rulebook.workflow import Action, may
from wording.refusals import show_refusal
from wording.speak import in_language, sentence


class SignPage(CaseMixin, TemplateView):
    """The proposal with everything it rests on, and the two answers."""

    template_name = "applications/desk/sign.html"
    page_title = gettext_lazy("Proposed decision")
    needs = Part.PREPARED_DECISION

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the proposal, or nothing (404) where none waits."""
        try:
            decision = prepared_decision(self.case)
        except Decision.DoesNotExist as missing:
            raise Http404 from missing
        snapshot = valid_snapshot(self.case)
        document = content_of(snapshot)
        return (
            {"form": ReasonForm()}
            | super().get_context_data(**kwargs)
            | {
                "proposal": proposal_of(decision, document),
                "title": in_language(self.case.head.title_sv, self.case.head.title_en),
                "parties": parties_of(document),
                "sought": sought_in_all(document),
                "protocol": protocol_of(snapshot.verdict),
                "assessments": summary_for(self.case, self.user),
                "refusal": self._refusal(decision),
                "may_return": bool(may(Action.RETURN, self.roles, self.case.stands)),
            }
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign, or send back."""
        form = ReasonForm(request.POST)
        signs = "sign" in request.POST
        if form.is_valid():
            try:
                if signs:
                    sign(application_id=self.case.pk, actor=self.user, now=self.now)
                else:
                    return_decision(
                        application_id=self.case.pk, actor=self.user, now=self.now, **form.cleaned_data
                    )
            except Refused as refused:
                show_refusal(form, refused.verdict)
                if not self.case.decisions.filter(returned_at__isnull=True, signed_at__isnull=True).exists():
                    messages.error(request, " ".join(map(str, form.non_field_errors())))
                    return HttpResponseRedirect(self.case_url())
            else:
                done = _("The decision is signed.") if signs else _("The decision is sent back.")
                messages.success(request, done)
                return HttpResponseRedirect(self.case_url() + "#decision")
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _refusal(self, decision: Decision) -> str:
        allowed = may(Action.SIGN, self.roles, self.case.stands)
        if not allowed:
            return sentence(allowed.reason) if allowed.reason else _("Your role does not allow this.")
        obstacle = obstacle_to_signing(decision, self.case, self.user, now=self.now)
        return sentence(obstacle.sentence) if obstacle else ""
