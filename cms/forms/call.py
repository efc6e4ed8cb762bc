"""The form in which an editor writes a call: it refuses what the record would refuse."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from cms.facts import call_facts, reason_is_used, says_particulars
from cms.form import form_of_page, keys_in
from registry.publish import frozen_changes

FACT_FIELDS = (
    "programme",
    "invited_only",
    "rules",
    "criteria",
    "rounds",
    "slots",
    "sections",
    "amendment_reason_sv",
    "amendment_reason_en",
)


class CallPageForm(WagtailAdminPageForm):
    """A call's form. A translation has only the texts; a draft may lack anything; publishing may not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.is_source:
            for name in FACT_FIELDS:
                self.fields.pop(name, None)
        elif reason_is_used(self.instance):
            self.initial["amendment_reason_sv"] = self.initial["amendment_reason_en"] = ""

    @property
    def publishes_at(self) -> datetime:
        """The moment at which this version would reach the record."""
        now = timezone.now()
        return max(self.cleaned_data.get("go_live_at") or now, now)

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.instance.is_source and says_particulars(self.instance):
            self.add_error("body", ValidationError(self._belongs_to_source()))
        if self.errors or self.is_deferred_validation or not self.instance.is_source:
            return
        self._ask_for_what_calls_need()
        self._ask_for_keys_once()
        if not self.errors:
            self._ask_for_reasons()

    def _belongs_to_source(self) -> str:
        return _(
            "Dates, documents, links and contact persons are written on the Swedish page, in both languages. "
            "Remove them here."
        )

    def _ask_for_what_calls_need(self) -> None:
        page = self.instance
        if not len(page.rounds):
            self.add_error(
                "rounds", ValidationError(_("A call needs at least one round before it can be published."))
            )
        if page.programme is not None and not page.programme.live:
            self.add_error(
                "programme",
                ValidationError(_("The programme is not published. Publish it first, or choose another.")),
            )

    def _ask_for_keys_once(self) -> None:
        keys = keys_in(form_of_page(self.instance))
        if len(set(keys)) < len(keys):
            wrong = _(
                "Two questions share a mark, so their answers would be mixed. Copy the block and delete one."
            )
            self.add_error("sections", ValidationError(wrong))

    def _ask_for_reasons(self) -> None:
        changes = frozen_changes(call_facts(self.instance), now=self.publishes_at)
        given = self.cleaned_data.get("amendment_reason_sv", "").strip()
        if not changes or (given and not reason_is_used(self.instance)):
            return
        wrong = (
            _("This reason was given for an earlier change. Say what changes this time.")
            if given
            else _("A round has opened, and you change %(changes)s. Say why: readers see the reason.")
            % {"changes": ", ".join(spoken(change) for change in changes)}
        )
        self.add_error("amendment_reason_sv", ValidationError(wrong))


def spoken(change: str) -> str:
    """Name what the record calls by its field name, for a sentence."""
    words = {
        "opens_at": _("the opening moment"),
        "closes_at": _("the closing moment"),
        "earliest_start": _("the earliest start"),
        "latest_start": _("the latest start"),
        "latest_end": _("the latest end"),
        "received_on_submission": _("when applications are received"),
        "rules": _("the rules"),
        "form": _("the form"),
        "criteria": _("the criteria"),
        "rounds": _("which rounds there are"),
    }
    return words.get(change, change)
