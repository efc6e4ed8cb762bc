"""Hostile PDFs: things that run, things packed inside, two files in one, bombs, damage and locks."""

import io
import zlib

import pikepdf

from applications.inspection.found import Problem
from tests.factories import files

Hostile = dict[str, tuple[str, bytes, Problem]]
_JS = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
_LAUNCH = b"<< /S /Launch /F (cmd.exe) >>"
_PAGE = b"<html><script>alert(1)</script></html>"


def hostile_pdfs() -> Hostile:
    """Return class and case → file name, content, and the problem that is to be found."""
    return {**_active(), **_packed(), **_two_kinds(), **_locked(), **_broken(), **_bombs()}


def stream(content: bytes, head: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), head, content)


def _rewritten(content: bytes) -> bytes:
    """Return the PDF with all its objects inside compressed streams."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


def _active() -> Hostile:
    scripts, starts = Problem.SCRIPTS, Problem.STARTS_PROGRAMS
    at_opening = files.pdf(catalog=b"/OpenAction " + _JS)
    named = files.pdf(catalog=b"/Names << /JavaScript << /Names [(a) 4 0 R] >> >>", extra=(_JS,))
    annotation = b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A " + _JS + b" >>"
    code = stream(b"app.alert(1)")
    return {
        "script: at opening": ("a.pdf", at_opening, scripts),
        "script: by name": ("b.pdf", named, scripts),
        "script: in a compressed stream": ("c.pdf", _rewritten(at_opening), scripts),
        "script: name in hexadecimal": (
            "d.pdf",
            files.pdf(catalog=b"/OpenAction << /S /J#61vaScript /J#53 (x) >>"),
            scripts,
        ),
        "script: behind a link": ("e.pdf", files.pdf(extra=(annotation,)), scripts),
        "script: when a page opens": (
            "f.pdf",
            files.pdf(extra=(b"<< /AA << /O " + _JS + b" >> >>",)),
            scripts,
        ),
        "script: in a stream": ("g.pdf", files.pdf(extra=(b"<< /JS 5 0 R >>", code)), scripts),
        "script: after another action": (
            "h.pdf",
            files.pdf(catalog=b"/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next " + _JS + b" >>"),
            scripts,
        ),
        "script: a dynamic form": ("i.pdf", files.pdf(catalog=b"/AcroForm << /XFA (x) >>"), scripts),
        "launch: a program": ("j.pdf", files.pdf(catalog=b"/OpenAction " + _LAUNCH), starts),
        "launch: behind a link": ("k.pdf", files.pdf(extra=(b"<< /A " + _LAUNCH + b" >>",)), starts),
        "launch: sends what is filled in": (
            "l.pdf",
            files.pdf(extra=(b"<< /S /SubmitForm /F (http://x.example) >>",)),
            starts,
        ),
    }


def _packed() -> Hostile:
    holds = Problem.HOLDS_FILES
    spec = b"<< /Type /Filespec /F (x.exe) /EF << /F 5 0 R >> >>"
    program = stream(b"MZ...", b"/Type /EmbeddedFile")
    by_name = b"/Names << /EmbeddedFiles << /Names [(x) 4 0 R] >> >>"
    note = b"<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS 4 0 R >>"
    film = b"<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] >>"
    return {
        "embedded: by name": ("m.pdf", files.pdf(catalog=by_name, extra=(spec, program)), holds),
        "embedded: as a note": ("n.pdf", files.pdf(extra=(spec, program, note)), holds),
        "embedded: a film": ("o.pdf", files.pdf(extra=(film,)), holds),
        "embedded: opens one inside": ("p.pdf", files.pdf(extra=(b"<< /S /GoToE /T << >> >>",)), holds),
    }


def _two_kinds() -> Hostile:
    two = Problem.TWO_KINDS
    good = files.pdf()
    return {
        "polyglot: a page behind the end": ("q.pdf", good + _PAGE, two),
        "polyglot: a page in the first line": (
            "r.pdf",
            good.replace(b"%\xe2\xe3\xcf\xd3", b"%" + _PAGE),
            two,
        ),
        "polyglot: a page in an early stream": ("s.pdf", files.pdf(extra=(stream(_PAGE),)), two),
        "polyglot: a page between objects": (
            "t.pdf",
            files.pdf(extra=(stream(b"x" * 4000), b"(" + _PAGE + b")")),
            two,
        ),
        "polyglot: an archive behind the end": ("u.pdf", good + files.docx(), two),
        "polyglot: an archive whose note is the end": ("v.pdf", _archive_inside(), two),
        "polyglot: a program": ("w.pdf", good + b"<?php system($_GET[0]); ?>", two),
        "polyglot: two documents": ("x.pdf", good + b"MZ\x90\0", two),
    }


def _archive_inside() -> bytes:
    """A PDF with an archive before its end, which the archive takes for a note."""
    good = files.pdf()
    return good[:-6] + b"%" + files.archive({"a.txt": "x" * 9}) + b"\n%%EOF\n"


def _locked() -> Hostile:
    rows: Hostile = {}
    for case, keys in (
        ("to open", ("a", "b")),
        ("against changes", ("", "b")),
        ("with no password", ("", "")),
    ):
        written = io.BytesIO()
        with pikepdf.open(io.BytesIO(files.pdf())) as pdf:
            pdf.save(written, encryption=pikepdf.Encryption(user=keys[0], owner=keys[1]))
        rows[f"locked: {case}"] = ("y.pdf", written.getvalue(), Problem.LOCKED)
    return rows


def _broken() -> Hostile:
    good = files.pdf(3)
    return {
        "truncated: half a PDF": ("z.pdf", good[: len(good) // 2], Problem.DAMAGED),
        "truncated: only its first line": ("aa.pdf", b"%PDF-1.7\n", Problem.DAMAGED),
        "truncated: its table points nowhere": (
            "ab.pdf",
            good.replace(b"startxref\n", b"startxref\n9"),
            Problem.DAMAGED,
        ),
        "truncated: no pages": ("ac.pdf", files.pdf(0), Problem.NO_PAGES),
        "truncated: pages in a ring": ("ad.pdf", _ring(), Problem.DAMAGED),
    }


def _ring() -> bytes:
    return files.pdf().replace(
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        b"<< /Type /Pages /Parent 2 0 R /Count 1 /Kids [2 0 R]  >>",
    )


def _bombs() -> Hostile:
    packer = zlib.compressobj(1)
    swollen = b"".join(packer.compress(b"\0" * 2**20) for _megabyte in range(500)) + packer.flush()
    return {
        "bomb: objects that swell": ("ae.pdf", _swelling_objects(swollen), Problem.TOO_HARD),
        "bomb: nested without end": (
            "af.pdf",
            files.pdf(extra=(b"<< /JS " + b"[" * 5000 + b"]" * 5000 + b" >>",)),
            Problem.TOO_HARD,
        ),
    }


def _swelling_objects(swollen: bytes) -> bytes:
    """A PDF whose table of objects is a stream of 500 MB, packed to two."""
    head = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    table = b"<< /Type /XRef /W [1 2 1] /Index [0 99999999] /Size 99999999 /Root 1 0 R /Filter /FlateDecode "
    body = b"3 0 obj\n%s/Length %d >>\nstream\n%s\nendstream\nendobj\n" % (table, len(swollen), swollen)
    return head + body + b"startxref\n%d\n%%%%EOF\n" % len(head)
