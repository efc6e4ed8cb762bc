"""Preparing a decision: the form with its rows, the running sum, and what the rules say."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from applications.actions.decide import prepare
from applications.assessing import summary_for
from applications.document import Document, sought_in_all
from applications.facts import facts_of
from applications.forms.officer import DecisionForm, RowFormSet, decision_input, party_choices
from applications.models import Decision
from applications.protocol import protocol_of
from applications.reading import grants_by_year, parties_of
from applications.sketches import is_sketch
from applications.snapshots import content_of, valid_snapshot
from applications.views.desk_door import CaseMixin
from rulebook.access import Part
from rulebook.facts import AidGround
from rulebook.money import read_kronor
from rulebook.reporting import usual_due_date
from rulebook.states import DecisionKind, kinds_for
from rulebook.suspicion import DecidedMoreThanSought
from rulebook.verdict import Refused
from rulebook.workflow import Action, may
from wording.refusals import show_refusal
from wording.speak import sentence

FIELDS = {DecidedMoreThanSought.id: "reason_for_more"}
ABOUT_ROWS = frozenset({"rows", "decision.amount_decided"})


class PreparePage(CaseMixin, TemplateView):
    """The proposal of an officer, with rows prefilled from what is sought or from what was sent back."""

    template_name = "applications/desk/prepare.html"
    page_title = gettext_lazy("Prepare a decision")
    needs = Part.PREPARED_DECISION
    takes = Action.PREPARE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Fill in what is known."""
        snapshot = valid_snapshot(self.case)
        document = content_of(snapshot)
        if "form" not in kwargs:
            before = self.case.decisions.filter(returned_at__isnull=False).last()
            kwargs["form"] = DecisionForm(
                kinds=self.kinds,
                initial=_initial(before, document, snapshot.arrived_at, self._usual_kind()),
            )
            kwargs["rows"] = _rows(document, initial=_initial_rows(before, document))
            kwargs["before"] = before
        kwargs.setdefault("total", sum(read for read in _typed(kwargs["rows"])))
        allowed = may(Action.PREPARE, self.roles, self.case.stands)
        return super().get_context_data(**kwargs) | {
            "refusal": sentence(allowed.reason) if allowed.reason else "",
            "is_sketch": self.is_sketch,
            "sought": sought_in_all(document),
            "parties": parties_of(document),
            "protocol": protocol_of(snapshot.verdict),
            "assessments": summary_for(self.case, self.user),
        }

    @cached_property
    def is_sketch(self) -> bool:
        """Whether the case is a sketch: invited or not, without sums and without anything public."""
        return is_sketch(self.case.round)

    @property
    def kinds(self) -> tuple[DecisionKind, ...]:
        """The decisions that fit the round."""
        return kinds_for(is_sketch=self.is_sketch)

    def _usual_kind(self) -> DecisionKind:
        if self.case.withdrawn_at is not None:
            return DecisionKind.STRUCK_OFF
        return DecisionKind.INVITED if self.is_sketch else DecisionKind.GRANTED

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Prepare the decision, or show the sum and everything that stops it; what was typed stays."""
        document = content_of(valid_snapshot(self.case))
        form = DecisionForm(request.POST, kinds=self.kinds)
        rows = _rows(document) if self.is_sketch else _rows(document, data=request.POST)
        problems: list[str] = []
        is_sound = form.is_valid() & (self.is_sketch or rows.is_valid())
        if "recount" in request.POST:
            return self.render_to_response(self.get_context_data(form=form, rows=rows, recounted=True))
        if is_sound:
            try:
                given = decision_input(form.cleaned_data, [] if self.is_sketch else rows.cleaned_data)
                prepare(application_id=self.case.pk, given=given, actor=self.user, now=self.now)
            except Refused as refused:
                show_refusal(form, refused.verdict, FIELDS)
                stops = refused.verdict.stops
                problems = [sentence(finding.sentence) for finding in stops if finding.field in ABOUT_ROWS]
            else:
                messages.success(request, _("The decision is prepared and waits for a signature."))
                return HttpResponseRedirect(self.case_url() + "#decision")
        context = self.get_context_data(form=form, rows=rows, row_problems=problems)
        return self.render_to_response(context, status=422)


def _rows(document: Document, **more: Any) -> Any:
    return RowFormSet(prefix="rows", form_kwargs={"parties": party_choices(document)}, **more)


def _typed(rows: Any) -> list[int]:
    texts = [form["amount"].value() for form in rows]
    read = [read_kronor(str(text)) for text in texts if text not in (None, "")]
    return [amount for amount in read if isinstance(amount, int)]


def _initial(
    before: Decision | None, document: Document, received: datetime, kind: DecisionKind
) -> dict[str, Any]:
    if before is not None:
        names = ("kind", "reasons", "reason_for_more", "conditions", "final_report_due", "publish_at")
        return {name: getattr(before, name) for name in names} | {"publish_refused": before.publish_refused}
    ends = facts_of(document, received=received).ends
    return {"kind": kind.value, "final_report_due": ends and usual_due_date(ends)}


def _initial_rows(before: Decision | None, document: Document) -> list[dict[str, Any]]:
    kept = list(before.rows.all()) if before else []
    if kept:
        return [
            {
                "party": str(row.party_id),
                "year": row.year,
                "aid_ground": row.aid_ground,
                "amount": str(row.amount),
                "highest_support_level": row.highest_support_level,
            }
            for row in kept
        ]
    return [
        {
            "party": party["id"],
            "year": year,
            "aid_ground": party["aid_ground"] or AidGround.NOT_AID.value,
            "amount": str(amount),
        }
        for party, year, amount in grants_by_year(document)
    ]
