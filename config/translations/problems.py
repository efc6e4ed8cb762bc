"""What is wrong with the Swedish catalogue, each in a sentence that says how to mend it."""

import re
from collections.abc import Iterator, Mapping

import polib

from config.translations.catalogue import PACKAGE, message_of
from config.translations.extract import Message

# {holes} of sentences, %(named)s of templates, <slug:funder> of addresses.
_HOLE = re.compile(r"\{\w*\}|%\(\w+\)[sd]|%[sd]|<\w+:\w+>")


def find_problems(messages: Mapping[Message, str], entries: Mapping[Message, polib.POEntry]) -> list[str]:
    """Compare what the code says with what the catalogue holds."""
    found = []
    for message, place in sorted(messages.items()):
        if message not in entries:
            found.append(f"{place}: not translated into Swedish: {message.text!r}")
        else:
            found.extend(f"{place}: {problem}" for problem in _problems_of(entries[message]))
    found.extend(
        f"locale/sv: nothing in the code says {entry.msgid!r} any more; run `make translations`"
        for message, entry in sorted(entries.items())
        if message not in messages and not entry.comment.startswith(PACKAGE)
    )
    return found


def _problems_of(entry: polib.POEntry) -> Iterator[str]:
    message = message_of(entry)
    texts = list(entry.msgstr_plural.values()) if message.plural else [entry.msgstr]
    if "fuzzy" in entry.flags:
        yield f"the translation of {entry.msgid!r} is only guessed (fuzzy)"
    if not all(texts) or (message.plural and len(texts) != 2):
        yield f"not translated into Swedish in every form: {entry.msgid!r}"
        return
    wanted = _holes(message.plural or message.text)
    if _holes(texts[-1]) != wanted:
        yield f"the translation of {entry.msgid!r} has other holes: {texts[-1]!r}"
    if message.plural and not _holes(texts[0]) <= wanted | _holes(message.text):
        yield f"the singular of {entry.msgid!r} has holes of its own: {texts[0]!r}"
    for text in texts:
        if _edges(text) != _edges(message.text):
            yield f"the translation of {entry.msgid!r} begins or ends with other spaces: {text!r}"


def _holes(text: str) -> set[str]:
    return set(_HOLE.findall(text))


def _edges(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()
