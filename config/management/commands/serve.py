"""`manage.py serve`: the whole portal in one terminal."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from itertools import chain
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config.preparing import prepare_data, prepare_files, run
from config.serving import CHANGED, PortTaken, Supervisor, WebServer, answers, refuse_taken_port


def _prepare(say: Callable[[str], object]) -> None:
    if run(chain(prepare_files(), prepare_data()), say):
        raise SystemExit(CHANGED)


def _work() -> None:
    call_command("worker")


class Command(BaseCommand):
    """Starts the web server and the worker, tells what to open, and ends both on Ctrl-C."""

    help = "Serve the portal at BIND:PORT: web server and worker, until Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The address comes from the environment, because settings build addresses from it too."""
        parser.add_argument("--prepare", action="store_true", help="Bring everything up to date first.")

    def handle(self, *, prepare: bool, **_options: Any) -> None:
        """Serve. Raises CommandError when the port is taken, SystemExit with what a child ended with."""
        os.chdir(settings.BASE_DIR)
        bind, port = settings.BIND, settings.PORT
        try:
            refuse_taken_port(bind, port)
        except PortTaken as taken:
            raise CommandError(str(taken)) from None
        code = Supervisor(
            prepare=partial(_prepare, self.stdout.write) if prepare else None,
            web=lambda: WebServer(bind, port, settings.WEB_THREADS).run(),
            worker=_work,
            is_open=lambda: answers(bind, port),
            on_open=self._tell,
            say=self.stderr.write,
        ).run()
        if code == CHANGED:
            # What the parent had read of the old state (the names of style sheets, words) is read again.
            os.execv(sys.executable, [sys.executable, "manage.py", "serve"])  # noqa: S606 - this command itself
        if code:
            raise SystemExit(code)
        self.stdout.write("The portal has stopped; what it holds is kept.")

    def _tell(self) -> None:
        self.stdout.write(f"\nOpen {settings.PUBLIC_URL}/ (stop with Ctrl-C)\n")
        card = settings.VAR_DIR / "demonstration.txt"
        if settings.DEMO and card.exists():
            self.stdout.write(card.read_text())
        self.stdout.flush()
