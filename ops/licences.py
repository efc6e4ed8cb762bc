"""The licences of what the portal is built on: `python -m ops.licences` writes docs/licences.md.

Names and versions come from requirements/run.lock, licences from what each installed package says of itself.
"""

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCK, PAGE = ROOT / "requirements" / "run.lock", ROOT / "docs" / "licences.md"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?:\s*;\s*([^\\]+))?", re.MULTILINE)
_CLASSIFIER = "License :: OSI Approved :: "
# Names of licences that packages write in their own words.
_KNOWN = {
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "BSD-3-Clause License": "BSD-3-Clause",
    "GNU Library or Lesser General Public License (LGPL)": "LGPL",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}


def pinned() -> list[tuple[str, str, str]]:
    """Return name, version and the machines it is for (empty for all) of every package in the lock."""
    return [
        (name, version, (marker or "").strip()) for name, version, marker in _PINNED.findall(LOCK.read_text())
    ]


def licence_of(name: str) -> str | None:
    """Return what an installed package says of its licence; None when it is not installed here."""
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return None
    if "License-Expression" in about:
        return about["License-Expression"]
    classifiers = [
        text.removeprefix(_CLASSIFIER)
        for text in about.get_all("Classifier") or []
        if text.startswith(_CLASSIFIER)
    ]
    words = classifiers or [str(about["License"] or "not stated").splitlines()[0]]
    return ", ".join(sorted(_KNOWN.get(word, word) for word in words))


def page() -> str:
    """Return docs/licences.md."""
    rows = []
    for name, version, marker in pinned():
        licence = licence_of(name)
        if licence is None and not marker:
            raise SystemExit(
                f"{name} is in the lock but not installed. Run `make run` or `make check` first."
            )
        rows.append(f"| {name} | {version} | {licence or 'only on other machines: ' + marker} |")
    return "\n".join(
        [
            "# What the portal is built on",
            "",
            "The portal itself: EUPL-1.2, see `LICENSE`. Below is every package that a running portal",
            "installs (`requirements/run.lock`), with the licence that it states. Made by `make licences`.",
            "",
            "| package | version | licence |",
            "|---|---|---|",
            *rows,
            "",
            "Codes, names and outlines of counties and municipalities: see `registry/data/README.md`.",
            "",
        ]
    )


if __name__ == "__main__":
    PAGE.write_text(page())
    sys.stdout.write(f"{PAGE.relative_to(ROOT)} lists {len(pinned())} packages.\n")
