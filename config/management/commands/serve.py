"""`manage.py serve`: the whole portal in one terminal."""

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.serving import PortTaken, Supervisor, answers, refuse_taken_port, web_command, worker_command


class Command(BaseCommand):
    """Starts the web server and the worker, tells what to open, and ends both on Ctrl-C."""

    help = "Serve the portal: web server and worker, until Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the address from the command line or from PORT, HOST and WEB_THREADS."""
        parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
        parser.add_argument("--port", type=int, default=os.environ.get("PORT") or "8000")
        parser.add_argument("--threads", type=int, default=os.environ.get("WEB_THREADS") or "8")

    def handle(self, *, host: str, port: int, threads: int, **_options: Any) -> None:
        """Serve. Raises CommandError when the port is taken, SystemExit with the web server's code."""
        os.environ.setdefault("PUBLIC_URL", f"http://{host}:{port}")
        os.chdir(settings.BASE_DIR)
        try:
            refuse_taken_port(host, port)
        except PortTaken as taken:
            raise CommandError(str(taken)) from None
        supervisor = Supervisor(
            web=web_command(host, port, threads),
            worker=worker_command(),
            is_open=lambda: answers(host, port),
            on_open=lambda: self._tell(host, port),
            say=lambda sentence: self.stderr.write(sentence),
        )
        code = supervisor.run()
        if code:
            raise SystemExit(code)
        self.stdout.write("The portal has stopped; what it holds is kept.")

    def _tell(self, host: str, port: int) -> None:
        self.stdout.write(f"\nOpen http://{host}:{port}/ — stop with Ctrl-C.\n")
        card = settings.VAR_DIR / "demonstration.txt"
        if settings.DEMO and card.exists():
            self.stdout.write(card.read_text())
        self.stdout.flush()
