"""`manage.py print_docs`: the documents that are made from the code."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.printing import MarkersMissing, documents


class Command(BaseCommand):
    """Prints docs/rules.md and the states in ARCHITECTURE.md, or checks that they are up to date."""

    help = "Print the documents that are made from the rulebook."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--check` writes nothing."""
        parser.add_argument("--check", action="store_true", help="Fail when a document is out of date.")

    def handle(self, *, check: bool, **_options: Any) -> None:
        """Print or check. Raises CommandError naming what is out of date."""
        try:
            wanted = documents(settings.BASE_DIR)
        except MarkersMissing as missing:
            raise CommandError(str(missing)) from None
        old = [file for file, text in wanted.items() if not file.exists() or file.read_text() != text]
        if check and old:
            raise CommandError(f"Out of date: {', '.join(file.name for file in old)}. Run `make docs`.")
        for file in old:
            file.write_text(wanted[file])
