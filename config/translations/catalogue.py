"""The Swedish catalogue: reading it with its fragments, writing it so that differences stay small."""

import os
from collections.abc import Iterable
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation.reloader import translation_file_changed

from config.translations.extract import Message

# Entries that translate what a package left untranslated carry this comment: `#. package: wagtail`.
PACKAGE = "package:"
_METADATA = {
    "Language": "sv",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def folder() -> Path:
    """Return where the Swedish words are."""
    return Path(settings.BASE_DIR) / "locale" / "sv"


def catalogue_file() -> Path:
    """Return the one catalogue that is kept."""
    return folder() / "LC_MESSAGES" / "django.po"


def fragments() -> list[Path]:
    """Return the hand-written fragments that wait to be merged."""
    return sorted((folder() / "parts").glob("*.po"))


def message_of(entry: polib.POEntry) -> Message:
    """Return what an entry translates."""
    return Message(entry.msgid, entry.msgid_plural or "", entry.msgctxt or "")


def merged() -> tuple[dict[Message, polib.POEntry], list[str]]:
    """Return every entry, a fragment's before the catalogue's, and what fragments disagree about."""
    entries: dict[Message, polib.POEntry] = {}
    disagreements: list[str] = []
    said_in: dict[Message, str] = {}
    for file in [catalogue_file(), *fragments()]:
        if not file.exists():
            continue
        for entry in polib.pofile(str(file)):
            message = message_of(entry)
            if entry.obsolete or not _has_text(entry):
                continue
            if message in said_in and _texts(entries[message]) != _texts(entry):
                disagreements.append(
                    f"{file.name} and {said_in[message]} translate {entry.msgid!r} differently: "
                    f"{_texts(entry)} and {_texts(entries[message])}; the latter is used."
                )
                continue
            entries[message] = entry
            if file != catalogue_file():
                said_in[message] = file.name
    return entries, disagreements


def _has_text(entry: polib.POEntry) -> bool:
    return bool(entry.msgstr or any(entry.msgstr_plural.values()))


def _texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def update_catalogue(messages: Iterable[Message]) -> list[str]:
    """Write every message of the code into the catalogue; return what fragments disagree about."""
    known, disagreements = merged()
    kept = {m: e for m, e in known.items() if e.comment.startswith(PACKAGE)}
    living = {message: known.get(message) or empty_entry(message) for message in messages}
    write_catalogue(catalogue_file(), {**kept, **living})
    return disagreements


def empty_entry(message: Message) -> polib.POEntry:
    """Make the entry of a message that nobody has translated."""
    if message.plural:
        return polib.POEntry(
            msgid=message.text,
            msgid_plural=message.plural,
            msgstr_plural={0: "", 1: ""},
            msgctxt=message.context or None,
        )
    return polib.POEntry(msgid=message.text, msgctxt=message.context or None)


def write_catalogue(file: Path, entries: dict[Message, polib.POEntry]) -> None:
    """Write entries sorted, without dates, places or flags."""
    catalogue = polib.POFile(wrapwidth=108)
    catalogue.metadata = dict(_METADATA)
    for message in sorted(entries):
        entry = entries[message]
        catalogue.append(
            polib.POEntry(
                msgid=entry.msgid,
                msgid_plural=entry.msgid_plural,
                msgstr=entry.msgstr,
                msgstr_plural=entry.msgstr_plural,
                msgctxt=entry.msgctxt,
                comment=entry.comment if entry.comment.startswith(PACKAGE) else "",
            )
        )
    file.parent.mkdir(parents=True, exist_ok=True)
    _replace(file, str(catalogue).rstrip("\n").encode() + b"\n")


def compile_catalogues() -> bool:
    """Write the compiled catalogue when a source is newer; return whether that was needed."""
    sources = [file for file in (catalogue_file(), *fragments()) if file.exists()]
    target = catalogue_file().with_suffix(".mo")
    newest = max((file.stat().st_mtime_ns for file in sources), default=0)
    if not sources or (target.exists() and target.stat().st_mtime_ns == newest):
        return False
    compiled = polib.POFile()
    compiled.metadata = dict(_METADATA)
    compiled.extend(merged()[0].values())
    _replace(target, compiled.to_binary())
    os.utime(target, ns=(newest, newest))
    translation_file_changed(None, target)
    return True


def _replace(file: Path, content: bytes) -> None:
    """Put a file in place whole, so that nobody reads half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.replace(file)
