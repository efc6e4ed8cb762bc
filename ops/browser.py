"""Finds a Chromium for the browser tests, and installs one when asked to and none is there.

`python -m ops.browser` prints its path. Looked for in: the variable CHROMIUM, the PATH, playwright's own.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "The browser tests need a Chromium and none was found. Install one (on Debian: apt install chromium), "
    "or say where it is: CHROMIUM=/path/to/chromium make test"
)


def find_chromium() -> str | None:
    """Return the path of a Chromium that can be started, or None."""
    given = os.environ.get("CHROMIUM")
    if given:
        return shutil.which(given)
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return str(own) if own.exists() else None


def install_chromium() -> None:
    """Install one: Debian's when the machine allows it, else playwright's own."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-q"], check=False, env=quiet, stdout=sys.stderr)
        subprocess.run(
            ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"],
            check=False,
            env=quiet,
            stdout=sys.stderr,
        )
    else:
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        subprocess.run(command, check=False, stdout=sys.stderr)


def main() -> int:
    """Print the path; end with 1 and a sentence when there is no browser and none can be installed."""
    if not find_chromium() and not os.environ.get("CHROMIUM"):
        print("No Chromium found; installing one.", file=sys.stderr)
        install_chromium()
    found = find_chromium()
    print(found or MISSING, file=sys.stdout if found else sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
