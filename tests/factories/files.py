"""Small files of every kind that the portal takes, well-formed, as office programs write them."""

import io
import zipfile
from collections.abc import Mapping

from PIL import Image

from applications.inspection.found import DOCX, JPEG, PDF, PNG, XLSX

WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ENDINGS = {PDF: "pdf", PNG: "png", JPEG: "jpg", DOCX: "docx", XLSX: "xlsx"}


def pdf(
    pages: int = 1, *, extra: tuple[bytes, ...] = (), catalog: bytes = b"", trailer: bytes = b""
) -> bytes:
    """Return a PDF with that many empty pages. `extra` objects get the numbers after the pages' own."""
    kids = b" ".join(b"%d 0 R" % (3 + page) for page in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids),
        *[b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"] * pages,
        *extra,
    ]
    content, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer)
    return content + head + table + end + b"startxref\n%d\n%%%%EOF\n" % len(content)


def picture(
    kind: str = "PNG", size: tuple[int, int] = (40, 30), mode: str = "RGB", **options: object
) -> bytes:
    """Return a picture of one colour."""
    file = io.BytesIO()
    Image.new(mode, size).save(file, kind, **options)
    return file.getvalue()


def archive(parts: Mapping[str, bytes | str], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive of the parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", how) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return file.getvalue()


def content_types(main: str, part: str, *others: str) -> str:
    """Return the list of content types that an office file begins with."""
    rows = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in [(part, main)])
    rows += "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in _pairs(others)
    )
    return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{rows}</Types>'


def _pairs(others: tuple[str, ...]) -> list[tuple[str, str]]:
    usual = [
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ]
    return [*usual, *[(one.split("=")[0], one.split("=")[1]) for one in others]]


def docx_parts(text: str = "Plan", main: str = WORD_MAIN, *others: str) -> dict[str, bytes | str]:
    """Return the parts of the smallest Word file that Word opens."""
    relation = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    return {
        "[Content_Types].xml": content_types(main, "word/document.xml", *others),
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{relation}</Relationships>',
        "word/document.xml": f'{_HEAD}<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r>'
        "</w:p></w:body></w:document>",
    }


def xlsx_parts(main: str = EXCEL_MAIN, *others: str) -> dict[str, bytes | str]:
    """Return the parts of the smallest Excel file that Excel opens."""
    relation = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    sheet = f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    return {
        "[Content_Types].xml": content_types(main, "xl/workbook.xml", *others),
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{relation}</Relationships>',
        "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{sheet}'
        "</Relationships>",
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'{_HEAD}<worksheet xmlns="{_SHEET}"><sheetData/></worksheet>',
    }


def docx(text: str = "Plan") -> bytes:
    """Return a small Word file."""
    return archive(docx_parts(text))


def xlsx() -> bytes:
    """Return a small Excel file."""
    return archive(xlsx_parts())
