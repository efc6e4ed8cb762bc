"""Good files, each written by a library that offices use: none of them may be refused."""

import datetime
import io
import json
import random

import openpyxl
import pikepdf
import typst
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from tests.factories import files

Named = tuple[str, bytes]


def good_files() -> dict[str, Named]:
    """Return name of the case → file name and content."""
    return {**_pdfs(), **_pictures(), **_sheets(), **_words()}


def _typeset(markup: str, **more: object) -> bytes:
    made = typst.compile(markup.encode(), format="pdf", ignore_system_fonts=True, **more)  # type: ignore[call-overload]
    assert isinstance(made, bytes)
    return made


def _pdfs() -> dict[str, Named]:
    plain = '#set document(title: "Plan", date: none)\n= Plan\nVi prövar öppna verktyg.'
    rich = plain + '\n#link("https://exempel.example")[Länk] #outline()\n#table(columns: 2, [a], [b])'
    dated = rich.replace("none", "datetime(year: 2027, month: 1, day: 1)")
    noise = random.Random(4).randbytes(90_000)
    grains = io.BytesIO()
    Image.frombytes("RGB", (200, 150), noise).save(grains, "PDF", title="Skannat")
    scan = io.BytesIO()
    pages = [Image.new("L", (600, 800), shade) for shade in (250, 240, 230)]
    pages[0].save(scan, "PDF", save_all=True, append_images=pages[1:])
    return {
        "pdf plain": ("Avsiktsförklaring.pdf", _typeset(plain)),
        "pdf tagged": ("plan (slutlig).PDF", _typeset(rich, pdf_standards=["ua-1"])),
        "pdf archival": ("plan 2027.pdf", _typeset(dated, pdf_standards=["a-2b"])),
        "pdf many pages": ("bilaga 1.pdf", _typeset("#for i in range(60) [#i #pagebreak()]")),
        "pdf old": ("gammal.pdf", _typeset(plain, pdf_standards=["1.4"])),
        "pdf handwritten": ("liten.pdf", files.pdf()),
        "pdf photograph": ("foto.pdf", grains.getvalue()),
        "pdf scanned": ("skannat.pdf", scan.getvalue()),
        "pdf linearized": ("webb.pdf", _saved(linearize=True)),
        "pdf object streams": ("tät.pdf", _saved(object_stream_mode=pikepdf.ObjectStreamMode.generate)),
        "pdf with a form": ("formulär.pdf", files.pdf(catalog=b"/AcroForm << /Fields [] >>")),
        "pdf that says /JS in a bookmark": ("js.pdf", files.pdf(extra=(b"<< /Title (Om /JS i PDF) >>",))),
    }


def _saved(**options: object) -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(_typeset("= Plan\n#lorem(900)"))) as pdf:
        pdf.save(written, **options)  # type: ignore[arg-type]
    return written.getvalue()


def _pictures() -> dict[str, Named]:
    exif = Image.Exif()
    exif[Base.Make.value] = "Kamera"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitudeRef.value] = "N"
    trailer = files.picture("JPEG") + b"\0SEFT\0depth map"
    return {
        "png": ("karta.png", files.picture()),
        "png with transparency": ("märke.png", files.picture(mode="RGBA")),
        "png with a palette": ("diagram.png", files.picture(mode="P")),
        "png of sixteen bits": ("höjd.png", files.picture(mode="I;16")),
        "png large": ("plansch.png", files.picture(size=(5000, 4000), mode="L")),
        "jpeg": ("foto.jpg", files.picture("JPEG")),
        "jpeg progressive": ("foto2.jpeg", files.picture("JPEG", progressive=True)),
        "jpeg for print": ("tryck.jpg", files.picture("JPEG", mode="CMYK")),
        "jpeg large": ("panorama.jpg", files.picture("JPEG", size=(8000, 6000))),
        "jpeg with a place": ("plats.jpg", files.picture("JPEG", exif=exif)),
        "jpeg from a phone": ("mobil.jpg", trailer),
    }


def _sheets() -> dict[str, Named]:
    return {
        "xlsx by openpyxl": ("budget.xlsx", _openpyxl()),
        "xlsx with a chart": ("diagram.xlsx", _openpyxl(chart=True)),
        "xlsx by xlsxwriter": ("kalkyl.xlsx", _xlsxwriter(50)),
        "xlsx of many rows": ("mätningar.xlsx", _xlsxwriter(20_000)),
        "xlsx smallest": ("tom.xlsx", files.xlsx()),
    }


def _openpyxl(*, chart: bool = False) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in range(1, 40):
        sheet.append([row, f"Rad {row}", datetime.date(2027, 1, 1), row * 1000])
    if chart:
        bars = BarChart()
        bars.add_data(Reference(sheet, min_col=4, min_row=1, max_row=39))
        sheet.add_chart(bars, "F2")  # type: ignore[call-arg]
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _xlsxwriter(rows: int) -> bytes:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Budget")
        sheet.insert_image("J2", "karta.png", {"image_data": io.BytesIO(files.picture())})
        for row in range(rows):
            sheet.write_row(row, 0, [row, row * 3, "Timmar", 0])
    return written.getvalue()


def _words() -> dict[str, Named]:
    chart = {**files.docx_parts(), "word/embeddings/Microsoft_Excel_Sheet1.xlsx": _openpyxl()}
    settings = {**files.docx_parts(), "word/media/image1.png": files.picture(), "word/": b""}
    return {
        "docx": ("plan.docx", files.docx()),
        "docx stored": ("plan2.docx", files.archive(files.docx_parts("Plan" * 400), 0)),
        "docx long": ("bok.docx", files.docx("Vi prövar. " * 30_000)),
        "docx with a chart": ("rapport.docx", files.archive(chart)),
        "docx with a picture": ("bild.docx", files.archive(settings)),
        "docx about macros": ("om makron.docx", files.docx(json.dumps("vbaProject.bin <script>")[:9])),
    }
