"""Filling an application in, page by page: what is typed stays, what is wrong is said beside it."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from applications.models import Application, Party
from tests import factories as make
from tests.applications.test_pages_all import browser

pytestmark = pytest.mark.django_db
PARTY = {"name": "Föreningen", "country": "SE", "role": "partner", "version": "0"}


def at(application: Application, name: str, *more: object) -> str:
    """Return an address of a case; `name` may be a section's key."""
    return reverse(f"applications:{name}", args=[application.pk, *more])


def text_of(answer: object) -> str:
    """Return a page's text."""
    return bytes(answer.content).decode()  # type: ignore[attr-defined]


@pytest.fixture
def alma() -> Client:
    """The browser of the coordinator."""
    return browser(make.applicant())


def test_the_start_page_tells_the_call_and_the_moment_and_starts(alma: Client) -> None:
    round_ = make.open_round()
    url = reverse("applications:start", args=[round_.pk])
    page = text_of(alma.get(url))
    assert "Civic tech som stärker demokratin" in page
    assert "26 november 2099" in page
    answer = alma.post(url)
    application = Application.objects.get()
    assert answer["Location"] == at(application, "case")


@pytest.mark.parametrize("number", [0, 99, 10**30])
def test_a_round_that_is_none_is_missing(alma: Client, number: int) -> None:
    make.open_round()
    url = reverse("applications:start", args=[number])
    assert (alma.get(url).status_code, alma.post(url).status_code) == (404, 404)


def test_a_closed_round_starts_nothing_and_says_why(alma: Client) -> None:
    url = reverse("applications:start", args=[make.closed_round().pk])
    assert alma.get(url).status_code == 200
    assert alma.post(url).status_code == 422
    assert Application.objects.count() == 0


def test_signing_in_comes_back_to_the_start_page() -> None:
    url = reverse("applications:start", args=[make.open_round().pk])
    answer = Client().get(url)
    assert answer["Location"] == f"{reverse('account_login')}?{urlencode({'next': url}, safe='/')}"


def test_what_is_typed_wrong_is_kept_and_said_beside_its_field(alma: Client) -> None:
    application = make.draft_application()
    url = at(application, "section", "project")
    typed = {"title_sv": "Å" * 201, "starts": "i vår", "amount_sought": "12,50", "version": "0"}
    assert alma.post(url, typed)["Location"] == url
    kept = application.sections.get(key="project").answers
    assert {name: kept[name] for name in ("title_sv", "starts", "amount_sought")} == {
        "title_sv": "Å" * 201,
        "starts": "i vår",
        "amount_sought": "12,50",
    }
    page = text_of(alma.get(url))
    assert 'id="error-summary"' in page
    for name in ("title_sv", "starts", "amount_sought"):
        assert f'href="#id_{name}"' in page
        assert f'id="id_{name}_error"' in page
    assert "Å" * 201 in page
    assert 'value="i vår"' in page


def test_save_and_continue_goes_to_the_next_section_and_stays_when_something_is_wrong(alma: Client) -> None:
    application = make.draft_application()
    url = at(application, "section", "project")
    good = alma.post(url, {"title_sv": "Ett", "version": "0", "go_on": "yes"})
    assert good["Location"] == at(application, "section", "parties")
    wrong = alma.post(url, {"starts": "?", "version": "1", "go_on": "yes"})
    assert wrong["Location"] == url


def test_a_line_break_counts_once_and_goals_are_kept_as_numbers(alma: Client) -> None:
    application = make.draft_application()
    url = at(application, "section", "project")
    alma.post(url, {"summary_sv": "a\r\n" * 750, "goals": ["16", "3", "99", "x"], "version": "0"})
    answers = application.sections.get(key="project").answers
    assert (len(answers["summary_sv"]), answers["goals"]) == (1500, "3,16")
    assert "error-summary" not in text_of(alma.get(url))


def test_what_a_page_does_not_send_is_left_and_no_goal_ticked_is_no_goal(alma: Client) -> None:
    application = make.filled_application()
    url = at(application, "section", "project")
    assert '<input type="hidden" name="goals" value="">' in text_of(alma.get(url))
    alma.post(url, {"title_sv": "Ny", "goals": "", "version": "1"})
    assert application.sections.get(key="project").answers == {
        **make.ANSWERS["project"],
        "title_sv": "Ny",
        "goals": "",
    }


def test_two_who_save_the_same_section_see_both_texts_and_nothing_is_lost(alma: Client) -> None:
    application = make.draft_application()
    make.with_partner(application)
    url = at(application, "section", "project")
    browser(make.partner()).post(url, {"title_sv": "Petras titel", "version": "0"})
    answer = alma.post(url, {"title_sv": "Almas titel", "version": "0"})
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Petras titel" in page
    assert "Petra Nyström" in page
    assert 'value="Almas titel"' in page
    assert application.sections.get(key="project").answers["title_sv"] == "Petras titel"
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version is not None
    assert alma.post(url, {"title_sv": "Almas titel", "version": version[1]}).status_code == 302
    assert application.sections.get(key="project").answers["title_sv"] == "Almas titel"


def test_a_partner_and_the_coordinator_write_in_different_sections_undisturbed(alma: Client) -> None:
    application = make.draft_application()
    make.with_partner(application)
    petra = browser(make.partner())
    assert (
        petra.post(at(application, "section", "plan"), {"plan_sv": "Så här", "version": "0"}).status_code
        == 302
    )
    assert (
        alma.post(at(application, "section", "project"), {"title_sv": "A", "version": "0"}).status_code == 302
    )


HOSTILE = [
    "\x00",
    "\x00" * 50,
    "9" * 5000,
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "\u202e",
    "-1",
    "1e9",
    "²",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_input_brings_a_page_down(alma: Client, text: str) -> None:
    application = make.filled_application()
    party = application.parties.get(role="partner")
    names = ["title_sv", "starts", "amount_sought", "goals", "leader_email", "leader_phone", "version"]
    party_fields = [
        *PARTY,
        "organisation_number",
        "sector",
        "owner_share",
        "municipality_code",
        "contact_email",
    ]
    posts = {
        at(application, "section", "project"): dict.fromkeys(names, text),
        at(application, "section", "contacts"): {**dict.fromkeys(names, text), "version": "1"},
        at(application, "add_party"): dict.fromkeys(party_fields, text),
        at(application, "party", party.pk): dict.fromkeys(party_fields, text),
        at(application, "party_budget", party.pk): {"version": text, "grant-2027": text, "x": text},
        at(application, "invite", party.pk): {"email": text},
        at(application, "attach", "other"): {"file": text},
        at(application, "submit"): {"submission_key": text, "submit_anyway": text},
    }
    for url, data in posts.items():
        answer = alma.post(url, data)
        assert answer.status_code in (302, 409, 422), url
        assert b"<script>alert" not in answer.content
        assert alma.get(url).status_code in (200, 405), url
    bad_body = alma.generic(
        "POST", at(application, "section", "project"), b"\xff\xfe%zz=&&=\x00", "text/plain"
    )
    assert bad_body.status_code in (302, 400, 409)


def test_the_checklist_stands_beside_every_form_page_worst_first(alma: Client) -> None:
    application = make.draft_application()
    party = application.parties.get()
    for url in (
        at(application, "case"),
        *(at(application, "section", key) for key in ("project", "parties", "budget", "attachments")),
        at(application, "party", party.pk),
        at(application, "party_budget", party.pk),
    ):
        page = text_of(alma.get(url))
        answers = re.findall(r'class="check check--(\w+)"', page)
        assert answers[:2] == ["not_met", "not_met"]
        assert answers == sorted(answers, key=["not_met", "unknown", "judge", "met"].index)
        assert "Minst två aktörer ska delta i projektet." in page
        assert at(application, "section", "parties") in page


@pytest.mark.parametrize("parties", [1, 10, 100])
def test_a_form_page_asks_as_much_whatever_the_number_of_parties(
    alma: Client, parties: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    application = make.draft_application()
    Party.objects.bulk_create(
        Party(application=application, order=place, name=f"Part {place}") for place in range(1, parties)
    )
    url = at(application, "section", "project")
    alma.get(url)
    with django_assert_num_queries(17):
        alma.get(url)
