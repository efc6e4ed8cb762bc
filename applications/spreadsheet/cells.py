"""How the spreadsheet's cells look, and how texts and numbers are written into them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Formats:
    """How cells look: heads, texts, framed cells to fill in, sums."""

    head: Any
    text: Any
    formula_like: Any
    money: Any
    hours: Any
    sum: Any
    sum_label: Any
    year: Any
    hours_year: Any
    quiet: Any
    entry: Any


def formats_of(book: Any) -> Formats:
    """Declare every format in a workbook."""

    def of(**more: Any) -> Any:
        return book.add_format({"font_name": "Arial", "font_size": 10, "valign": "vcenter", **more})

    money, bold = {"num_format": "#,##0", "align": "right"}, {"bold": True, "top": 1}
    field = {"border": 1, "border_color": "#8A94A0", "bg_color": "#FFFDF5"}
    return Formats(
        head=of(bold=True, font_size=14),
        text=of(**field),
        formula_like=of(quote_prefix=True, **field),
        money=of(**money, **field),
        hours=of(**money, **field),
        sum=of(**money, **bold),
        sum_label=of(**bold),
        year=of(bold=True, num_format="0", align="right"),
        hours_year=of(bold=True, num_format=f'"{_hours_word()} "0', align="right"),
        quiet=of(font_color="#55606E", text_wrap=False),
        entry=of(),
    )


def _hours_word() -> str:
    return str(_("Hours")).replace('"', "")


def write_text(sheet: Any, row: int, column: int, text: str, formats: Formats, plain: Any = None) -> None:
    """Write a text as a text: never a formula, a link or a number, in this program or the next."""
    risky = text.startswith(_STARTS_A_FORMULA)
    sheet.write_string(row, column, text, formats.formula_like if risky else plain or formats.text)


def write_entry(sheet: Any, row: int, column: int, value: int, cell: Any) -> None:
    """Write a whole number as a number; nothing for zero, so that an empty cell stays empty."""
    if value:
        sheet.write_number(row, column, value, cell)
    else:
        sheet.write_blank(row, column, None, cell)
