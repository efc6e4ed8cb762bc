"""Hostile Word and Excel files: archives that swell, lead out, hold macros, entities or other files."""

import io
import struct
import warnings
import zipfile

from applications.inspection.found import Problem
from tests.factories import files
from tests.uploads.hostile_pdfs import Hostile

_MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
_MACRO_SHEET = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_VBA = "bin=application/vnd.ms-office.vbaProject"
_ENTITY = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document>&x;</w:document>'
_LAUGHS = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w:document>&b;</w:document>'
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def hostile_office() -> Hostile:
    """Return class and case → file name, content, and the problem that is to be found."""
    return {**_bombs(), **_macros(), **_entities(), **_odd(), **_packed(), **_locked(), **_wrong()}


def word(**parts: bytes | str) -> bytes:
    """Return a Word file with more parts; `__` in a name stands for `/`."""
    named = {name.replace("__", "/"): content for name, content in parts.items()}
    return files.archive({**files.docx_parts(), **named})


def with_parts(parts: dict[str, bytes | str]) -> bytes:
    """Return a Word file with more parts, or other ones."""
    return files.archive({**files.docx_parts(), **parts})


def _bombs() -> Hostile:
    swells = Problem.SWELLS
    zeros = b"\0" * (12 * 2**20)
    inner = files.archive({"word/document.xml": zeros})
    return {
        "bomb: one part": ("a.docx", with_parts({"word/media/a.bmp": zeros}), swells),
        "bomb: in the text": (
            "b.docx",
            with_parts({"word/document.xml": b"<d>" + b" " * 12 * 2**20 + b"</d>"}),
            swells,
        ),
        "bomb: in a sheet": (
            "c.xlsx",
            files.archive({**files.xlsx_parts(), "xl/worksheets/sheet2.xml": zeros}),
            swells,
        ),
        "bomb: parts that overlap": ("d.docx", _overlapping(), swells),
        "bomb: too many parts": (
            "e.docx",
            files.archive(
                {**files.docx_parts(), **{f"word/{n}.txt": "" for n in range(6000)}}, zipfile.ZIP_STORED
            ),
            swells,
        ),
        "bomb: nested archives": ("f.docx", with_parts({"word/a.zip": inner}), Problem.HOLDS_FILES),
        "bomb: nested in a sheet behind a chart": (
            "g.docx",
            with_parts({"word/embeddings/a.xlsx": files.archive({**files.xlsx_parts(), "xl/a.xml": zeros})}),
            swells,
        ),
        "bomb: says it is small": ("h.docx", _lying(), Problem.DAMAGED),
        "bomb: nested without an extension": ("i.docx", with_parts({"word/a": inner}), Problem.HOLDS_FILES),
    }


def _overlapping() -> bytes:
    """Every row of the directory points at the same bytes."""
    whole = files.archive({**files.docx_parts(), "word/a.xml": "<a/>" * 900, "word/b.xml": "<b/>" * 900})
    place = whole.rfind(b"PK\x01\x02")
    before = whole.rfind(b"PK\x01\x02", 0, place)
    offset = whole[before + 42 : before + 46]
    return whole[: place + 42] + offset + whole[place + 46 :]


def _lying() -> bytes:
    """The directory says that the text is ten bytes long."""
    whole = with_parts({"word/document.xml": b"<d>" + b" " * 2**22 + b"</d>"})
    place = whole.rfind(b"PK\x01\x02")
    return whole[: place + 24] + struct.pack("<I", 10) + whole[place + 28 :]


def _macros() -> Hostile:
    macros = Problem.MACROS
    project = {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0 macro"}
    docm = {**files.docx_parts("x", _MACRO, _VBA), **project}
    xlsm = {**files.xlsx_parts(_MACRO_SHEET, _VBA), "xl/vbaProject.bin": b"macro"}
    return {
        "macro: renamed docm": ("j.docx", files.archive(docm), macros),
        "macro: renamed xlsm": ("k.xlsx", files.archive(xlsm), macros),
        "macro: project in a docx": ("l.docx", with_parts(dict(project)), macros),
        "macro: project in capitals": ("m.docx", with_parts({"word/VBAPROJECT.BIN": b"x"}), macros),
        "macro: project under another name": (
            "n.docx",
            files.archive({**files.docx_parts("x", files.WORD_MAIN, _VBA), "word/other.bin": b"x"}),
            macros,
        ),
        "macro: control in a document": ("o.docx", with_parts({"word/activeX/activeX1.xml": "<a/>"}), macros),
        "macro: old macro sheet": (
            "p.xlsx",
            files.archive({**files.xlsx_parts(), "xl/macrosheets/sheet1.xml": "<a/>"}),
            macros,
        ),
        "macro: in a sheet behind a chart": (
            "q.docx",
            with_parts({"word/embeddings/a.xlsx": files.archive(xlsm)}),
            macros,
        ),
    }


def _entities() -> Hostile:
    own = Problem.OWN_DEFINITIONS
    return {
        "xxe: in the text": ("r.docx", with_parts({"word/document.xml": _ENTITY}), own),
        "xxe: in UTF-16": (
            "s.docx",
            with_parts(
                {"word/document.xml": ('<?xml version="1.0" encoding="UTF-16"?>' + _ENTITY).encode("utf-16")}
            ),
            own,
        ),
        "xxe: in the relations": ("t.docx", with_parts({"word/_rels/document.xml.rels": _ENTITY}), own),
        "xxe: laughs in a sheet": (
            "u.xlsx",
            files.archive({**files.xlsx_parts(), "xl/sharedStrings.xml": _LAUGHS}),
            own,
        ),
        "xxe: behind much space": (
            "v.docx",
            with_parts({"word/document.xml": '<?xml version="1.0"?>' + " " * 40_000 + _ENTITY}),
            Problem.DAMAGED,
        ),
        "xxe: only named": (
            "w.docx",
            with_parts({"word/styles.xml": '<!DOCTYPE d SYSTEM "http://x.example"><d/>'}),
            own,
        ),
    }


def _odd() -> Hostile:
    odd = Problem.ODD_INSIDES
    link = zipfile.ZipInfo("word/media/a.png")
    link.external_attr = 0o120777 << 16
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        for name, content in files.docx_parts().items():
            made.writestr(name, content)
        made.writestr(link, "/etc/passwd")
    twice = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(twice, "w") as made:
        warnings.simplefilter("ignore")
        for name, content in [*files.docx_parts().items(), *files.docx_parts("other").items()]:
            made.writestr(name, content)
    return {
        "slip: up and out": ("x.docx", with_parts({"../../etc/cron.d/a": "x"}), odd),
        "slip: an absolute path": ("y.docx", with_parts({"/etc/passwd": "x"}), odd),
        "slip: backwards": ("z.docx", with_parts({"..\\..\\a.xml": "<a/>"}), odd),
        "slip: a drive": ("aa.docx", with_parts({"C:/a.xml": "<a/>"}), odd),
        "symlink: in the archive": ("ab.docx", written.getvalue(), odd),
        "slip: the same part twice": ("ac.docx", twice.getvalue(), odd),
    }


def _packed() -> Hostile:
    holds = Problem.HOLDS_FILES
    package = _COMPOUND + "Ole10Native".encode("utf-16-le")
    return {
        "embedded: a program": ("ad.docx", with_parts({"word/embeddings/a.exe": b"MZ"}), holds),
        "embedded: packed as an object": (
            "ae.docx",
            with_parts({"word/embeddings/oleObject1.bin": package}),
            holds,
        ),
        "page: HTML inside": (
            "af.docx",
            with_parts({"word/afchunk.html": "<script>alert(1)</script>"}),
            holds,
        ),
        "page: MHTML inside": ("ag.docx", with_parts({"word/afchunk.mht": "MIME-Version: 1.0"}), holds),
    }


def _locked() -> Hostile:
    package = _COMPOUND + "EncryptedPackage".encode("utf-16-le")
    flagged = bytearray(files.docx())
    place = bytes(flagged).rfind(b"PK\x01\x02")
    flagged[place + 8] |= 1
    return {
        "locked: a Word file": ("ah.docx", package, Problem.LOCKED),
        "locked: an Excel file": ("ai.xlsx", package, Problem.LOCKED),
        "locked: a part": ("aj.docx", bytes(flagged), Problem.LOCKED),
        "wrong: Word before 2007": ("ak.docx", _COMPOUND, Problem.OLD_OFFICE),
    }


def _wrong() -> Hostile:
    says = Problem.NOT_WHAT_IT_SAYS
    whole = files.docx()
    return {
        "wrong: Excel called Word": ("al.docx", files.xlsx(), says),
        "wrong: Word called Excel": ("am.xlsx", whole, says),
        "wrong: any archive": ("an.docx", files.archive({"a.txt": "x"}), says),
        "wrong: a program's archive": ("ao.docx", files.archive({"META-INF/MANIFEST.MF": "x"}), says),
        "truncated: half an archive": ("ap.docx", whole[: len(whole) // 2], Problem.DAMAGED),
        "polyglot: a page behind the archive": (
            "aq.docx",
            whole + b"<script>alert(1)</script>",
            Problem.TWO_KINDS,
        ),
        "polyglot: a page in the archive's note": ("ar.docx", _noted(), Problem.TWO_KINDS),
        "truncated: text that is no XML": (
            "as.docx",
            with_parts({"word/document.xml": "<w:"}),
            Problem.DAMAGED,
        ),
    }


def _noted() -> bytes:
    written = io.BytesIO(files.docx())
    with zipfile.ZipFile(written, "a") as made:
        made.comment = b"<html><script>alert(1)</script>"
    return written.getvalue()
