"""Typst behind a process of its own, with a limit of time: a PDF that goes wrong stops nothing else."""

import json
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from applications.printing.content import Content
from journal.canonical import sha256_of

PATIENCE = 90  # seconds
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
    job = json.dumps({"template": template(), "data": content})
    command = [sys.executable, "-m", "applications.printing.press"]
    try:
        done = subprocess.run(  # noqa: S603 -- our own program; what people typed is on its input
            command,
            input=job.encode(),
            capture_output=True,
            timeout=PATIENCE,
            cwd=settings.BASE_DIR,
            check=False,
        )
    except subprocess.TimeoutExpired as problem:
        raise NotSet("It took too long.") from problem
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        raise NotSet(
            done.stderr.decode(errors="replace")[-200:] or f"The press ended with {done.returncode}."
        )
    return done.stdout
