"""What officers fill in: a decision with its rows, assessors, a ruling, an answer to a report."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from applications.actions.decide import DecisionInput, RowInput
from applications.document import Document
from applications.forms.long_text import LongTextField
from applications.heads import party_name
from applications.proposals import KIND_NAMES
from registry.models.choices import AidGroundChoice
from rulebook.facts import AidGround
from rulebook.money import read_kronor
from rulebook.states import DecisionKind
from rulebook.window import STOCKHOLM
from wording.speak import sentence

WITH_MONEY = frozenset({DecisionKind.GRANTED, DecisionKind.RESERVE})


class SwedishMomentField(forms.DateTimeField):
    """A moment typed in Swedish time, whatever time zone the person has chosen for the admin."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def prepare_value(self, value: Any) -> Any:
        """Show a moment as the clock in Sweden shows it."""
        if isinstance(value, datetime) and timezone.is_aware(value):
            return timezone.localtime(value, STOCKHOLM).replace(tzinfo=None)
        return value

    def to_python(self, value: Any) -> datetime | None:
        """Read a moment; one that the clock skips or shows twice is refused. Raises ValidationError."""
        with timezone.override(STOCKHOLM):
            return super().to_python(value)


class KronorField(forms.CharField):
    """Whole kronor as people type them; empty is None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 12}), **kwargs)

    def clean(self, value: Any) -> Any:
        """Read the sum. Raises ValidationError with what is wrong with it."""
        text = super().clean(value)
        if not text:
            return None
        read = read_kronor(text)
        if isinstance(read, int):
            return read
        raise forms.ValidationError(sentence(read))


class DecisionForm(forms.Form):
    """The proposal. What is required depends on its kind, so the action says it, not the form."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Decision"), choices=tuple(KIND_NAMES.items()), initial=DecisionKind.GRANTED.value
    )
    reasons = LongTextField(
        label=gettext_lazy("Reasons"),
        help_text=gettext_lazy("Which rules and which circumstances decided. The applicant reads this."),
        limit=20_000,
        rows=5,
    )
    reason_for_more = LongTextField(
        label=gettext_lazy("Reason for granting more than was sought"),
        help_text=gettext_lazy("Only needed when the sum is larger than the one that was sought."),
        limit=5_000,
        rows=2,
    )
    conditions = LongTextField(
        label=gettext_lazy("Conditions"),
        limit=20_000,
        rows=3,
    )
    final_report_due = forms.DateField(
        label=gettext_lazy("Final report due"), widget=AdminDateInput(), required=False
    )
    publish_at = SwedishMomentField(
        label=gettext_lazy("Public from"),
        help_text=gettext_lazy("Swedish time. Empty: as soon as the decision is signed."),
        required=False,
    )
    publish_refused = forms.BooleanField(
        label=gettext_lazy("Show a refusal in the public record"),
        help_text=gettext_lazy("With title, parties and the sum sought."),
        required=False,
    )

    def __init__(self, *args: Any, kinds: Iterable[DecisionKind] = tuple(DecisionKind), **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(kind.value, KIND_NAMES[kind.value]) for kind in kinds]
        self.fields["kind"] = forms.ChoiceField(label=_("Decision"), choices=choices)


class RowForm(forms.Form):
    """One row of the decision: party, year, ground, sum, highest support level."""

    party = forms.ChoiceField(label=gettext_lazy("Party"))
    year = forms.IntegerField(
        label=gettext_lazy("Year"), required=False, min_value=2000, max_value=2100, localize=False
    )
    amount = KronorField(label=gettext_lazy("Sum, kronor"), required=False)
    aid_ground = forms.ChoiceField(
        label=gettext_lazy("Ground"), choices=AidGroundChoice.choices, initial=AidGround.NOT_AID.value
    )
    highest_support_level = forms.IntegerField(
        label=gettext_lazy("Support level (percent)"), required=False, min_value=0, max_value=100
    )

    def __init__(self, *args: Any, parties: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"] = forms.ChoiceField(label=_("Party"), choices=parties)

    def clean(self) -> dict[str, Any]:
        """A row with a sum has a year."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("amount") and not data.get("year") and "year" not in self.errors:
            self.add_error("year", _("Write the year."))
        return data


RowFormSet = forms.formset_factory(RowForm, extra=2, max_num=600, absolute_max=600)


class ReasonForm(forms.Form):
    """Why something is sent back."""

    reason = LongTextField(
        label=gettext_lazy("Reason"),
        limit=2000,
        rows=3,
    )


class RulingForm(forms.Form):
    """Whether a declared or suspected conflict of interest is one, and why."""

    is_conflict = forms.TypedChoiceField(
        label=gettext_lazy("Ruling"),
        choices=[
            ("yes", gettext_lazy("It is a conflict of interest: the person stays outside the case")),
            ("no", gettext_lazy("It is no conflict of interest: the person may take part")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = LongTextField(
        label=gettext_lazy("Reason"),
        limit=2000,
        rows=3,
    )


def party_choices(document: Document) -> list[tuple[str, str]]:
    """The parties of the submitted version, to choose among."""
    return [(party["id"], party_name(party)) for party in document["parties"]]


def decision_input(data: dict[str, Any], rows: list[dict[str, Any]]) -> DecisionInput:
    """Turn cleaned data into what the action takes; rows without a sum, and rows of a refusal, stay out."""
    kind = DecisionKind(data["kind"])
    kept = [row for row in rows if row.get("amount")] if kind in WITH_MONEY else []
    return DecisionInput(
        kind=kind,
        reasons=data["reasons"],
        reason_for_more=data["reason_for_more"],
        conditions=data["conditions"],
        final_report_due=data["final_report_due"],
        publish_at=data["publish_at"],
        publish_refused=data["publish_refused"],
        rows=[
            RowInput(
                party_id=UUID(row["party"]),
                year=row["year"],
                aid_ground=row["aid_ground"],
                amount=row["amount"],
                highest_support_level=row["highest_support_level"],
            )
            for row in kept
        ],
    )
