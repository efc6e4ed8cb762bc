"""`manage.py import_vinnova FILE`: real projects from the older open-data form `projekt`."""

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opendata.importers.reading import BrokenFile, read_records
from opendata.importers.remarks import REASONS, Kind, Report
from opendata.importers.taking import ACTOR, read_all, take
from opendata.importers.vinnova import REQUIRED
from registry.models import Funder
from registry.publish.funder import registered_funder

VINNOVA = {"slug": "vinnova", "name_sv": "Vinnova", "name_en": "Vinnova", "organisation_number": "2021005216"}
HEADINGS = {
    Kind.MENDED: gettext_lazy("Mended and taken"),
    Kind.NOTICED: gettext_lazy("Taken as it stands"),
    Kind.REFUSED_VALUE: gettext_lazy("Refused in records that were taken"),
    Kind.REFUSED_RECORD: gettext_lazy("Records that were refused"),
}
SECONDS_BETWEEN_LINES = 2.0


class Command(BaseCommand):
    """Read the whole file, then take its projects into the registry; repeatable without doubles."""

    help = (
        "Imports projects in the older open-data form `projekt` (a JSON list). The whole file is checked "
        "before anything is written. Can be repeated, and run beside a running server."
    )
    _last_line = 0.0

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file and the options."""
        parser.add_argument("file", type=Path, help="the JSON file")
        parser.add_argument("--funder", default="vinnova", help="whose projects they are (default: vinnova)")
        parser.add_argument("--report", type=Path, help="also write the report to this file as JSON")
        parser.add_argument("--examples", type=int, default=5, help="examples for each reason (default: 5)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, import, report. Raises CommandError for a file, funder or report path that won't do."""
        now = timezone.now()
        try:
            records = read_records(options["file"], required=REQUIRED)
        except BrokenFile as problem:
            raise CommandError(f"{problem} {_('Nothing has been changed.')}") from problem
        self._check_report_path(options["report"])
        funder = self._funder(options["funder"])
        report = Report(funder=funder.slug, examples_each=max(0, options["examples"]))
        readings = read_all(records, funder_slug=funder.slug, now=now)
        started = time.monotonic()
        try:
            take(readings, funder=funder, now=now, report=report, progress=self._progress)
        except (OperationalError, KeyboardInterrupt) as problem:
            taken = report.new + report.changed + report.unchanged
            raise CommandError(
                _("Interrupted after %(taken)d projects. Run the same command again; nothing is doubled.")
                % {"taken": taken}
            ) from problem
        self._tell(report, time.monotonic() - started)
        if options["report"]:
            text = json.dumps(report.as_json(), ensure_ascii=False, indent=2)
            options["report"].write_text(text + "\n", encoding="utf-8")

    def _check_report_path(self, path: Path | None) -> None:
        if path is not None and not path.absolute().parent.is_dir():
            raise CommandError(
                _("The folder for the report does not exist: %(folder)s. Nothing has been changed.")
                % {"folder": path.absolute().parent}
            )

    def _funder(self, slug: str) -> Funder:
        if slug == VINNOVA["slug"]:
            return registered_funder(**VINNOVA, now=timezone.now(), actor=ACTOR)
        funder = Funder.objects.filter(slug=slug).first()
        if funder is None:
            known = ", ".join(Funder.objects.order_by("slug").values_list("slug", flat=True))
            raise CommandError(
                _("There is no funder %(slug)s. Known funders: %(known)s. Nothing has been changed.")
                % {"slug": slug, "known": known or "–"}
            )
        return funder

    def _progress(self, done: int, total: int) -> None:
        moment = time.monotonic()
        if done == total or moment - self._last_line >= SECONDS_BETWEEN_LINES:
            self._last_line = moment
            self.stdout.write(_("%(done)d of %(total)d projects") % {"done": done, "total": total})
            self.stdout.flush()

    def _tell(self, report: Report, seconds: float) -> None:
        self.stdout.write("")
        self.stdout.write(
            _(
                "Read %(read)d: %(new)d new, %(changed)d changed, %(unchanged)d unchanged, "
                "%(refused)d refused."
            )
            % {
                "read": report.read,
                "new": report.new,
                "changed": report.changed,
                "unchanged": report.unchanged,
                "refused": report.refused,
            }
        )
        self.stdout.write(_("It took %(seconds).1f seconds.") % {"seconds": seconds})
        for kind, heading in HEADINGS.items():
            if report.of(kind):
                self.stdout.write(f"\n{heading}:")
            for code, tally in report.of(kind).items():
                self.stdout.write(f"  {REASONS[code][1]}: {tally.count}")
                for example in tally.examples:
                    self.stdout.write(f"    {example}")
