"""What a file's first and last bytes tell, whatever it is called."""

import io
import re
import zipfile

from applications.inspection.found import DOCX, JPEG, PDF, PNG, XLSX, NotTaken, Problem

_HEADS = {
    PDF: b"%PDF-",
    PNG: b"\x89PNG\r\n\x1a\n",
    JPEG: b"\xff\xd8\xff",
    DOCX: b"PK\x03\x04",
    XLSX: b"PK\x03\x04",
}
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Office wrote before 2007, and wraps locked files in
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PAGE = re.compile(rb"<\s*(?:!doctype\s+html|html|script|svg|iframe|body|\?php)", re.IGNORECASE)
SNIFFED = 1024  # how far into a file browsers look for its kind


def check_head(content: bytes, media_type: str) -> None:
    """Raise NotTaken unless the file begins as its kind does, and as no other."""
    if content.startswith(_COMPOUND) and media_type in (DOCX, XLSX):
        raise NotTaken(Problem.LOCKED if _ENCRYPTED in content else Problem.OLD_OFFICE)
    if not content.startswith(_HEADS[media_type]):
        raise NotTaken(Problem.NOT_WHAT_IT_SAYS)
    if looks_like_a_page(content[:SNIFFED]):
        raise NotTaken(Problem.TWO_KINDS)


def looks_like_a_page(content: bytes) -> bool:
    """Whether a browser could take the bytes for a page, or a server for a program."""
    return _PAGE.search(content) is not None


def is_an_archive(content: bytes) -> bool:
    """Whether the file can also be opened as a zip archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return bool(archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        return False
