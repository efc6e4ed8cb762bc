"""`manage.py prepare`: everything that must be in place before the portal is served."""

from argparse import ArgumentParser
from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand

from config.preparing import prepare_data, prepare_files, run


class Command(BaseCommand):
    """Compiles translations, migrates, collects static files, loads the demonstration, builds the index."""

    help = "Make this installation ready to serve. Safe to run again; what is stored is kept."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--data` is for an image that carries its compiled files already."""
        parser.add_argument(
            "--data", action="store_true", help="Only the database, its content and the index."
        )

    def handle(self, *, data: bool, **_options: Any) -> None:
        """Prepare, and say what was done and how long it took."""
        run(prepare_data() if data else chain(prepare_files(), prepare_data()), self.stdout.write)
