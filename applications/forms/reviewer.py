"""What assessors fill in: a declaration of conflicts of interest, and scores with reasons."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.assessing import title_of
from applications.forms.long_text import LongTextField
from applications.models import Assessment
from rulebook.scoring import Criterion

LONGEST = 5000


class DeclarationForm(forms.Form):
    """Yes or no, and what a conflict of interest is."""

    has_conflict = forms.TypedChoiceField(
        label=gettext_lazy("Do you have a conflict of interest?"),
        choices=[
            ("no", gettext_lazy("No, I have no ties to anybody named above")),
            ("yes", gettext_lazy("Yes, or I am not sure")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    explanation = LongTextField(
        label=gettext_lazy("What are your ties?"),
        help_text=gettext_lazy("Say it briefly. Somebody else decides whether it is a conflict of interest."),
        limit=2000,
        rows=3,
    )


class AssessmentForm(forms.Form):
    """Score and reasons for every criterion of the call, and a summary. A draft may be incomplete."""

    def __init__(self, *args: Any, criteria: tuple[Criterion, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for criterion in criteria:
            title = title_of(criterion)
            self.fields[f"score-{criterion.key}"] = forms.TypedChoiceField(
                label=_("Score for %(criterion)s") % {"criterion": title},
                choices=[(str(n), str(n)) for n in range(criterion.lowest, criterion.highest + 1)],
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"reasons-{criterion.key}"] = LongTextField(
                label=_("Reasons for the score for %(criterion)s") % {"criterion": title},
                limit=LONGEST,
                rows=3,
            )
        self.fields["summary"] = LongTextField(
            label=_("Summary"),
            help_text=_("What decides, for somebody who has not read the application."),
            limit=LONGEST,
            rows=4,
        )
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @property
    def given(self) -> dict[str, tuple[int | None, str]]:
        """The cleaned scores and reasons by criterion key."""
        return {
            c.key: (self.cleaned_data[f"score-{c.key}"], self.cleaned_data[f"reasons-{c.key}"])
            for c in self.criteria
        }


def initial_of(assessment: Assessment | None, criteria: tuple[Criterion, ...]) -> dict[str, Any]:
    """What the form begins with: what was saved last."""
    if assessment is None:
        return {"version": 0}
    values: dict[str, Any] = {"version": assessment.version, "summary": assessment.summary}
    for criterion in criteria:
        kept = assessment.scores.get(criterion.key, {})
        values[f"score-{criterion.key}"] = kept.get("score")
        values[f"reasons-{criterion.key}"] = kept.get("reasons", "")
    return values


def fields_of(criteria: tuple[Criterion, ...]) -> dict[str, str]:
    """Where the form shows what the rules say of each criterion."""
    return {f"scores.{c.key}.{part}": f"{part}-{c.key}" for c in criteria for part in ("score", "reasons")}
