"""The whole hostile corpus: pictures, plain kinds, and what the other modules make."""

import struct
import zlib

from applications.inspection.found import Problem
from tests.factories import files
from tests.uploads.hostile_office import hostile_office
from tests.uploads.hostile_pdfs import Hostile, hostile_pdfs

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!" + b"$H+H*"
_SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
_PAGE = b"<!DOCTYPE html><script>alert(1)</script>"
_MHTML = b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<script>alert(1)</script>"


def hostile_files() -> Hostile:
    """Return class and case → file name, content, and the problem that is to be found."""
    return {**hostile_pdfs(), **hostile_office(), **_pictures(), **_others()}


def png_header(width: int, height: int) -> bytes:
    """Return a PNG that says it is that large, with hardly anything in it."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0")), (b"IEND", b""))
    )


def jpeg_header(width: int, height: int) -> bytes:
    """Return a JPEG whose head says that it is that large."""
    small = files.picture("JPEG")
    place = small.find(b"\xff\xc0") + 5
    return small[:place] + struct.pack(">HH", height, width) + small[place + 4 :]


def _pictures() -> Hostile:
    png, jpeg = files.picture(), files.picture("JPEG", size=(300, 200))
    return {
        "flood: PNG of 50 000 a side": ("a.png", png_header(50_000, 50_000), Problem.HUGE_PICTURE),
        "flood: PNG of two thousand million": (
            "b.png",
            png_header(2**31 - 1, 2**31 - 1),
            Problem.HUGE_PICTURE,
        ),
        "flood: PNG one pixel high": ("c.png", png_header(60_000_000, 1), Problem.HUGE_PICTURE),
        "flood: JPEG of 65 000 a side": ("d.jpg", jpeg_header(65_000, 65_000), Problem.HUGE_PICTURE),
        "truncated: half a PNG": ("e.png", png[: len(png) // 2], Problem.DAMAGED),
        "truncated: half a JPEG": ("f.jpg", jpeg[: len(jpeg) // 2], Problem.DAMAGED),
        "truncated: PNG with a wrong sum": ("g.png", png[:45] + b"\0\0" + png[47:], Problem.DAMAGED),
        "truncated: only a head": ("h.jpg", b"\xff\xd8\xff\xe0", Problem.DAMAGED),
        "polyglot: a page behind a PNG": ("i.png", png + _PAGE, Problem.TWO_KINDS),
        "polyglot: a page behind a JPEG": ("j.jpg", jpeg + _PAGE, Problem.TWO_KINDS),
        "polyglot: a page in a JPEG's note": (
            "k.jpg",
            files.picture("JPEG", comment=_PAGE),
            Problem.TWO_KINDS,
        ),
        "polyglot: an archive behind a JPEG": ("l.jpg", jpeg + files.docx(), Problem.TWO_KINDS),
        "polyglot: an archive behind a PNG": ("m.png", png + files.docx(), Problem.TWO_KINDS),
        "polyglot: a program behind a JPEG": ("n.jpg", jpeg + b"<?php system(1);", Problem.TWO_KINDS),
    }


def _others() -> Hostile:
    says = Problem.NOT_WHAT_IT_SAYS
    return {
        "polyglot: GIF and script": ("o.png", b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)", says),
        "page: SVG called PNG": ("p.png", _SVG, says),
        "page: HTML called PDF": ("q.pdf", _PAGE, says),
        "page: MHTML called Word": ("r.docx", _MHTML, says),
        "wrong: PNG called JPEG": ("s.jpg", files.picture(), says),
        "wrong: PDF called PNG": ("t.png", files.pdf(), says),
        "wrong: a program called PDF": ("u.pdf", b"MZ\x90\0" + b"\0" * 99, says),
        "wrong: PDF after other bytes": ("v.pdf", b"\n" + files.pdf(), says),
        "virus: EICAR called PDF": ("w.pdf", EICAR, says),
        "empty: only spaces": ("x.pdf", b"   ", says),
    }
