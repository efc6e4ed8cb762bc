"""The parts of a workbook as Office Open XML (ECMA-376) has them: sheets, styles, and what ties them."""

import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

PLAIN, MONEY, DAY, BOLD, QUOTED = range(5)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STYLES = (
    f'{_DECLARATION}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="10"/><name val="Arial"/></font>'
    '<font><b/><sz val="10"/><name val="Arial"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def sheet_name(number: int) -> str:
    """Name the part of a sheet, counted from 1."""
    return f"xl/worksheets/sheet{number}.xml"


def letter(place: int) -> str:
    """Return a column's letters: A, B, … Z, AA."""
    above, below = divmod(place, 26)
    return (letter(above - 1) if above else "") + chr(ord("A") + below)


def text_cell(place: str, text: str, style: int) -> str:
    """Write a text in its cell, in a style."""
    return f'<c r="{place}{text_after(text, style)}'


def text_after(text: str, style: int) -> str:
    """Write what follows the place of a cell that holds a text."""
    return f'" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def sheet_start(widths: Sequence[int]) -> str:
    """Begin a sheet: a first row that stays in sight, and the columns' widths."""
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(widths, 1)
    )
    return (
        f'{_DECLARATION}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>"
    )


def sheet_end(last_letter: str, rows: int) -> str:
    """End a sheet; its head filters."""
    return f'</sheetData><autoFilter ref="A1:{last_letter}{rows}"/></worksheet>'


def finish(book: zipfile.ZipFile, names: Sequence[str], about: Sequence[tuple[str, str]]) -> None:
    """Write the last sheet, about the data, and everything that says what the sheets are called."""
    many = len(names)
    book.writestr(sheet_name(many), _about(about))
    book.writestr("xl/styles.xml", _STYLES)
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{at}" r:id="rId{at}"/>' for at, name in enumerate(names, 1)
    )
    book.writestr(
        "xl/workbook.xml",
        f'{_DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>{sheets}</sheets></workbook>',
    )
    ties = [(f"{_DOCUMENT}/worksheet", f"worksheets/sheet{at}.xml") for at in range(1, many + 1)]
    book.writestr("xl/_rels/workbook.xml.rels", _ties([*ties, (f"{_DOCUMENT}/styles", "styles.xml")]))
    book.writestr("_rels/.rels", _ties([(f"{_DOCUMENT}/officeDocument", "xl/workbook.xml")]))
    book.writestr("[Content_Types].xml", _types(many))


def _about(about: Sequence[tuple[str, str]]) -> str:
    rows = "".join(
        f'<row r="{at}">{text_cell(f"A{at}", head, BOLD)}{text_cell(f"B{at}", text, QUOTED)}</row>'
        for at, (head, text) in enumerate(about, 1)
    )
    return (
        f'{_DECLARATION}<worksheet xmlns="{_MAIN}"><cols><col min="1" max="1" width="28" customWidth="1"/>'
        f'<col min="2" max="2" width="90" customWidth="1"/></cols><sheetData>{rows}</sheetData></worksheet>'
    )


def _ties(ties: Sequence[tuple[str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="rId{at}" Type="{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(ties, 1)
    )
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def _types(sheets: int) -> str:
    told = "".join(
        f'<Override PartName="/{sheet_name(at)}" ContentType="{_TYPE}.worksheet+xml"/>'
        for at in range(1, sheets + 1)
    )
    return (
        f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{told}</Types>'
    )
