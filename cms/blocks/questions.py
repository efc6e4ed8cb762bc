"""The call's own questions, one kind of block a kind of question; a table's columns and a group's questions.

The block's id becomes the question's key (`cms.form`), so a question keeps its answers through every edit.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from cms.blocks.rules import KronorBlock
from rulebook.answers import MOST_ROWS

LONGEST_SHORT, LONGEST_LONG, MOST_CHOICES = 300, 20_000, 50
LANGUAGES = [("sv", gettext_lazy("Swedish")), ("en", gettext_lazy("English"))]


class AskedBlock(blocks.StructBlock):
    """What every question has: its words, help, and whether an application can do without the answer."""

    label_sv = blocks.CharBlock(label=gettext_lazy("Question in Swedish"), max_length=200)
    label_en = blocks.CharBlock(label=gettext_lazy("Question in English"), required=False, max_length=200)
    help_sv = blocks.TextBlock(label=gettext_lazy("Help in Swedish"), required=False, rows=2, max_length=1000)
    help_en = blocks.TextBlock(label=gettext_lazy("Help in English"), required=False, rows=2, max_length=1000)
    required = blocks.BooleanBlock(
        label=gettext_lazy("Must be answered before the application is submitted"),
        required=False,
        default=True,
    )

    class Meta:
        form_classname = "struct-block cms-pairs"
        label_format = "{label_sv}"
        group = gettext_lazy("Questions")

    def clean(self, value: Any) -> Any:
        """Refuse what no answer could meet, each at its own field."""
        cleaned = super().clean(value)
        wrong = {} if self.is_deferred_validation else dict(self.wrong_in(cleaned))
        if wrong:
            raise blocks.StructBlockValidationError(
                block_errors={name: ValidationError(sentence) for name, sentence in wrong.items()}
            )
        return cleaned

    def wrong_in(self, value: Any) -> Iterator[tuple[str, str]]:
        """Name the fields that no answer could meet, with a sentence for each."""
        yield from _wrong_bounds(value, "lowest", "highest")
        yield from _wrong_bounds(value, "least", "most")


def _wrong_bounds(value: Any, low: str, high: str) -> Iterator[tuple[str, str]]:
    lowest, highest = value.get(low), value.get(high)
    if lowest is not None and highest is not None and lowest > highest:
        yield high, _("This is below the smallest that is allowed. Choose a larger number.")


class _Text(AskedBlock):
    language = blocks.ChoiceBlock(
        label=gettext_lazy("Language of the answer"), choices=LANGUAGES, required=False
    )


class ShortTextBlock(_Text):
    """A line of text."""

    limit = blocks.IntegerBlock(
        label=gettext_lazy("Longest answer, characters"), default=150, min_value=1, max_value=LONGEST_SHORT
    )

    class Meta:
        icon = "pilcrow"
        label = gettext_lazy("Short text")


class LongTextBlock(_Text):
    """Paragraphs of text."""

    limit = blocks.IntegerBlock(
        label=gettext_lazy("Longest answer, characters"), default=1500, min_value=1, max_value=LONGEST_LONG
    )

    class Meta:
        icon = "doc-full"
        label = gettext_lazy("Long text")


class NumberBlock(AskedBlock):
    """A number, whole or with decimals."""

    decimals = blocks.IntegerBlock(
        label=gettext_lazy("Decimals (0 for whole numbers)"), default=0, min_value=0, max_value=4
    )
    lowest = blocks.DecimalBlock(
        label=gettext_lazy("Lowest"), required=False, max_digits=15, decimal_places=4
    )
    highest = blocks.DecimalBlock(
        label=gettext_lazy("Highest"), required=False, max_digits=15, decimal_places=4
    )
    unit_sv = blocks.CharBlock(label=gettext_lazy("Unit in Swedish"), required=False, max_length=30)
    unit_en = blocks.CharBlock(label=gettext_lazy("Unit in English"), required=False, max_length=30)

    class Meta:
        icon = "order"
        label = gettext_lazy("Number")

    def wrong_in(self, value: Any) -> Iterator[tuple[str, str]]:
        """Refuse bounds that are finer than the answers may be."""
        yield from super().wrong_in(value)
        for name in ("lowest", "highest"):
            bound = value.get(name)
            if isinstance(bound, Decimal) and bound != round(bound, value["decimals"] or 0):
                yield name, _("This has more decimals than the answer may have.")


class SumBlock(AskedBlock):
    """A sum in whole kronor."""

    lowest = KronorBlock(label=gettext_lazy("Lowest"), required=False)
    highest = KronorBlock(label=gettext_lazy("Highest"), required=False)

    class Meta:
        icon = "decimal"
        label = gettext_lazy("Sum in kronor")


class DayBlock(AskedBlock):
    """A date."""

    class Meta:
        icon = "date"
        label = gettext_lazy("Date")


class YesNoBlock(AskedBlock):
    """Yes or no."""

    class Meta:
        icon = "check"
        label = gettext_lazy("Yes or no")


class AlternativeBlock(blocks.StructBlock):
    """One alternative of a choice."""

    sv = blocks.CharBlock(label=gettext_lazy("In Swedish"), max_length=150)
    en = blocks.CharBlock(label=gettext_lazy("In English"), required=False, max_length=150)

    class Meta:
        form_classname = "struct-block cms-pairs"
        label = gettext_lazy("Alternative")


class ChoiceBlock(AskedBlock):
    """One of several alternatives."""

    choices = blocks.ListBlock(
        AlternativeBlock(), label=gettext_lazy("Alternatives"), min_num=2, max_num=MOST_CHOICES
    )

    class Meta:
        icon = "radio-empty"
        label = gettext_lazy("Choice of one")

    def wrong_in(self, value: Any) -> Iterator[tuple[str, str]]:
        """Refuse alternatives that read alike."""
        yield from super().wrong_in(value)
        words = [row["sv"].strip().casefold() for row in value["choices"]]
        if len(set(words)) < len(words):
            yield "label_sv", _("Two of the alternatives are the same. Change one of them.")


class ChoicesBlock(ChoiceBlock):
    """Some of several alternatives."""

    least = blocks.IntegerBlock(
        label=gettext_lazy("Choose at least"), required=False, min_value=1, max_value=MOST_CHOICES
    )
    most = blocks.IntegerBlock(
        label=gettext_lazy("Choose at most"), required=False, min_value=1, max_value=MOST_CHOICES
    )

    class Meta:
        icon = "list-ul"
        label = gettext_lazy("Choice of several")

    def wrong_in(self, value: Any) -> Iterator[tuple[str, str]]:
        """Refuse to ask for more alternatives than there are."""
        yield from super().wrong_in(value)
        if (value["least"] or 0) > len(value["choices"]):
            yield "least", _("There are not so many alternatives.")


class PartsBlock(blocks.StreamBlock):
    """The columns of a table, or the questions about each item of a group."""

    short_text = ShortTextBlock()
    long_text = LongTextBlock()
    number = NumberBlock()
    kronor = SumBlock()
    date = DayBlock()
    yes_no = YesNoBlock()
    choice = ChoiceBlock()


def _how_many(label: Any, default: int) -> blocks.IntegerBlock:
    return blocks.IntegerBlock(label=label, default=default, min_value=1, max_value=MOST_ROWS)


class TableBlock(AskedBlock):
    """A table: fixed columns, as many rows as are written."""

    item_sv = blocks.CharBlock(
        label=gettext_lazy("What a row is called, in Swedish"), required=False, max_length=60
    )
    item_en = blocks.CharBlock(
        label=gettext_lazy("What a row is called, in English"), required=False, max_length=60
    )
    least = _how_many(gettext_lazy("Fewest rows"), 1)
    most = _how_many(gettext_lazy("Most rows"), 20)
    parts = PartsBlock(label=gettext_lazy("Columns"), min_num=1, max_num=8)

    class Meta:
        icon = "table"
        label = gettext_lazy("Table")


class GroupBlock(AskedBlock):
    """Questions that are asked anew about each of several things: key persons, owners."""

    item_sv = blocks.CharBlock(
        label=gettext_lazy("What one of them is called, in Swedish"),
        max_length=60,
        help_text=gettext_lazy("For example “Key person”: they are numbered."),
    )
    item_en = blocks.CharBlock(
        label=gettext_lazy("What one of them is called, in English"), required=False, max_length=60
    )
    least = _how_many(gettext_lazy("Fewest of them"), 1)
    most = _how_many(gettext_lazy("Most of them"), 10)
    parts = PartsBlock(label=gettext_lazy("Questions about each"), min_num=1, max_num=20)

    class Meta:
        icon = "group"
        label = gettext_lazy("Group that is repeated")
