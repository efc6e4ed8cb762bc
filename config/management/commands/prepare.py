"""`manage.py prepare`: everything that must be in place before the portal is served."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from config.preparing import prepare


class Command(BaseCommand):
    """Compiles translations, migrates, collects static files, loads the demonstration, builds the index."""

    help = "Make this installation ready to serve. Safe to run again; what is stored is kept."
    requires_system_checks: list[str] = []

    def handle(self, **_options: Any) -> None:
        """Prepare, and say what was done and how long it took."""
        start = time.monotonic()
        for step in prepare():
            self.stdout.write(f"  {time.monotonic() - start:5.1f} s  {step}")
            self.stdout.flush()
