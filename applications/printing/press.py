"""Sets one PDF, in a process of its own: `python -m applications.printing.press < job.json > out.pdf`.

The job is `{template, data}`. A sign that no typeface has would stop a PDF/UA: it stands as its number.
"""

import json
import re
import sys
import unicodedata
from collections.abc import Callable
from typing import Any

import typst

from applications.apart import limit

_LACKING = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)


def press(template: str, data: dict[str, Any]) -> bytes:
    """Return the PDF (PDF/UA-1). Raises typst.TypstError."""
    shaped = _mapped(data, _printable)
    try:
        return _compile(template, {**shaped, "lacks": False})
    except typst.TypstError as problem:
        signs = frozenset("".join(map(_unescaped, _LACKING.findall(problem.diagnostic))))
        if not signs:
            raise
        numbered = _mapped(
            shaped, lambda text: "".join(_number(sign) if sign in signs else sign for sign in text)
        )
        return _compile(template, {**numbered, "lacks": True})


def _compile(template: str, data: dict[str, Any]) -> bytes:
    made: bytes = typst.compile(
        template.encode(),
        format="pdf",
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
    )
    return made


def _printable(text: str) -> str:
    """Leave out what has no shape: controls, marks of direction, what is no sign at all. Never empty."""
    kept = "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign)[0] != "C")
    return kept if kept.strip() or not text else "–"


def _unescaped(text: str) -> str:
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found.group(1), 16)), text)


def _number(sign: str) -> str:
    return sign if sign.isascii() else f"[U+{ord(sign):04X}]"


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    match value:
        case str():
            return change(value)
        case list():
            return [_mapped(one, change) for one in value]
        case dict():
            return {key: _mapped(one, change) for key, one in value.items()}
        case _:
            return value


def main() -> int:
    """Set the job that stands on standard input."""
    limit()
    job = json.load(sys.stdin)
    try:
        sys.stdout.buffer.write(press(job["template"], job["data"]))
    except typst.TypstError as problem:
        sys.stderr.write(str(problem)[:500])
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
