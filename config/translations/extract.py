"""Finding every text that has to be translated, in Python, in templates and in the rulebook's vocabulary."""

import ast
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from django.conf import settings
from django.utils.translation.template import templatize

from rulebook.judge import ALWAYS
from rulebook.vocabulary import KINDS

ROOMS = (
    *("accounts", "applications", "cms", "config", "journal", "mail", "opendata", "partnering"),
    *("registry", "rulebook", "search", "wording"),
)
TEMPLATE_ENDINGS = (".html", ".txt", ".xml")

# Which arguments of a call hold context, text and plural text.
_TEXT, _PLURAL, _IN_CONTEXT, _PLURAL_IN_CONTEXT = (None, 0, None), (None, 0, 1), (0, 1, None), (0, 1, 2)
_CALLS: dict[str, tuple[int | None, int, int | None]] = {
    "_": _TEXT,
    "say": _TEXT,
    "Term": _TEXT,
    **dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop"), _TEXT),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), _PLURAL),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), _IN_CONTEXT),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), _PLURAL_IN_CONTEXT),
}


@dataclass(frozen=True, order=True)
class Message:
    """One text: what the code says in English, with its context and its plural, empty for none."""

    text: str
    plural: str = ""
    context: str = ""


def messages_in_code(root: Path | None = None) -> dict[Message, str]:
    """Return every message of the tree with the first file that says it."""
    root = root or settings.BASE_DIR
    found: dict[Message, str] = {}
    for file in _files(root, ROOMS, (".py",)):
        for message in messages_in_python(file.read_text()):
            found.setdefault(message, str(file.relative_to(root)))
    for file in _files(root, ("templates", *ROOMS), TEMPLATE_ENDINGS):
        for message in messages_in_template(file.read_text(), str(file)):
            found.setdefault(message, str(file.relative_to(root)))
    for message in messages_in_vocabulary():
        found.setdefault(message, "rulebook/vocabulary.py")
    return found


def _files(root: Path, folders: Iterable[str], endings: tuple[str, ...]) -> Iterator[Path]:
    for folder in folders:
        for file in sorted((root / folder).rglob("*")):
            if file.suffix in endings and "migrations" not in file.parts:
                yield file


def messages_in_python(source: str) -> Iterator[Message]:
    """Find the literal texts given to gettext's functions, to `say` and to `Term`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from _messages_of_call(node)


def _messages_of_call(node: ast.Call) -> Iterator[Message]:
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    if name not in _CALLS:
        return
    context, text, plural = _CALLS[name]
    for said in _literals(node.args, text):
        yield Message(
            said,
            next(_literals(node.args, plural), ""),
            next(_literals(node.args, context), ""),
        )


def _literals(arguments: list[ast.expr], position: int | None) -> Iterator[str]:
    if position is None or position >= len(arguments):
        return
    waiting = [arguments[position]]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, ast.IfExp):
            waiting += [node.body, node.orelse]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
            yield node.value


def messages_in_template(source: str, origin: str) -> Iterator[Message]:
    """Find what the translation tags of a Django template hold."""
    # What templatize leaves looks like Python but for its indentation.
    code = "\n".join(line.lstrip() for line in templatize(source, origin=origin).splitlines())
    stream = io.BytesIO(code.encode())
    for result in extract_python(stream, DEFAULT_KEYWORDS, [], {"encoding": "utf-8"}):
        function: Any = result[1]
        texts: Any = result[2]  # babel declares other types than it gives
        given = [texts] if isinstance(texts, str) else [text or "" for text in texts]
        context, text, plural = _CALLS.get(function, _TEXT)
        if len(given) > text and given[text]:
            yield Message(
                given[text],
                given[plural] if plural is not None else "",
                given[context] if context is not None else "",
            )


def messages_in_vocabulary() -> Iterator[Message]:
    """Find the titles, demands and parameters of every kind of rule, and of the rules that always hold."""
    for rule in ALWAYS:
        yield Message(rule.title)
        yield Message(rule.asks)
    for kind in KINDS.values():
        yield Message(kind.title)
        yield Message(kind.asks)
        for parameter in kind.parameters:
            yield Message(parameter.label)
            for _value, label in parameter.choices:
                yield Message(label)
