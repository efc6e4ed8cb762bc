"""Build the search index anew beside the one in use, and swap it in."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from search.engines.base import EngineDown, Rebuilding
from search.index import engine, rebuild
from search.progress import Progress

# Where nobody watches a terminal, a line this often is enough.
LINE_EVERY = 10.0  # seconds


class Command(BaseCommand):
    """`manage.py rebuild_index [--if-missing]`. Safe beside a running server, and to kill."""

    help = "Builds the search index anew beside the one in use, and swaps it in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the options."""
        parser.add_argument(
            "--if-missing",
            action="store_true",
            help="Do nothing where there is an index that this version of the portal can use.",
        )

    def handle(self, *args: Any, if_missing: bool = False, verbosity: int = 1, **options: Any) -> None:
        """Rebuild, telling how far it has come."""
        try:
            if if_missing and not engine().fault():
                return
            began = time.monotonic()
            many = rebuild(now=timezone.now(), tell=self._tell if verbosity > 0 else None)
        except Rebuilding as problem:
            raise CommandError(str(problem)) from problem
        except EngineDown as problem:
            raise CommandError(f"The index could not be built, and the old one stays: {problem}") from problem
        if verbosity > 0:
            took = time.monotonic() - began
            self.stdout.write(self.style.SUCCESS(f"{many} documents indexed in {took:.1f} s."))

    _last_line = float("-inf")
    _width = 0

    def _tell(self, progress: Progress) -> None:
        """Write over the same line on a terminal; elsewhere a line now and then."""
        line, is_end = str(progress), progress.done == progress.total
        if self.stdout.isatty():
            self.stdout.write(f"\r{line.ljust(self._width)}", ending="\n" if is_end else "")
            self.stdout.flush()
            self._width = 0 if is_end else len(line)
        elif is_end or time.monotonic() - self._last_line >= LINE_EVERY:
            self.stdout.write(line)
            self._last_line = time.monotonic()
