"""Deployment checks: what a laptop may leave out and an installation for real use may not.

`manage.py check --deploy` runs them beside Django's own. Whether an installation is for real use is read
from PUBLIC_URL: an address with https is one that visitors use.
"""

import os
from collections.abc import Sequence
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connection

SHORTEST_KEY = 50


def _given_key() -> str:
    return os.environ.get("SECRET_KEY", "")


@register(Tags.security, deploy=True)
def check_secret_key(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """The key comes from the environment, and is long."""
    if not settings.BEHIND_TLS:
        return []
    if not _given_key():
        return [
            Error(
                "The secret key was made on this machine.",
                hint="Set SECRET_KEY in the environment, so that every web process and worker shares it.",
                id="utlysa.E001",
            )
        ]
    if len(_given_key()) < SHORTEST_KEY:
        return [
            Error(
                f"SECRET_KEY has {len(_given_key())} signs, too few to be safe.",
                hint=f"Use at least {SHORTEST_KEY} random ones.",
                id="utlysa.E002",
            )
        ]
    return []


@register(Tags.security, deploy=True)
def check_hosts_and_debug(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """No error pages with the portal's insides, no answers under any name."""
    found: list[CheckMessage] = []
    if settings.BEHIND_TLS and settings.DEBUG:
        found.append(
            Error(
                "DEBUG is on, and error pages show the portal's insides.",
                hint="Unset DEBUG.",
                id="utlysa.E003",
            )
        )
    wild = [host for host in settings.ALLOWED_HOSTS if "*" in host or host.startswith(".")]
    if wild:
        found.append(
            Error(
                f"ALLOWED_HOSTS lets in more than one name: {', '.join(wild)}.",
                hint="Name every host; links in letters are built from PUBLIC_URL.",
                id="utlysa.E004",
            )
        )
    return found


@register(Tags.security, deploy=True)
def check_public_url(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Visitors' own addresses, encrypted."""
    if settings.BEHIND_TLS:
        return []
    return [
        Warning(
            f"PUBLIC_URL is {settings.PUBLIC_URL}, without https: cookies travel openly.",
            hint="Set PUBLIC_URL=https://… to the address that visitors use.",
            id="utlysa.W001",
        )
    ]


@register(deploy=True)
def check_mail(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Letters leave the portal, and no page shows them."""
    found: list[CheckMessage] = []
    if not settings.EMAIL_URL:
        found.append(
            Error(
                "No mail server is set: receipts and decisions are kept here and reach nobody.",
                hint="Set EMAIL_URL, for example smtp+tls://user:password@mail.example.se:587",
                id="utlysa.E005",
            )
        )
    if settings.MAIL_READABLE and settings.BEHIND_TLS:
        found.append(
            Error(
                "Everybody can read the portal's letters on a page.",
                hint="Set MAIL_READABLE=0.",
                id="utlysa.E006",
            )
        )
    return found


@register(Tags.security, deploy=True)
def check_demonstration(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Nobody gets in with the password that every demonstration has."""
    if not (settings.DEMO and settings.BEHIND_TLS):
        return []
    return [
        Error(
            "The demonstration is on: its officer and its decider have a password that everybody knows.",
            hint="Unset DEMO.",
            id="utlysa.E008",
        )
    ]


@register(deploy=True)
def check_search(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """The cluster answers, when one is set."""
    if not settings.SEARCH_URL:
        return []
    try:
        with urlopen(Request(settings.SEARCH_URL, method="GET"), timeout=5):  # noqa: S310 - the installation's own
            return []
    except (URLError, OSError, ValueError) as problem:
        reason = getattr(problem, "reason", problem)
        return [
            Error(
                f"The search cluster at SEARCH_URL does not answer: {reason}.",
                hint="Start it, mend the address, or unset SEARCH_URL for the embedded index.",
                id="utlysa.E007",
            )
        ]


@register(Tags.security, deploy=True)
def check_scanner(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Files from strangers are scanned before anybody opens them."""
    if settings.CLAMD or not settings.BEHIND_TLS:
        return []
    return [
        Warning(
            "No virus scanner is set: attached files are handed out unscanned.",
            hint="Set CLAMD to clamd's host:port or socket.",
            id="utlysa.W003",
        )
    ]


@register(Tags.database, deploy=True)
def check_database(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """A database that several machines and many writers can share."""
    if connection.vendor != "sqlite" or not settings.BEHIND_TLS:
        return []
    return [
        Warning(
            "The database is SQLite: one writer at a time, one machine.",
            hint="Set DATABASE_URL=postgres://… when many hand in at once.",
            id="utlysa.W002",
        )
    ]
