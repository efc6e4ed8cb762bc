"""Every job of the worker. The only list of them."""

from datetime import datetime

from django.core.management import call_command
from django.utils import timezone

from config.worker import Job
from mail.queue import send_waiting
from registry.publish import refresh_statuses


def publish_scheduled_pages(_now: datetime) -> None:
    """Publish and expire the pages whose time has come, as Wagtail does it."""
    call_command("publish_scheduled", verbosity=0)


def refresh(now: datetime) -> int:
    """Open and close calls and rounds, start and end projects, by Swedish days."""
    return refresh_statuses(today=timezone.localdate(now), now=now)


def send_mail(now: datetime) -> int:
    """Send the letters whose turn it is."""
    return send_waiting(now=now)


JOBS = (
    Job("send mail", 2, send_mail),
    Job("publish scheduled pages", 10, publish_scheduled_pages),
    Job("refresh statuses", 10, refresh),
)
