"""Reading a file of records: it is whole and of the right form, or nothing of it is taken."""

import json
import unicodedata
from collections.abc import Collection
from pathlib import Path
from typing import Any, NoReturn

from django.utils.translation import gettext as _

Record = dict[str, Any]


class BrokenFile(Exception):
    """The file can't be taken; the sentence names the place. Nothing was written."""


def read_records(path: Path, *, required: Collection[str]) -> list[Record]:
    """Read a JSON array of objects, every one with the required keys; keys come back in composed form.

    Raises BrokenFile for a file that is missing, is not UTF-8, is not such JSON, or lacks a key.
    """
    found = _parsed(_decoded(path))
    if not isinstance(found, list):
        raise BrokenFile(
            _("The file must hold one JSON list of projects, but it holds %(kind)s.") % {"kind": _kind(found)}
        )
    return [_checked(record, place, required) for place, record in enumerate(found, start=1)]


def _decoded(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise BrokenFile(
            _("The file %(path)s can't be read: %(reason)s.") % {"path": path, "reason": problem.strerror}
        ) from problem
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise BrokenFile(
            _("The file is not UTF-8: line %(line)d, byte %(byte)d. Save it as UTF-8 and try again.")
            % {"line": line, "byte": problem.start}
        ) from problem


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_constants)
    except json.JSONDecodeError as problem:
        raise BrokenFile(
            _("The file is not whole JSON: line %(line)d, column %(column)d (%(reason)s).")
            % {"line": problem.lineno, "column": problem.colno, "reason": problem.msg}
        ) from problem
    except (ValueError, RecursionError) as problem:
        raise BrokenFile(
            _("The file is not usable JSON: it holds a number or a nesting beyond all bounds.")
        ) from problem


def _no_constants(name: str) -> NoReturn:
    raise ValueError(name)


def _checked(record: Any, place: int, required: Collection[str]) -> Record:
    if not isinstance(record, dict):
        raise BrokenFile(
            _("Record %(place)d must be a JSON object, but it is %(kind)s.")
            % {"place": place, "kind": _kind(record)}
        )
    composed = {unicodedata.normalize("NFC", key): value for key, value in record.items()}
    missing = [key for key in required if key not in composed]
    if missing:
        raise BrokenFile(
            _("Record %(place)d lacks the keys %(keys)s. Every record must have them; null means unknown.")
            % {"place": place, "keys": ", ".join(missing)}
        )
    return composed


def _kind(value: Any) -> str:
    kinds: dict[type, str] = {
        dict: _("one object"),
        list: _("a list"),
        str: _("a text"),
        bool: _("true or false"),
        type(None): _("null"),
    }
    return kinds.get(type(value), _("a number"))
