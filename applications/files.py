"""What a file really is: name, extension, size, content and pages must agree before it is kept."""

import json
import logging
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from applications.apart import CameToGrief, run_apart
from applications.file_names import safe_name, wrong_with
from applications.inspection.found import DOCX, JPEG, PDF, PNG, XLSX, Problem
from rulebook.questions import Slot
from rulebook.verdict import Refused, Sentence, say

logger = logging.getLogger("utlysa.files")

EXTENSIONS = {".pdf": PDF, ".png": PNG, ".jpg": JPEG, ".jpeg": JPEG, ".docx": DOCX, ".xlsx": XLSX}
SECONDS, MEGABYTES = 5, 420  # what looking into one file may take; most of the space is libraries'
_SAYS: dict[Problem, Sentence] = {
    Problem.TWO_KINDS: say(
        "The file is two kinds of file at once, or has something hidden behind its end. "
        "Open it, save it anew and try again."
    ),
    Problem.DAMAGED: say("The file is damaged or not complete. Open it, save it anew and try again."),
    Problem.LOCKED: say("The file is locked with a password. Save it without one."),
    Problem.OLD_OFFICE: say("The file is in an old Office format. Save it anew as .docx, .xlsx or PDF."),
    Problem.MACROS: say("The file holds macros, which can do harm. Save it without them, or as PDF."),
    Problem.SCRIPTS: say("The PDF holds scripts, as some forms do. Print it to a new PDF and attach that."),
    Problem.STARTS_PROGRAMS: say(
        "The PDF can start programs or send data. Print it to a new PDF and attach that."
    ),
    Problem.HOLDS_FILES: say(
        "Other files are packed inside the file. Take them out, and attach each in a place of its own."
    ),
    Problem.OWN_DEFINITIONS: say(
        "The file defines things that office programs never do, and is not opened. "
        "Open it, save it anew and try again."
    ),
    Problem.ODD_INSIDES: say(
        "The file is built in a way that no office program does. Open it, save it anew and try again."
    ),
    Problem.SWELLS: say(
        "The file grows to a size that no document has when it is opened. Save it anew, or as PDF."
    ),
    Problem.HUGE_PICTURE: say("The picture has more than 50 million pixels. Make it smaller and try again."),
    Problem.NO_PAGES: say("The PDF has no pages. Save it anew and try again."),
    Problem.TOO_HARD: say(
        "The file is so complicated that it can't be checked. Save it anew in a simpler way."
    ),
}


@dataclass(frozen=True)
class CheckedFile:
    """A file that may be kept: a name that is safe to show, its real media type, and a PDF's pages.

    `has_place` is true for a picture that says where it was taken. It is kept as it came: what is attached
    is a record, its SHA-256 is the applicant's own, and nobody but the parties and the funder see it.
    """

    name: str
    media_type: str
    pages: int | None = None
    has_place: bool = False


def checked_file(file_name: str, content: bytes, slot: Slot) -> CheckedFile:
    """Check a file against its slot. Raises Refused with a sentence that says what to do."""
    looked = look_into(file_name, content, slot)
    if isinstance(looked, Refused):
        raise looked
    return looked


def look_into(file_name: str, content: bytes, slot: Slot) -> CheckedFile | Refused:
    """Check a file against its slot before the case is locked: it takes a part of a second."""
    name = unicodedata.normalize("NFC", file_name)
    problem = wrong_with(name)
    kinds = endings_of(slot)
    media_type = EXTENSIONS.get(PurePosixPath(name).suffix.lower())
    if not problem and (media_type is None or media_type not in slot.media_types):
        problem = say("This kind of file is not taken here. Use {kinds}.", kinds=kinds)
    if not problem and not content:
        problem = say("The file is empty. Choose another one.")
    if not problem and len(content) > slot.megabytes * 2**20:
        problem = say(
            "The file is larger than {megabytes} MB. Make it smaller and try again.", megabytes=slot.megabytes
        )
    if problem or media_type is None:
        return _no(problem or say("The file is empty. Choose another one."), slot)
    return _opened(name, content, media_type, slot)


def endings_of(slot: Slot) -> tuple[str, ...]:
    """The extensions that a slot takes."""
    return tuple(sorted(ending for ending, kind in EXTENSIONS.items() if kind in slot.media_types))


def _opened(name: str, content: bytes, media_type: str, slot: Slot) -> CheckedFile | Refused:
    found = _insides(content, media_type)
    if "problem" in found:
        return _no(_sentence(Problem(found["problem"]), slot), slot)
    pages = found["pages"]
    if pages is not None and slot.pages is not None and pages > slot.pages:
        sentence = say(
            "The PDF has {pages} pages. At most {most} are taken here.", pages=pages, most=slot.pages
        )
        return _no(sentence, slot)
    return CheckedFile(safe_name(name), media_type, pages, bool(found["has_place"]))


def _sentence(problem: Problem, slot: Slot) -> Sentence:
    if problem is Problem.NOT_WHAT_IT_SAYS:
        kinds = endings_of(slot)
        return say("The file's content does not fit its name. Save it anew as {kinds}.", kinds=kinds)
    return _SAYS[problem]


def _insides(content: bytes, media_type: str) -> dict[str, Any]:
    try:
        answer = run_apart(
            "applications.inspection.child",
            media_type,
            given=content,
            seconds=SECONDS,
            megabytes=MEGABYTES,
        )
        found: dict[str, Any] = json.loads(answer)
    except (CameToGrief, ValueError) as grief:
        logger.warning("A file of type %s could not be inspected: %s", media_type, grief)
        return {"problem": Problem.TOO_HARD.value}
    return found


def _no(sentence: Sentence, slot: Slot) -> Refused:
    return Refused.because("file", sentence, f"attachments.{slot.key}")
