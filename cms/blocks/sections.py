"""The call's own sections of the application form."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from cms.blocks.criteria import SlotBlock, seen_by_block
from cms.blocks.questions import ChoicesBlock, GroupBlock, PartsBlock, TableBlock
from rulebook.standard_form import STANDARD_FORM
from wording.speak import in_language

MOST_FIELDS = 3000  # on one page; the portal takes 5 000 with what goes round them
MOST_CHARACTERS = 1_000_000


def standard_sections() -> list[tuple[str, str]]:
    """Name the sections that every form has, for the choice of where an own one stands."""
    return [(section.key, in_language(section.title_sv, section.title_en)) for section in STANDARD_FORM]


class QuestionsBlock(PartsBlock):
    """What a section asks, in its order; files stand last on the page."""

    choices = ChoicesBlock()
    table = TableBlock()
    group = GroupBlock()
    slot = SlotBlock()


class SectionBlock(blocks.StructBlock):
    """A section with its own page, asked for at a place among the standard sections."""

    title_sv = blocks.CharBlock(label=gettext_lazy("Heading in Swedish"), max_length=120)
    title_en = blocks.CharBlock(label=gettext_lazy("Heading in English"), required=False, max_length=120)
    help_sv = blocks.TextBlock(
        label=gettext_lazy("What the section is about, in Swedish"), required=False, rows=2, max_length=1000
    )
    help_en = blocks.TextBlock(
        label=gettext_lazy("What the section is about, in English"), required=False, rows=2, max_length=1000
    )
    after = blocks.ChoiceBlock(
        label=gettext_lazy("Comes after the section"), choices=standard_sections, default="plan"
    )
    seen_by = seen_by_block()
    questions = QuestionsBlock(label=gettext_lazy("Questions"), min_num=1)

    class Meta:
        icon = "form"
        form_classname = "struct-block cms-pairs"
        label = gettext_lazy("Section")
        label_format = "{title_sv}"

    def clean(self, value: Any) -> Any:
        """Refuse a section with more than one page can hold."""
        cleaned = super().clean(value)
        sizes = [_size(child.value) for child in cleaned["questions"] if child.block_type != "slot"]
        fields, characters = sum(size[0] for size in sizes), sum(size[1] for size in sizes)
        if not self.is_deferred_validation and (fields > MOST_FIELDS or characters > MOST_CHARACTERS):
            wrong = ValidationError(
                _(
                    "The section can become too large for one page. Allow fewer rows or shorter texts, "
                    "or move questions to another section."
                )
            )
            raise blocks.StructBlockValidationError(block_errors={"questions": wrong})
        return cleaned


def _size(value: Any) -> tuple[int, int]:
    """How many fields and characters an answer to a question may take."""
    parts = [_size(child.value) for child in value.get("parts", ())]
    if not parts:
        return 1, value.get("limit") or 30
    most = value["most"] or 1
    return most * len(parts), most * sum(characters for _fields, characters in parts)


class SectionsBlock(blocks.StreamBlock):
    """Every section of a call's own."""

    section = SectionBlock()
