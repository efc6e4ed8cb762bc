"""Writing to the applicants of a case: a message, or a request for completion."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from applications.actions.write_letter import SHORTEST_TIME, write_letter
from applications.forms.letter import LetterForm
from applications.snapshots import content_of, valid_snapshot
from applications.views.desk_case import letters_for
from applications.views.desk_door import CaseMixin
from rulebook.access import Part
from rulebook.verdict import Refused
from rulebook.window import swedish_day
from rulebook.workflow import Action, may
from wording.refusals import show_refusal
from wording.speak import in_language, sentence


class LetterPage(CaseMixin, TemplateView):
    """The form, beside what has been written before and the rules that people must judge."""

    template_name = "applications/desk/letter.html"
    page_title = gettext_lazy("Write to the applicants")
    needs = Part.LETTERS
    takes = Action.WRITE_LETTER

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the form with the earliest day to answer."""
        allowed = may(Action.WRITE_LETTER, self.roles, self.case.stands)
        contacts = content_of(valid_snapshot(self.case))["sections"].get("contacts", {})
        return (
            {"form": LetterForm()}
            | super().get_context_data(**kwargs)
            | letters_for(self.case, self.now)
            | {
                "title": in_language(self.case.head.title_sv, self.case.head.title_en),
                "earliest": swedish_day(self.now) + SHORTEST_TIME,
                "leader": contacts.get("leader_name", ""),
                "refusal": sentence(allowed.reason) if allowed.reason else "",
                "may_request": bool(may(Action.REQUEST_COMPLETION, self.roles, self.case.stands)),
            }
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the letter, or show everything that is wrong with it; what was typed stays."""
        form = LetterForm(request.POST)
        if form.is_valid():
            try:
                write_letter(
                    application_id=self.case.pk,
                    letter_id=form.cleaned_data["letter_id"],
                    given=form.given(),
                    actor=self.user,
                    now=self.now,
                )
            except Refused as refused:
                show_refusal(form, refused.verdict)
            else:
                messages.success(
                    request, _("The letter is sent. The applicants are mailed that it is there.")
                )
                return HttpResponseRedirect(self.case_url() + "#letters")
        return self.render_to_response(self.get_context_data(form=form), status=422)
