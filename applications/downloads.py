"""Handing out private files: after the caller's check of rights, never shown inside the portal."""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse
from django.utils.translation import gettext as _

from applications.models import Attachment, ScanState

# Files that wait for the scanner, or that it has refused, are handed out to nobody.
HANDED_OUT = (ScanState.CLEAN.value, ScanState.NOT_CONFIGURED.value)


def is_handed_out(file: Attachment) -> bool:
    """Whether the file is known to be healthy, or nothing scans here."""
    return file.scan in HANDED_OUT


def trouble_with(scan: str) -> str:
    """Say why a file can't be opened; nothing for one that can."""
    if scan == ScanState.PENDING.value:
        return _("Waiting for the virus scanner. The file can be opened when it has been found clean.")
    if scan == ScanState.INFECTED.value:
        return _("The virus scanner has refused this file. Nobody can open it; another is needed instead.")
    return ""


def as_download(file: FieldFile, name: str, media_type: str) -> FileResponse:
    """Answer with a file: as an attachment by its encoded name (RFC 6266), sniffed and kept by nobody.

    Raises FileNotFoundError when the storage has lost it.
    """
    response = FileResponse(file.open("rb"), as_attachment=True, filename=name, content_type=media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
