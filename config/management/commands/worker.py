"""`manage.py worker`: mail, index, clockwork."""

import signal
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.jobs import JOBS
from config.worker import Worker, only_worker, run_job


class Command(BaseCommand):
    """Runs the portal's own jobs until it is told to stop."""

    help = "Run the portal's own jobs (index, mail, scheduled pages, statuses, decisions that are due)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--once` runs every job once, for a schedule outside and for tests."""
        parser.add_argument("--once", action="store_true", help="Run every job once, then end.")

    def handle(self, *, once: bool, **_options: Any) -> None:
        """Work. Raises CommandError when `--once` met a job that failed."""
        if once:
            failed = [job.name for job in JOBS if not run_job(job, timezone.now())]
            if failed:
                raise CommandError(f"Jobs that failed: {', '.join(failed)}. The log says why.")
            return
        worker = Worker(JOBS, settings.VAR_DIR / "worker.alive")
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: worker.stop())
        with only_worker(settings.VAR_DIR / "worker.lock", worker.stopped) as alone:
            if alone:
                worker.run()
