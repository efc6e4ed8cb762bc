"""From a refused action back to the form: every reason beside its field, what has none at the top."""

from collections.abc import Mapping

from django.forms import BaseForm

from rulebook.verdict import Verdict
from wording.speak import sentence


def show_refusal(form: BaseForm, verdict: Verdict, fields: Mapping[str, str] | None = None) -> None:
    """Add what stopped an action to a bound form.

    `fields` maps a finding's rule or field to the form's field where the names differ. What only warned
    stays out.
    """
    names = fields or {}
    for finding in verdict.stops:
        field = names.get(finding.rule) or names.get(finding.field, finding.field)
        form.add_error(field if field in form.fields else None, sentence(finding.sentence))
