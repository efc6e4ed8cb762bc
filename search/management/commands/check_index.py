"""Say by how many documents the index differs from the database, and mend it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.drift import drift
from search.engines.base import EngineDown
from search.outbox import waiting
from search.worker import reindex


class Command(BaseCommand):
    """`manage.py check_index [--mend]`. Ends with an error while there is drift."""

    help = "Says by how many documents the search index differs from the database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the options."""
        parser.add_argument("--mend", action="store_true", help="Make what differs anew.")

    def handle(self, *args: Any, mend: bool = False, **options: Any) -> None:
        """Compare, mend if asked, and tell."""
        try:
            found = drift()
            if mend and found.number:
                reindex(found.keys)
                found = drift()
        except EngineDown as problem:
            raise CommandError(
                f"The index cannot be checked: {problem} The worker builds a missing or broken one anew "
                "within a minute; rebuild_index does it now."
            ) from problem
        self.stdout.write(
            f"Drift: {found.number} ({len(found.missing)} missing, {len(found.superfluous)} superfluous, "
            f"{len(found.stale)} stale)"
        )
        if found.number:
            hint = f" {many} changes still wait for the worker." if (many := waiting().count()) else ""
            raise CommandError(f"The index differs from the database.{hint} Run check_index --mend.")
