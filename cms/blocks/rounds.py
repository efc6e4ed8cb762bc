"""The rounds of a call as an editor writes them."""

from collections.abc import Iterator
from datetime import time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from cms.blocks.moments import MomentBlock, moment_of


class RoundBlock(blocks.StructBlock):
    """One round: when it opens and closes, and when its projects may begin and end.

    The block's id is the round's key in the record, so a round keeps its number through every edit.
    """

    title_sv = blocks.CharBlock(label=gettext_lazy("Name in Swedish"), max_length=200)
    title_en = blocks.CharBlock(label=gettext_lazy("Name in English"), required=False, max_length=200)
    opens = MomentBlock(
        [("clock", blocks.TimeBlock(label=gettext_lazy("Time in Sweden"), default=time(9, 0)))],
        label=gettext_lazy("Opens"),
    )
    closes = MomentBlock(label=gettext_lazy("Closes"))
    decision_expected = blocks.DateBlock(label=gettext_lazy("Decisions are expected"), required=False)
    earliest_start = blocks.DateBlock(label=gettext_lazy("Projects start at the earliest"), required=False)
    latest_start = blocks.DateBlock(label=gettext_lazy("Projects start at the latest"), required=False)
    latest_end = blocks.DateBlock(label=gettext_lazy("Projects end at the latest"), required=False)
    only_invited = blocks.BooleanBlock(
        label=gettext_lazy("Only those invited from the round before may apply"),
        required=False,
        default=False,
        help_text=gettext_lazy(
            "The round before it in this list is then for sketches: each is invited here, or not, by a "
            "decision of its own, and what was answered there is carried over."
        ),
    )
    received_on_submission = blocks.BooleanBlock(
        label=gettext_lazy("An application is received as soon as it is submitted"),
        required=False,
        default=True,
        help_text=gettext_lazy(
            "Otherwise the funder receives what stands when the round closes; earlier versions stay drafts."
        ),
    )

    class Meta:
        icon = "calendar-alt"
        form_classname = "struct-block cms-pairs"
        label = gettext_lazy("Round")
        label_format = "{title_sv}"

    def clean(self, value: Any) -> Any:
        """Refuse a round that closes before it opens, and days in the wrong order."""
        cleaned = super().clean(value)
        wrong = dict(_wrong_order(cleaned))
        if wrong:
            raise blocks.StructBlockValidationError(
                block_errors={name: ValidationError(sentence) for name, sentence in wrong.items()}
            )
        return cleaned


def _wrong_order(value: Any) -> Iterator[tuple[str, str]]:
    opens, closes = moment_of(value["opens"]), moment_of(value["closes"])
    if opens and closes and closes <= opens:
        yield "closes", _("The round closes before it opens. Choose a later moment.")
    earliest, latest, end = value["earliest_start"], value["latest_start"], value["latest_end"]
    if earliest and latest and latest < earliest:
        yield "latest_start", _("The latest start is before the earliest. Choose a later day.")
    if end and (earliest or latest) and end < (latest or earliest):
        yield "latest_end", _("Projects would have to end before they start. Choose a later day.")


class RoundsBlock(blocks.StreamBlock):
    """Every round of a call."""

    round = RoundBlock()

    def clean(self, value: Any) -> Any:
        """Refuse a round for invited ones without a sketch round before it that has closed by then."""
        cleaned = super().clean(value)
        wrong = dict(_wrong_steps([child.value for child in cleaned]))
        if wrong:
            raise blocks.StreamBlockValidationError(
                block_errors={
                    place: blocks.StructBlockValidationError(
                        block_errors={"only_invited": ValidationError(sentence)}
                    )
                    for place, sentence in wrong.items()
                }
            )
        return cleaned


def _wrong_steps(rounds: list[Any]) -> Iterator[tuple[int, str]]:
    for place, value in enumerate(rounds):
        if not value.get("only_invited"):
            continue
        if place == 0:
            yield place, _("There is no round before this one that could invite. Put the sketch round first.")
            continue
        opens, closes = moment_of(value["opens"]), moment_of(rounds[place - 1]["closes"])
        if opens and closes and opens <= closes:
            yield (
                place,
                _("The round opens before the sketch round has closed. Sketches are decided in between."),
            )
