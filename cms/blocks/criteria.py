"""What applications are assessed against, and what they must attach."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from rulebook.access import SeenBy

MEDIA_TYPES = [
    ("application/pdf", "PDF"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word (docx)"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel (xlsx)"),
    ("image/png", "PNG"),
    ("image/jpeg", "JPEG"),
]


class CriterionBlock(blocks.StructBlock):
    """One criterion with its scale and weight. The block's id is the criterion's key in assessments."""

    title_sv = blocks.CharBlock(label=gettext_lazy("Name in Swedish"), max_length=120)
    title_en = blocks.CharBlock(label=gettext_lazy("Name in English"), required=False, max_length=120)
    description_sv = blocks.TextBlock(
        label=gettext_lazy("What is assessed, in Swedish"), required=False, rows=3
    )
    description_en = blocks.TextBlock(
        label=gettext_lazy("What is assessed, in English"), required=False, rows=3
    )
    scale_low = blocks.IntegerBlock(label=gettext_lazy("Lowest score"), default=1, min_value=0, max_value=100)
    scale_high = blocks.IntegerBlock(
        label=gettext_lazy("Highest score"), default=7, min_value=1, max_value=100
    )
    weight = blocks.IntegerBlock(
        label=gettext_lazy("Weight"),
        default=1,
        min_value=1,
        max_value=100,
        help_text=gettext_lazy("A criterion with weight 2 counts twice as much as one with weight 1."),
    )

    class Meta:
        icon = "clipboard-list"
        form_classname = "struct-block cms-pairs"
        label = gettext_lazy("Criterion")
        label_format = "{title_sv}"

    def clean(self, value: Any) -> Any:
        """Refuse a scale that does not go upwards."""
        cleaned = super().clean(value)
        low, high = cleaned["scale_low"], cleaned["scale_high"]
        if low is not None and high is not None and high <= low:
            wrong = ValidationError(_("The highest score must be above the lowest."))
            raise blocks.StructBlockValidationError(block_errors={"scale_high": wrong})
        return cleaned


class CriteriaBlock(blocks.StreamBlock):
    """Every criterion of a call."""

    criterion = CriterionBlock()


SEEN_BY = [
    (SeenBy.ALL.value, gettext_lazy("All parties")),
    (SeenBy.COORDINATOR.value, gettext_lazy("The coordinator")),
    (SeenBy.OWN_PARTY.value, gettext_lazy("Only the party that it belongs to")),
]


def seen_by_block() -> blocks.ChoiceBlock:
    """Make the choice of who among the applicants sees something."""
    return blocks.ChoiceBlock(
        label=gettext_lazy("Seen among the applicants by"),
        choices=SEEN_BY,
        default=SeenBy.ALL.value,
        help_text=gettext_lazy("The funder always sees it."),
    )


class SlotBlock(blocks.StructBlock):
    """A named place for an attachment in the form. The block's id is the slot's key."""

    label_sv = blocks.CharBlock(label=gettext_lazy("What to attach, in Swedish"), max_length=120)
    label_en = blocks.CharBlock(
        label=gettext_lazy("What to attach, in English"), required=False, max_length=120
    )
    help_sv = blocks.TextBlock(label=gettext_lazy("Help in Swedish"), required=False, rows=2, max_length=1000)
    help_en = blocks.TextBlock(label=gettext_lazy("Help in English"), required=False, rows=2, max_length=1000)
    required = blocks.BooleanBlock(
        label=gettext_lazy("An application can't be submitted without it"), required=False
    )
    media_types = blocks.MultipleChoiceBlock(
        label=gettext_lazy("File types"),
        choices=MEDIA_TYPES,
        default=["application/pdf"],
        widget=forms.CheckboxSelectMultiple,
    )
    megabytes = blocks.IntegerBlock(
        label=gettext_lazy("Largest size, megabytes"), default=25, min_value=1, max_value=100
    )
    pages = blocks.IntegerBlock(
        label=gettext_lazy("Most pages in a PDF"), required=False, min_value=1, max_value=1000
    )
    per_party = blocks.BooleanBlock(label=gettext_lazy("Every party attaches one of its own"), required=False)
    seen_by = seen_by_block()

    class Meta:
        icon = "upload"
        form_classname = "struct-block cms-pairs"
        label = gettext_lazy("Attachment")
        label_format = "{label_sv}"


class SlotsBlock(blocks.StreamBlock):
    """Every attachment that the form asks for."""

    slot = SlotBlock()
