"""A call in two steps: the editor says that a round is for those invited from the one before."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import streamfield

from registry.models import Round
from tests import factories as make
from tests.cms.pages import (
    a_round,
    draft_call,
    editor_client,
    filled_form,
    posted_round,
    published,
)
from tests.cms.test_call_form import add_url, errors_of

pytestmark = pytest.mark.django_db


def steps() -> list[tuple[str, object]]:
    sketch = a_round(closes=date(2026, 10, 1), title="Skiss")
    full = a_round(opens=date(2026, 12, 1), title="Fullständig ansökan") | {"only_invited": True}
    return [("round", sketch), ("round", full)]


def test_the_second_round_follows_the_first() -> None:
    published(draft_call(rounds=steps()))
    first, second = Round.objects.order_by("opens_at")
    assert (first.follows, first.step, second.follows, second.step) == (None, 1, first, 2)


def test_a_first_round_cannot_be_for_invited_ones() -> None:
    rounds = streamfield([("round", posted_round(only_invited="on"))])
    response = editor_client().post(add_url(), filled_form("action-publish", rounds=rounds))
    assert "skissomgången först" in errors_of(response, "rounds")


def test_a_round_for_invited_ones_opens_after_the_sketches_have_closed() -> None:
    first = posted_round()
    second = posted_round(first_day="2099-11-01", last_day="2099-12-20", only_invited="on")
    rounds = streamfield([("round", first), ("round", second)])
    response = editor_client().post(add_url(), filled_form("action-publish", rounds=rounds))
    assert "innan skissomgången" in errors_of(response, "rounds")


def test_the_api_says_who_a_round_is_for() -> None:
    sketch, full = make.two_steps()
    answer = Client().get(reverse("opendata:round", args=[full.call.funder.slug, full.diarienummer])).json()
    assert (answer["step"], answer["by_invitation_from"]) == (2, sketch.diarienummer)
    first = Client().get(reverse("opendata:round", args=[full.call.funder.slug, sketch.diarienummer])).json()
    assert first["by_invitation_from"] is None
