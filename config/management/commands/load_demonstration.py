"""manage.py load_demonstration: an invented funder with everything in it, once."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from config.demonstration.loading import is_loaded, keep, load


class Command(BaseCommand):
    """Loads the demonstration into an empty portal; a portal that has a funder is left as it is."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, keep the card and print it."""
        if is_loaded():
            if options["verbosity"]:
                self.stdout.write("The portal has a funder already; nothing was loaded.")
            return
        card = load(now=timezone.now())
        keep(card)
        if options["verbosity"]:
            self.stdout.write(card)
