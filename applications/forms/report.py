"""The final report as a form."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.actions.report import OutputInput
from applications.forms.question_fields import RequiredMark
from applications.models import Report
from registry.models import OutputKind
from rulebook.money import read_kronor
from rulebook.reporting import TEXTS
from wording.speak import in_language, number, sentence

EMPTY_ROWS, MOST_OUTPUTS = 2, 30


class ReportForm(forms.Form):
    """Public texts and the money used. Half a report can be saved; handing it in asks for all of it."""

    mark_optional = True

    def __init__(self, data: Any = None, *, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
        for text in TEXTS:
            widget = forms.Textarea(attrs={"lang": text.key[-2:], "rows": 8})
            field = RequiredMark(
                asked=text.required, label=in_language(text.label_sv, text.label_en), widget=widget
            )
            field.widget.is_required = False
            field.counted = text.limit  # type: ignore[attr-defined]  # read by the field's template
            self.fields[text.key] = field
        money = RequiredMark(
            asked=True,
            label=_("How much of the grant was used"),
            help_text=_("In whole kronor. Not public."),
            widget=forms.TextInput(attrs={"class": "money-input", "inputmode": "numeric"}),
        )
        money.widget.is_required = False
        self.fields["money_used"] = money

    @classmethod
    def of_report(cls, report: Report | None) -> "ReportForm":
        """Show what stands in a report."""
        if report is None:
            return cls()
        initial = {text.key: getattr(report, text.key) for text in TEXTS}
        initial["money_used"] = "" if report.money_used is None else number(report.money_used)
        return cls(initial=initial)

    def clean_money_used(self) -> int | None:
        """Read the sum, if one is given."""
        text = str(self.cleaned_data["money_used"]).strip()
        read = read_kronor(text) if text else None
        if read is None or isinstance(read, int):
            return read
        raise forms.ValidationError(sentence(read))

    def texts(self) -> dict[str, str]:
        """Return the texts of a valid form."""
        return {text.key: str(self.cleaned_data[text.key]) for text in TEXTS}


class OutputForm(forms.Form):
    """One thing that the project left behind."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("Choose")), *OutputKind.choices], required=False
    )
    title = forms.CharField(label=_("Title"), max_length=255, required=False)
    url = forms.CharField(
        label=_("Link"),
        max_length=1000,
        required=False,
        widget=forms.TextInput(attrs={"type": "url", "placeholder": "https://"}),
    )

    def given(self) -> OutputInput | None:
        """Return what a valid row says, None for an empty one."""
        title, url = self.cleaned_data["title"], self.cleaned_data["url"]
        kind = self.cleaned_data["kind"] or OutputKind.OTHER.value
        return OutputInput(kind, title, url) if title or url else None


def output_forms(report: Report | None, data: Any = None) -> list[OutputForm]:
    """Return a row for each output that stands in the report, and some empty ones."""
    outputs = report.outputs if report else []
    if data is None:
        rows = [*outputs, *({} for _row in range(EMPTY_ROWS))]
        return [OutputForm(initial=row, prefix=f"output-{place}") for place, row in enumerate(rows)]
    count = 0
    while count < MOST_OUTPUTS and f"output-{count}-title" in data:
        count += 1
    return [OutputForm(data, prefix=f"output-{place}") for place in range(count)]
