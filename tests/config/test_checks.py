"""Deployment checks: silent for a sound installation, one sentence for each thing that is not."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.checks import CheckMessage
from django.db import connection
from pytest_django import Settings

from config import checks
from tests.portal import free_port

Check = Callable[..., Sequence[CheckMessage]]
KEY = "k" * 60


@pytest.fixture(autouse=True)
def _sound(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PUBLIC_URL, settings.BEHIND_TLS, settings.DEBUG = "https://bidrag.example.se", True, False
    settings.ALLOWED_HOSTS = ["bidrag.example.se", "127.0.0.1"]
    settings.EMAIL_URL, settings.MAIL_READABLE = "smtp+tls://mail.example.se:587", False
    settings.SEARCH_URL, settings.DEMO = "", False
    monkeypatch.setenv("SECRET_KEY", KEY)


ALL: tuple[Check, ...] = (
    checks.check_secret_key,
    checks.check_hosts_and_debug,
    checks.check_public_url,
    checks.check_mail,
    checks.check_demonstration,
    checks.check_search,
)


def found() -> list[str | None]:
    """Return the ids of everything that any check finds."""
    return [message.id for check in ALL for message in check(None)]


def test_a_sound_installation_is_not_complained_of() -> None:
    assert found() == []


@pytest.mark.parametrize(("key", "says"), [("", "utlysa.E001"), ("short", "utlysa.E002")])
def test_the_secret_key_is_given_and_long(monkeypatch: pytest.MonkeyPatch, key: str, says: str) -> None:
    monkeypatch.setenv("SECRET_KEY", key)
    assert found() == [says]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"DEBUG": True}, "utlysa.E003"),
        ({"ALLOWED_HOSTS": ["*"]}, "utlysa.E004"),
        ({"ALLOWED_HOSTS": [".example.se"]}, "utlysa.E004"),
        ({"EMAIL_URL": ""}, "utlysa.E005"),
        ({"MAIL_READABLE": True}, "utlysa.E006"),
        ({"DEMO": True}, "utlysa.E008"),
    ],
)
def test_each_fault_is_told(settings: Settings, changed: dict[str, Any], says: str) -> None:
    for name, value in changed.items():
        setattr(settings, name, value)
    assert found() == [says]


def test_an_address_without_https_is_told_and_the_key_may_be_the_machines(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PUBLIC_URL, settings.BEHIND_TLS = "http://127.0.0.1:8000", False
    monkeypatch.delenv("SECRET_KEY")
    assert found() == ["utlysa.W001"]


def test_sqlite_is_told_where_visitors_come(settings: Settings) -> None:
    says = ["utlysa.W002"] if connection.vendor == "sqlite" else []
    assert [message.id for message in checks.check_database(None)] == says
    settings.BEHIND_TLS = False
    assert checks.check_database(None) == []


def test_a_missing_scanner_is_told_where_visitors_come(settings: Settings) -> None:
    settings.BEHIND_TLS, settings.CLAMD = True, ""
    assert [message.id for message in checks.check_scanner(None)] == ["utlysa.W003"]
    settings.CLAMD = "127.0.0.1:3310"
    assert checks.check_scanner(None) == []


def test_a_search_cluster_that_does_not_answer_is_told(settings: Settings) -> None:
    settings.SEARCH_URL = f"http://127.0.0.1:{free_port()}"
    [message] = checks.check_search(None)
    assert message.id == "utlysa.E007"
    assert "Connection refused" in message.msg


@pytest.mark.parametrize(
    ("address", "expected"),
    [("https://bidrag.example.se", "False False"), ("http://127.0.0.1:8000", "True True")],
)
def test_where_visitors_come_nothing_known_to_everybody_opens_a_door(
    address: str, expected: str, tmp_path: Path
) -> None:
    environment = {"PUBLIC_URL": address, "UTLYSA_VAR": str(tmp_path)}
    program = "from config import settings; print(settings.DEMO, settings.MAIL_READABLE)"
    done = subprocess.run(  # noqa: S603 - the arguments are the test's own
        [sys.executable, "-c", program],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == expected, done.stderr
