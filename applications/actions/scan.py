"""Have waiting files looked at by the virus scanner. The worker does it; nobody waits for it."""

import logging
import time
from datetime import datetime

from django.conf import settings
from django.db import transaction

from applications.actions.beats import note
from applications.clamd import Health, NoAnswer, NotJudged, scan
from applications.letters import send_infected
from applications.models import Attachment, ScanState

logger = logging.getLogger("utlysa.files")
SECONDS_A_STEP = 10
SECONDS_A_TURN = 20
MOST_A_TURN = 100


def scan_waiting(*, now: datetime) -> int:
    """Scan files that wait, and those that came before there was a scanner; return how many were judged.

    Without a scanner nothing is done. One that is down or slow is asked again the next time; until then
    what waits stays locked, and whoever submits notices nothing. No more than a short turn is taken, for
    the worker has other jobs.
    """
    if not settings.CLAMD:
        return 0
    waiting = (ScanState.PENDING.value, ScanState.NOT_CONFIGURED.value)
    rows = Attachment.objects.filter(scan__in=waiting).order_by(
        "-scan", "?"
    )  # so none is stuck behind another
    judged, began = 0, time.monotonic()
    for row in rows[:MOST_A_TURN]:
        if time.monotonic() - began > SECONDS_A_TURN:
            break
        try:
            with row.file.open("rb") as opened:
                health = scan(settings.CLAMD, opened.chunks(), seconds=SECONDS_A_STEP)
        except FileNotFoundError:
            continue  # a draft that was discarded meanwhile
        except NotJudged as doubt:
            logger.warning("The virus scanner did not judge file %s: %s", row.pk, doubt)
            continue
        except NoAnswer as silence:
            logger.warning("The virus scanner does not answer: %s", silence)
            break
        judged += _write(row, health, now=now)
    return judged


def _write(row: Attachment, health: Health, *, now: datetime) -> int:
    with transaction.atomic():
        found = Attachment.objects.select_for_update().select_related("application").filter(pk=row.pk).first()
        if found is None or found.scan == health.value:
            return 0
        found.scan, found.scanned_at = health.value, now
        found.save(update_fields=["scan", "scanned_at"])
        if health is Health.INFECTED:
            note(
                found.application,
                "infected",
                actor="machine:scanner",
                now=now,
                content=found.sha256,
                slot=found.slot,
            )
            send_infected(found, now=now)
    return 1
