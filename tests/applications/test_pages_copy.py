"""The page that copies an application into an open call."""

from typing import Any

import pytest
from django.test import Client

from applications.models import Application
from registry.models import Round
from tests import factories as make
from tests.applications.test_actions_attach import put
from tests.applications.test_pages_all import browser
from tests.applications.test_pages_form import at, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def alma() -> Client:
    """The browser of the coordinator."""
    return browser(make.applicant())


def test_an_application_is_copied_from_the_list(alma: Client) -> None:
    source = make.filled_application()
    put(source)
    target = make.open_round(title="En annan utlysning")
    url = at(source, "copy")
    assert url in text_of(alma.get("/mina/"))
    assert "En annan utlysning" in text_of(alma.get(url))
    answer = alma.post(url, {"round": str(target.pk), "with_budget": "on", "with_files": "on"})
    new = Application.objects.get(copied_from=source)
    assert answer["Location"] == at(new, "case")
    assert (new.round_id, new.attachments.count()) == (target.pk, 1)
    assert source.attachments.get().name in text_of(alma.get(at(new, "section", "attachments")))


@pytest.mark.parametrize("typed", [{}, {"round": ""}, {"round": "x"}, {"round": "999999"}, {"round": "²"}])
def test_a_call_that_is_not_offered_is_refused_beside_the_choice(alma: Client, typed: dict[str, Any]) -> None:
    source = make.filled_application()
    answer = alma.post(at(source, "copy"), typed)
    assert answer.status_code == 422
    assert 'id="id_round_error"' in text_of(answer)
    assert Application.objects.count() == 1


def test_closed_withdrawn_invited_and_foreign_rounds_are_not_offered(alma: Client) -> None:
    source = make.filled_application()
    closed, full = make.closed_round(title="Stängd"), make.open_round(title="För inbjudna")
    Round.objects.filter(pk=full.pk).update(follows=closed)
    page = text_of(alma.get(at(source, "copy")))
    assert "Stängd" not in page
    assert "För inbjudna" not in page
    for round_ in (closed, full):
        assert alma.post(at(source, "copy"), {"round": str(round_.pk)}).status_code == 422


def test_where_nothing_is_open_the_page_says_so(alma: Client) -> None:
    source = make.filled_application(round_=make.closed_round())
    page = text_of(alma.get(at(source, "copy")))
    assert 'name="round"' not in page
    assert "Ingen utlysning är öppen nu." in page


def test_whoever_takes_no_part_finds_no_page() -> None:
    source = make.filled_application()
    target = make.open_round(title="En annan utlysning")
    for person in (make.stranger, make.officer):
        client = browser(person())
        assert client.get(at(source, "copy")).status_code == 404
        assert client.post(at(source, "copy"), {"round": str(target.pk)}).status_code == 404
    assert Application.objects.count() == 1
