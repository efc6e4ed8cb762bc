"""What a file may be called: a name that every program can show and keep, and that is what it seems."""

import unicodedata
from pathlib import PurePosixPath

from rulebook.verdict import Sentence, say

LONGEST = 200
# What Windows takes for a device, whatever the extension: such a file can't be saved there.
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
)
# Letters that join in Persian and Indian words are no trick; other unseen signs are.
_JOINERS = frozenset({"\u200c", "\u200d"})


def safe_name(file_name: str) -> str:
    """Return a name without folders, control or direction characters, at most 200 characters long."""
    bare = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(c for c in unicodedata.normalize("NFC", bare) if not _is_unseen(c)).strip(" .")
    path = PurePosixPath(shown or "file")
    return f"{path.stem[: LONGEST - len(path.suffix)]}{path.suffix[:20]}"


def wrong_with(file_name: str) -> Sentence | None:
    """Say what is wrong with a file's name, or None."""
    stem = file_name.rpartition(".")[0] if "." in file_name else file_name
    if not file_name.strip() or not stem.strip(" ."):
        return say("The file has no name. Give it one and try again.")
    if len(file_name) > LONGEST:
        return say(
            "The file's name is {length} characters. Shorten it to {most} and try again.",
            length=len(file_name),
            most=LONGEST,
        )
    if any(_is_unseen(c) for c in file_name):
        return say("The file's name holds characters that can't be seen. Give it a plain name and try again.")
    if "/" in file_name or "\\" in file_name:
        return say("The file's name holds a path to a folder. Give it a plain name and try again.")
    if file_name.split(".")[0].strip().lower() in _RESERVED:
        return say("Many computers can't save a file called {name}. Give it another name.", name=file_name)
    return None


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp") and (
        character not in _JOINERS
    )
