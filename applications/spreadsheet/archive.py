"""Open a spreadsheet that somebody sends: small, unpacked small, without locks, macros or links."""

import zipfile
from io import BytesIO

import openpyxl
from openpyxl.workbook import Workbook

from rulebook.verdict import Sentence, say

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 24 * 1024 * 1024
MOST_MEMBERS = 400
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = 0x1


class UnreadableFile(Exception):
    """A file can't be read as a spreadsheet of ours. Carries the sentence that says why and what to do."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


def opened(content: bytes) -> Workbook:
    """Open an XLSX file for reading cell by cell. Raises UnreadableFile."""
    _look_at(content)
    try:
        return openpyxl.load_workbook(BytesIO(content), read_only=True, keep_links=False)
    except Exception as error:  # the library raises whatever its parsers do
        raise UnreadableFile(
            say("The file is damaged and can't be opened. Save it again as XLSX, or download a new one.")
        ) from error


def _look_at(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise UnreadableFile(
            say(
                "The file is larger than {most} megabytes. A budget is far smaller.",
                most=MOST_BYTES // 1024**2,
            )
        )
    if content.startswith(_OLD_OR_LOCKED):
        raise UnreadableFile(
            say("The file is locked with a password, or of an old kind. Save it unlocked as XLSX.")
        )
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise UnreadableFile(
            say("The file is not an XLSX spreadsheet. Download the budget here and fill that file in.")
        ) from error
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise UnreadableFile(say("The file unpacks to more than a budget can be. Download a new one."))
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise UnreadableFile(
            say("The file is locked with a password, or of an old kind. Save it unlocked as XLSX.")
        )
    names = {member.filename.casefold() for member in members}
    if any("vbaproject" in name or "/macrosheets/" in name for name in names):
        raise UnreadableFile(say("The file holds macros. Save it as XLSX without macros."))
    if "xl/workbook.xml" not in names:
        raise UnreadableFile(
            say("The file is not an XLSX spreadsheet. Download the budget here and fill that file in.")
        )
