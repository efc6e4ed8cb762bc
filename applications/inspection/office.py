"""Word and Excel files (OOXML): an archive of parts, looked at by its directory before any part is opened."""

import io
import re
import stat
import zipfile
from itertools import pairwise
from xml.parsers import expat

from applications.inspection.found import DOCX, XLSX, Insides, NotTaken, Problem
from applications.inspection.heads import looks_like_a_page

MOST_PARTS = 5_000
MOST_UNPACKED = 400 * 2**20
MOST_RATIO = 150  # real sheets of numbers reach about 30
SMALL = 5 * 2**20  # below this, a high ratio is only a tidy file
LONGEST_PROLOG = 16 * 1024
_MAIN = {DOCX: "wordprocessingml.document.main+xml", XLSX: "spreadsheetml.sheet.main+xml"}
_PACKED = re.compile(r"\.(zip|jar|docx|xlsx|pptx|docm|xlsm|7z|rar|gz|exe|dll|js|vbs|bat|ps1|html?|mht(ml)?)$")
_EMBEDDED = re.compile(r"/embeddings/[^/]+\.(docx|xlsx)$")
_MACROS = re.compile(r"(vbaproject|vbadata|macrosheets/|dialogsheets/|activex/)")
_OLE_PACKAGE = "Ole10Native".encode("utf-16-le")


def look_at_office(content: bytes, media_type: str, *, inner: bool = False) -> Insides:
    """Inspect a Word or Excel file. Raises NotTaken. An `inner` one stands inside another."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _check_directory(parts)
            _check_ends(content, archive)
            _check_kind(archive, media_type)
            for part in parts:
                _check_part(archive, part, inner=inner)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, KeyError, RuntimeError, ValueError):
        raise NotTaken(Problem.DAMAGED) from None
    except zipfile.zlib.error:  # type: ignore[attr-defined]
        raise NotTaken(Problem.DAMAGED) from None
    return Insides()


def _check_directory(parts: list[zipfile.ZipInfo]) -> None:
    """Judge by what the directory says; what it says falsely fails when a part is read."""
    if any(part.flag_bits & 1 for part in parts):
        raise NotTaken(Problem.LOCKED)
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    swells = unpacked > SMALL and unpacked > MOST_RATIO * max(packed, 1)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or swells or _overlap(parts):
        raise NotTaken(Problem.SWELLS)
    names = [part.filename.lower() for part in parts]
    if len(set(names)) < len(names) or any(_is_odd(part) for part in parts):
        raise NotTaken(Problem.ODD_INSIDES)
    if any(_MACROS.search(name) for name in names):
        raise NotTaken(Problem.MACROS)


def _overlap(parts: list[zipfile.ZipInfo]) -> bool:
    """Whether two parts share bytes, as only archives made to swell do."""
    rows = sorted((part.header_offset, part.compress_size) for part in parts)
    return any(start + size > after for (start, size), (after, _) in pairwise(rows))


def _is_odd(part: zipfile.ZipInfo) -> bool:
    """Whether a part's name leads out of the archive, or is no name that an office program writes."""
    name = part.orig_filename
    leads_out = name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")
    return leads_out or any(ord(c) < 32 for c in name) or stat.S_ISLNK(part.external_attr >> 16)


def _check_ends(content: bytes, archive: zipfile.ZipFile) -> None:
    """Nothing behind the archive, and no note in it that a browser could read as a page."""
    first = min((part.header_offset for part in archive.infolist()), default=0)
    end = content.rfind(b"PK\x05\x06")
    if first or looks_like_a_page(archive.comment) or len(content) - end - 22 != len(archive.comment):
        raise NotTaken(Problem.TWO_KINDS)


def _check_kind(archive: zipfile.ZipFile, media_type: str) -> None:
    """The list of content types names the main part; a macro file says so there."""
    listed = archive.read("[Content_Types].xml") if "[Content_Types].xml" in archive.namelist() else b""
    text = listed.decode("utf-8", errors="replace")
    if "macroEnabled" in text or "vbaProject" in text:
        raise NotTaken(Problem.MACROS)
    if _MAIN[media_type] not in text:
        raise NotTaken(Problem.NOT_WHAT_IT_SAYS)


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, *, inner: bool) -> None:
    name = part.filename.lower()
    if name.endswith((".xml", ".rels", ".vml")):
        _check_prolog(archive, part)
    elif _EMBEDDED.search(name) and not inner:
        kind = DOCX if name.endswith(".docx") else XLSX  # the numbers behind a chart
        look_at_office(archive.read(part), kind, inner=True)
    elif _PACKED.search(name) or (name.endswith(".bin") and _OLE_PACKAGE in archive.read(part)):
        raise NotTaken(Problem.HOLDS_FILES)
    elif not part.is_dir():
        with archive.open(part) as opened:
            if opened.read(4) == b"PK\x03\x04":
                raise NotTaken(Problem.HOLDS_FILES)


class _Root(Exception):
    """The root element has begun: what may stand before it has been seen."""


def _check_prolog(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuse document types and entities, which no office program writes; they stand before the root."""

    def refuse(*_words: object) -> None:
        raise NotTaken(Problem.OWN_DEFINITIONS)

    def begins(*_words: object) -> None:
        raise _Root

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = begins
    with archive.open(part) as opened:
        try:
            parser.Parse(opened.read(LONGEST_PROLOG), False)
        except _Root:
            return
        except expat.ExpatError:
            raise NotTaken(Problem.DAMAGED) from None
    raise NotTaken(Problem.DAMAGED)
