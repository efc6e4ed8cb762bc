"""What an inspection finds: a problem by name, or what the file is."""

from dataclasses import dataclass
from enum import StrEnum

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Problem(StrEnum):
    """Why a file is not taken. Each has a sentence of its own in `applications.files`."""

    NOT_WHAT_IT_SAYS = "not_what_it_says"
    TWO_KINDS = "two_kinds"
    DAMAGED = "damaged"
    LOCKED = "locked"
    OLD_OFFICE = "old_office"
    MACROS = "macros"
    SCRIPTS = "scripts"
    STARTS_PROGRAMS = "starts_programs"
    HOLDS_FILES = "holds_files"
    OWN_DEFINITIONS = "own_definitions"
    ODD_INSIDES = "odd_insides"
    SWELLS = "swells"
    HUGE_PICTURE = "huge_picture"
    NO_PAGES = "no_pages"
    TOO_HARD = "too_hard"


@dataclass(frozen=True)
class Insides:
    """What a good file holds: how many pages (PDF only), and whether a picture says where it was taken."""

    pages: int | None = None
    has_place: bool = False


class NotTaken(Exception):
    """The file has a problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem
