"""The front page, organisations, programmes, statements, languages and pages that are not there."""

from datetime import date, timedelta

import pytest
from django.test import Client, RequestFactory
from django.views.defaults import server_error

from registry.models import Organisation, OrganisationName, Programme
from registry.publish import withdraw_project
from tests.factories import PASSWORD, applicant, officer, open_round, own_funder
from tests.registry.pages import NOW, outcome, project, project_of, words

pytestmark = pytest.mark.django_db


def test_an_empty_register_has_a_front_page(client: Client) -> None:
    own_funder()
    assert "Ingen utlysning är öppen just nu" in words(client, "/")


def test_the_front_page_shows_calls_figures_decisions_and_outcomes(client: Client) -> None:
    open_round()
    project()
    outcome()
    project_of(3, "2016-00001")
    page = words(client, "/")
    for said in (
        "En utlysning är öppen nu",
        "Civic tech som stärker demokratin",
        "beviljat sedan 2015 1,4 miljoner kr",
        "projekt 2",
        "publicerade utfall 1",
        "Sjöbro digitalt",
        "Tre kommuner använder kartan.",
    ):
        assert said in page


def test_the_front_page_counts_what_was_just_published(client: Client) -> None:
    project()
    assert "projekt 1" in words(client, "/")
    second = project_of(3, "2016-00001")
    assert "projekt 2" in words(client, "/")
    withdraw_project(second, now=NOW, actor="machine:test")
    assert "projekt 1" in words(client, "/")


@pytest.mark.parametrize("size", [1, 10, 40])
def test_the_front_page_takes_a_fixed_number_of_queries(
    client: Client, size: int, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    open_round()
    for at in range(4):
        project_of(size, f"2016-0000{at}")
    client.get("/")
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        client.get("/")


def test_an_organisation_shows_its_projects_partners_and_names(client: Client) -> None:
    project()
    kommun = Organisation.objects.get(number="2120000142")
    OrganisationName.objects.create(organisation=kommun, name="Sjöbro köping", until=date(1970, 12, 31))
    page = words(client, "/organisationer/2120000142/")
    for said in (
        "Sjöbro kommun",
        "212000-0142",
        "Sjöbro digitalt",
        "Fjordlab AS Näringsliv 1",
        "Sjöbro köping (till 31 december 1970)",
        "beviljat till organisationen själv 500 000 kr",
        "beviljat till hela projekten, alla parter 700 000 kr",
        "av dem som koordinator 1",
    ):
        assert said in page


def test_an_organisation_without_a_number_is_found_by_id(client: Client) -> None:
    project()
    row = Organisation.objects.get(number="")
    assert "Fjordlab AS" in words(client, f"/organisationer/id-{row.pk}/")
    assert "Sjöbro digitalt" in words(client, row.get_absolute_url())


@pytest.mark.parametrize("number", ["id-", "id-x", "id-99999999999999999999", "id-1", "2120000159", "²"])
def test_unknown_organisations_are_not_found(client: Client, number: str) -> None:
    Organisation.objects.create(pk=1, number="2120000142", name="Har nummer", updated_at=NOW)
    assert client.get(f"/organisationer/{number}/").status_code == 404


def test_a_merged_organisation_leads_to_its_heir(client: Client) -> None:
    heir = Organisation.objects.create(number="2120000142", name="Storkommun", updated_at=NOW)
    Organisation.objects.create(number="2120000159", name="Lillkommun", merged_into=heir, updated_at=NOW)
    answer = client.get("/organisationer/2120000159/")
    assert (answer.status_code, answer["Location"]) == (301, "/organisationer/2120000142/")


def test_a_withdrawn_organisation_is_gone(client: Client) -> None:
    Organisation.objects.create(
        number="2120000142", name="Storkommun", updated_at=NOW, withdrawn_at=NOW + timedelta(days=1)
    )
    assert client.get("/organisationer/2120000142/").status_code == 410


def test_a_programme_shows_its_calls(client: Client) -> None:
    round_ = open_round()
    programme = round_.call.programme
    assert programme is not None
    page = words(client, programme.get_absolute_url())
    assert "Öppen demokrati" in page
    assert "Civic tech som stärker demokratin" in page
    assert "Budget Uppgift saknas" in page


def test_a_withdrawn_programme_is_gone(client: Client) -> None:
    programme = open_round().call.programme
    assert programme is not None
    Programme.objects.filter(pk=programme.pk).update(withdrawn_at=NOW)
    assert client.get(programme.get_absolute_url()).status_code == 410


@pytest.mark.parametrize("size", [1, 30])
def test_an_organisation_takes_a_fixed_number_of_queries(
    client: Client, size: int, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    for at in range(size):
        project(diarienummer=f"2015-{at:05d}")
    client.get("/organisationer/2120000142/")
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get("/organisationer/2120000142/")


def test_the_switch_keeps_the_page_and_its_question(client: Client) -> None:
    project()
    html = client.get("/projekt/tallmyren/2015-06869/?sida=2").content.decode()
    assert '<a href="/en/projects/tallmyren/2015-06869/?sida=2" hreflang="en" lang="en">English</a>' in html
    assert 'hreflang="en" href="http://testserver/en/projects/tallmyren/2015-06869/"' in html
    assert 'rel="canonical" href="http://testserver/projekt/tallmyren/2015-06869/"' in html
    back = client.get("/en/projects/tallmyren/2015-06869/").content.decode()
    assert '<a href="/projekt/tallmyren/2015-06869/" hreflang="sv" lang="sv">Svenska</a>' in back


@pytest.mark.parametrize(
    ("address", "said", "language"),
    [("/finns-inte/", "Sidan finns inte här", "sv"), ("/en/nowhere/", "The page is not here", "en")],
)
def test_what_is_not_there_is_said_in_the_reader_s_language(
    client: Client, address: str, said: str, language: str
) -> None:
    answer = client.get(address)
    html = answer.content.decode()
    assert answer.status_code == 404
    assert f"<h1>{said}</h1>" in html
    assert f'<html lang="{language}">' in html


def test_a_fault_tells_nothing_about_itself(client: Client, rf: RequestFactory) -> None:
    try:
        raise RuntimeError("the secret of the house")
    except RuntimeError:
        answer = server_error(rf.get("/"))
    html = answer.content.decode()
    assert answer.status_code == 500
    assert "Något gick fel" in html
    assert "secret" not in html


def test_statements_are_linked_from_every_page(client: Client) -> None:
    own_funder()
    html = client.get("/").content.decode()
    assert 'href="/tillganglighet/"' in html
    assert 'href="/personuppgifter/"' in html
    assert "delvis förenlig" in words(client, "/tillganglighet/")
    assert "Kakor" in words(client, "/personuppgifter/")


def test_the_header_knows_who_is_there(client: Client) -> None:
    own_funder()
    assert "Logga in" in client.get("/").content.decode()
    client.login(email=applicant().email, password=PASSWORD)
    html = client.get("/").content.decode()
    assert "Mina ansökningar" in html
    assert "Ditt skrivbord" not in html
    client.login(email=officer().email, password=PASSWORD)
    assert "Ditt skrivbord" in client.get("/").content.decode()


@pytest.mark.parametrize("address", ["/konto/login/", "/konto/signup/", "/konto/password/reset/"])
def test_pages_of_the_entrance_wear_the_look(client: Client, address: str) -> None:
    html = client.get(address).content.decode()
    assert 'class="site-header"' in html
    assert 'class="field"' in html


def test_a_refused_sign_in_names_the_problem_first(client: Client) -> None:
    answer = client.post("/konto/login/", {"login": "ingen@exempel.example", "password": "fel"})
    html = answer.content.decode()
    assert 'class="error-summary"' in html
    assert html.index('class="error-summary"') < html.index('name="password"')
