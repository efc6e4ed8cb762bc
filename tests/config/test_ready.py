"""What an installation says of itself: the database answers, and the clocks agree."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from config import clock

pytestmark = pytest.mark.django_db


def shift_our_clock(monkeypatch: pytest.MonkeyPatch, ahead: timedelta) -> None:
    """Let this machine's clock go wrong; the database's goes on as it is."""
    right = timezone.now

    class Wrong:
        @staticmethod
        def now() -> datetime:
            return right() + ahead

    monkeypatch.setattr(clock, "timezone", Wrong)


def test_a_portal_whose_clock_is_the_databases_is_ready(client: Client) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"ready": True})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("seconds", [-300, -1.5, 1.5, 300])
def test_a_portal_whose_clock_is_more_than_a_second_off_is_not(
    client: Client, monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    shift_our_clock(monkeypatch, timedelta(seconds=seconds))
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"ready": False, "problem": "clock"})


@pytest.mark.parametrize("seconds", [-0.5, 0.5])
def test_half_a_second_is_borne(client: Client, monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    shift_our_clock(monkeypatch, timedelta(seconds=seconds))
    assert client.get("/readyz").status_code == 200


def test_a_portal_without_its_database_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise DatabaseError("gone")

    client.raise_request_exception = False
    monkeypatch.setattr(connection, "cursor", gone)
    assert client.get("/readyz").status_code == 500
