"""`manage.py translations`: the Swedish words, brought up to date, checked or compiled."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.translations import compile_catalogues, find_problems, merged, messages_in_code, update_catalogue


class Command(BaseCommand):
    """Keeps `locale/sv/LC_MESSAGES/django.po` in step with the code; needs no gettext."""

    help = "Update, check or compile the Swedish translations."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One of three things to do."""
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--update", action="store_true", help="Merge fragments and new texts.")
        what.add_argument("--check", action="store_true", help="Fail when something is missing or wrong.")
        what.add_argument("--compile", action="store_true", help="Write what the portal reads.")

    def handle(self, *, update: bool, check: bool, **_options: Any) -> None:
        """Do it. Raises CommandError listing every problem for `--check`."""
        if update:
            for disagreement in update_catalogue(messages_in_code()):
                self.stderr.write(disagreement)
        elif check:
            self._check()
        else:
            compile_catalogues()

    def _check(self) -> None:
        entries, disagreements = merged()
        problems = find_problems(messages_in_code(), entries) + disagreements
        if problems:
            raise CommandError("\n".join([*problems, f"{len(problems)} problems with the translations."]))
