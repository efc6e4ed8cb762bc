"""What people typed, as browsers send it: made harmless to store, never cut, never judged."""

from collections.abc import Iterable

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

HIGHEST_VERSION = 10**9


def typed(text: str) -> str:
    """Return a text as it is kept: line breaks are one character, and what no file can hold is left out."""
    whole = text.encode("utf-8", "ignore").decode()
    return whole.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def typed_form(data: QueryDict, *, without: Iterable[str] = ()) -> MultiValueDict[str, str]:
    """Return a whole posted form as it is kept, some fields left empty."""
    hidden = set(without)
    return MultiValueDict(
        {name: [] if name in hidden else [typed(text) for text in data.getlist(name)] for name in data}
    )


def version_in(data: QueryDict) -> int:
    """Read the hidden version of a page; anything that is no version is one that was never current."""
    text = data.get("version", "")
    is_version = text.isascii() and text.isdigit() and len(text) <= len(str(HIGHEST_VERSION))
    return int(text) if is_version else -1
