"""Sets one PDF, in a process of its own: `python -m applications.printing.press < job.json > out.pdf`.

The job is `{template, data}`. A sign that no typeface has would stop a PDF/UA: it stands as its number.
"""

import json
import re
import resource
import sys
import unicodedata
from typing import Any

import typst

SECONDS = 60
BYTES = 3 * 1024**3
MOST_SIGNS = 60
_LACKING = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_HIGH = re.compile("[\u2e80-\U0010ffff]")


def press(template: str, data: dict[str, Any]) -> bytes:
    """Return the PDF (PDF/UA-1). Raises typst.TypstError."""
    data = {**_mapped(data, _printable), "lacks": False}
    for _ in range(MOST_SIGNS):
        try:
            return _compile(template, data)
        except typst.TypstError as problem:
            lacking = _LACKING.search(str(problem))
            if lacking is None:
                raise
            signs = set(_unescaped(lacking.group(1)))
            data = {**_mapped(data, lambda text, signs=signs: _numbered(text, signs)), "lacks": True}
    return _compile(template, _mapped(data, lambda text: re.sub("[^\u0000-\u024f\u2010-\u2026]", "?", text)))


def _printable(text: str) -> str:
    """Leave out what has no shape: controls, marks of direction, what is no sign at all. Never empty."""
    kept = "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign)[0] != "C")
    return kept if kept.strip() or not text else "–"


def _compile(template: str, data: dict[str, Any]) -> bytes:
    made: bytes = typst.compile(
        template.encode(),
        format="pdf",
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
    )
    return made


def _unescaped(text: str) -> str:
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found.group(1), 16)), text)


def _numbered(text: str, signs: set[str]) -> str:
    """Write signs as their numbers; with the first that is lacking, all of the high planes go too."""
    for sign in signs:
        if not sign.isascii():
            text = text.replace(sign, f"[U+{ord(sign):04X}]")
    return _HIGH.sub(lambda found: f"[U+{ord(found.group()):04X}]", text)


def _mapped(value: Any, change: Any) -> Any:
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
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    job = json.load(sys.stdin)
    try:
        sys.stdout.buffer.write(press(job["template"], job["data"]))
    except typst.TypstError as problem:
        sys.stderr.write(str(problem)[:500])
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
