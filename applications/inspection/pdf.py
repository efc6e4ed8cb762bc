"""PDF: whole, unlocked, with pages, and without anything that runs, starts or carries files."""

import io
import re
from collections.abc import Iterator

import pikepdf

from applications.inspection.found import Insides, NotTaken, Problem
from applications.inspection.heads import is_an_archive, looks_like_a_page

MOST_OBJECTS = 500_000
DEEPEST = 60
_STREAMS = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_SCRIPTS = frozenset({"/JS", "/JavaScript", "/XFA"})
_FILES = frozenset({"/EmbeddedFiles", "/EF", "/RichMediaContent"})
_ACTIONS = {
    "/JavaScript": Problem.SCRIPTS,
    "/Rendition": Problem.SCRIPTS,
    "/Launch": Problem.STARTS_PROGRAMS,
    "/ImportData": Problem.STARTS_PROGRAMS,
    "/SubmitForm": Problem.STARTS_PROGRAMS,
    "/GoToE": Problem.HOLDS_FILES,
    "/RichMediaExecute": Problem.STARTS_PROGRAMS,
}
_KINDS = {
    "/FileAttachment": Problem.HOLDS_FILES,
    "/RichMedia": Problem.HOLDS_FILES,
    "/Movie": Problem.HOLDS_FILES,
    "/Screen": Problem.STARTS_PROGRAMS,
}
# A quick look at an object's text: only what could hold one of the names is walked through.
_WORTH_A_LOOK = re.compile(
    rb"/(?:JS|JavaScript|XFA|EmbeddedFiles|EF|RichMedia\w*|Launch|ImportData|SubmitForm|GoToE|Rendition"
    rb"|FileAttachment|Movie|Screen)\b"
)


def look_at_pdf(content: bytes) -> Insides:
    """Inspect a PDF. Raises NotTaken."""
    _check_around(content)
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False, suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                raise NotTaken(Problem.LOCKED)
            if len(pdf.objects) > MOST_OBJECTS:
                raise NotTaken(Problem.TOO_HARD)
            for each in _active_parts(pdf):
                raise NotTaken(each)
            if any("nested" in str(warning) for warning in pdf.get_warnings()):
                raise NotTaken(Problem.TOO_HARD)  # what lies that deep is read by nobody but attackers
            pages = len(pdf.pages)
    except pikepdf.PasswordError:
        raise NotTaken(Problem.LOCKED) from None
    except (pikepdf.PdfError, ValueError, RuntimeError, KeyError, TypeError, AttributeError):
        raise NotTaken(Problem.DAMAGED) from None
    if not pages:
        raise NotTaken(Problem.NO_PAGES)
    return Insides(pages=pages)


def _check_around(content: bytes) -> None:
    """Nothing after the end, no page between the parts, and no archive that the file is at the same time."""
    end = content.rfind(b"%%EOF")
    if end < 0:
        raise NotTaken(Problem.DAMAGED)
    if content[end + 5 :].strip(b"\0 \t\r\n") or is_an_archive(content):
        raise NotTaken(Problem.TWO_KINDS)
    place = 0
    for stream in _STREAMS.finditer(content):
        if looks_like_a_page(content[place : stream.start()]):
            raise NotTaken(Problem.TWO_KINDS)
        place = stream.end()
    if looks_like_a_page(content[place:]):
        raise NotTaken(Problem.TWO_KINDS)


def _active_parts(pdf: pikepdf.Pdf) -> Iterator[Problem]:
    """Every object is looked at, also those that no page reaches: a reader may find its way to them."""
    for thing in [pdf.trailer, *pdf.objects]:
        if isinstance(thing, pikepdf.Stream):
            thing = thing.stream_dict
        if isinstance(thing, (pikepdf.Dictionary, pikepdf.Array)) and _WORTH_A_LOOK.search(
            thing.unparse(resolved=True)
        ):
            yield from _walk(thing, 0)


def _walk(thing: pikepdf.Object, depth: int) -> Iterator[Problem]:
    if depth > DEEPEST:
        yield Problem.TOO_HARD
        return
    if isinstance(thing, pikepdf.Dictionary):
        yield from _in_dictionary(thing)
        children = [value for _key, value in thing.items()]
    elif isinstance(thing, pikepdf.Array):
        children = list(thing)
    else:
        return
    for child in children:
        if isinstance(child, pikepdf.Object) and not child.is_indirect:
            yield from _walk(child, depth + 1)


def _in_dictionary(thing: pikepdf.Object) -> Iterator[Problem]:
    keys = set(thing.keys())
    if keys & _SCRIPTS:
        yield Problem.SCRIPTS
    if keys & _FILES:
        yield Problem.HOLDS_FILES
    action, kind = thing.get("/S"), thing.get("/Subtype")
    if isinstance(action, pikepdf.Name) and str(action) in _ACTIONS:
        yield _ACTIONS[str(action)]
    if isinstance(kind, pikepdf.Name) and str(kind) in _KINDS:
        yield _KINDS[str(kind)]
