"""Typst behind a process of its own, with limits: a PDF that goes wrong stops nothing else."""

import json
from pathlib import Path

from django.conf import settings

from applications.apart import CameToGrief, run_apart
from applications.printing.content import Content
from journal.canonical import sha256_of

SECONDS = 20
MEGABYTES = 3_000
TEMPLATE = "pdf/page.typ"


class NotSet(Exception):
    """The PDF could not be made."""


def template() -> str:
    """Return the layout."""
    return (Path(settings.BASE_DIR) / "templates" / TEMPLATE).read_text(encoding="utf-8")


def digest_of(content: Content) -> str:
    """Return the SHA-256 of what a PDF shows and how: the same digest is the same PDF."""
    return sha256_of({"template": template(), "content": content})


def set_pdf(content: Content) -> bytes:
    """Return the PDF. Raises NotSet."""
    job = json.dumps({"template": template(), "data": content}).encode()
    try:
        return run_apart("applications.printing.press", given=job, seconds=SECONDS, megabytes=MEGABYTES)
    except CameToGrief as problem:
        raise NotSet(str(problem)) from problem
