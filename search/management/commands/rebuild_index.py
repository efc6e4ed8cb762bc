"""Build the search index anew beside the one in use, and swap it in."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from search.index import engine, rebuild


class Command(BaseCommand):
    """`manage.py rebuild_index [--if-missing]`. Safe beside a running server, and to kill."""

    help = "Builds the search index anew beside the one in use, and swaps it in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the options."""
        parser.add_argument("--if-missing", action="store_true", help="Do nothing where there is an index.")

    def handle(self, *args: Any, if_missing: bool = False, verbosity: int = 1, **options: Any) -> None:
        """Rebuild, telling how far it has come."""
        if if_missing and engine().version():
            return

        def tell(number: int) -> None:
            if verbosity > 0:
                self.stdout.write(f"{number} documents read")

        many = rebuild(now=timezone.now(), progress=tell)
        if verbosity > 0:
            self.stdout.write(self.style.SUCCESS(f"{many} documents indexed."))
