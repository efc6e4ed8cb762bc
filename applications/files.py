"""What a file really is: content, extension and size must agree before it is kept."""

import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

import puremagic

from rulebook.questions import Slot
from rulebook.verdict import Refused, say

EXTENSIONS = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
HEADS = {
    "application/pdf": (b"%PDF-",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    EXTENSIONS[".docx"]: (b"PK\x03\x04",),
    EXTENSIONS[".xlsx"]: (b"PK\x03\x04",),
}


@dataclass(frozen=True)
class CheckedFile:
    """A file that may be kept: a name that is safe to show, and its real media type."""

    name: str
    media_type: str


def checked_file(file_name: str, content: bytes, slot: Slot) -> CheckedFile:
    """Check a file against its slot. Raises Refused with a sentence that says what to do."""
    field = f"attachments.{slot.key}"
    name = safe_name(file_name)
    if not content:
        raise Refused.because("file", say("The file is empty. Choose another one."), field)
    if len(content) > slot.megabytes * 1024 * 1024:
        sentence = say(
            "The file is larger than {megabytes} MB. Make it smaller and try again.", megabytes=slot.megabytes
        )
        raise Refused.because("file", sentence, field)
    media_type = EXTENSIONS.get(PurePosixPath(name).suffix.lower())
    allowed = tuple(sorted({ending for ending, kind in EXTENSIONS.items() if kind in slot.media_types}))
    if media_type is None or media_type not in slot.media_types:
        raise Refused.because(
            "file", say("This kind of file is not taken here. Use {kinds}.", kinds=allowed), field
        )
    if not _is_what_it_says(content, media_type):
        raise Refused.because(
            "file",
            say("The file's content does not fit its name. Save it anew as {kinds}.", kinds=allowed),
            field,
        )
    if media_type == "application/pdf" and b"/Encrypt" in content:
        raise Refused.because("file", say("The file is locked with a password. Save it without one."), field)
    return CheckedFile(name, media_type)


def safe_name(file_name: str) -> str:
    """Return a name without folders, control or direction characters, at most 200 characters long."""
    bare = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(c for c in unicodedata.normalize("NFC", bare) if unicodedata.category(c)[0] != "C").strip(
        " ."
    )
    path = PurePosixPath(shown or "file")
    return f"{path.stem[: 200 - len(path.suffix)]}{path.suffix[:20]}"


def _is_what_it_says(content: bytes, media_type: str) -> bool:
    if not content.startswith(HEADS[media_type]):
        return False
    if media_type.startswith("application/vnd.openxmlformats"):
        part = b"word/" if "wordprocessing" in media_type else b"xl/"
        return part in content and b"vbaProject" not in content
    try:
        found = {match.mime_type for match in puremagic.magic_string(content[:8192])}
    except (puremagic.PureError, ValueError):
        return False
    return media_type in found
