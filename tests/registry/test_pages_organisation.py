"""An organisation's page: shares and wholes apart, mergers followed, withdrawn records not told."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from registry.facts import OutcomeFacts, PartyFacts
from registry.models import Funder, Organisation
from registry.publish import publish_outcome, withdraw_project
from registry.shares import Share, shares_of
from rulebook.facts import SectorClass
from tests.registry.pages import FACTS, NOW, project, words

pytestmark = pytest.mark.django_db
KOMMUN, LAB = FACTS.parties
SCHOOL = PartyFacts(number="2021000571", name="Högskolan i Ekby", sector=SectorClass.ACADEMIA)
HERE = "/organisationer/2120000142/"


def kommun() -> Organisation:
    """Return the municipality of the first project."""
    return Organisation.objects.get(number="2120000142")


def a_rich_record() -> None:
    """Register three projects: its own share known, not known, and where it only takes part."""
    project()
    project(
        diarienummer="2017-00001",
        parties=(replace(KOMMUN, amount_awarded=None, own_funding=None),),
        awards=(),
        amount_awarded=900_000,
        decided_on=None,
        starts=date(2017, 5, 1),
    )
    project(
        diarienummer="2018-00001",
        parties=(
            replace(SCHOOL, is_coordinator=True, amount_awarded=50_000),
            replace(KOMMUN, is_coordinator=False, amount_awarded=20_000),
            replace(KOMMUN, is_coordinator=False, workplace="Biblioteket", amount_awarded=10_000),
        ),
        awards=(),
        amount_awarded=None,
        decided_on=None,
        starts=None,
        ends=None,
    )


def test_own_shares_and_wholes_are_kept_apart() -> None:
    a_rich_record()
    shares = shares_of([kommun().pk])
    assert shares.total == Share(3, 2, 530_000, 1_600_000)
    assert shares.as_coordinator == Share(2, 1, 500_000, 1_600_000)
    assert shares.as_party == Share(1, 1, 30_000, None)
    assert shares.by_funder == ((Funder.objects.get(slug="tallmyren"), shares.total),)
    found = {one.year: (one.amount, one.count, one.whole) for one in shares.by_year}
    assert found == {2015: (500_000, 1, 700_000), 2017: (None, 1, 900_000), None: (30_000, 1, None)}


def test_wholes_alone_are_shown_where_no_share_is_known(client: Client) -> None:
    project(parties=(replace(KOMMUN, amount_awarded=None),), awards=())
    shares = shares_of([kommun().pk])
    assert [(one.year, one.amount, one.whole) for one in shares.by_year] == [(2015, 700_000, None)]
    page = words(client, HERE)
    assert "beviljat till organisationen själv" not in page
    assert "beviljat till hela projekten, alla parter 700 000 kr" in page
    assert "Ingen egen del är känd." in page


def test_the_page_tells_roles_funders_years_and_what_is_not_known(client: Client) -> None:
    a_rich_record()
    page = words(client, HERE)
    for said in (
        "beviljat till organisationen själv 530 000 kr",
        "beviljat till hela projekten, alla parter 1,6 miljoner kr",
        "projekt 3 av dem som koordinator 2",
        "Som koordinator 2 500 000 kr 1 600 000 kr",
        "Som projektpart 1 30 000 kr Uppgift saknas",
        "Från Stiftelsen Tallmyren 3 530 000 kr 1 600 000 kr",
        "Den egna delen är känd för 2 av 3 projekt.",
        "Mest beviljades 2015: 500 000 kr",
        "2017 1 Uppgift saknas 900 000 kr 2015 1 500 000 kr 700 000 kr Uppgift saknas 1 30 000 kr",
        "Året för ett projekt är okänt",
        "Fjordlab AS Näringsliv 1",
        "Högskolan i Ekby Akademi och institut 1",
    ):
        assert said in page


def test_years_and_lists_lead_to_the_search(client: Client) -> None:
    a_rich_record()
    html = client.get(HERE).content.decode()
    for address in (
        "/projekt/?organisation=2120000142",
        "/projekt/?organisation=2120000142&amp;year=2015",
        "/projekt/?organisation=2120000142&amp;year=unknown",
    ):
        assert f'href="{address}"' in html


def test_an_organisation_without_a_number_is_asked_for_by_its_key(client: Client) -> None:
    project()
    organisation = Organisation.objects.get(number="")
    html = client.get(organisation.get_absolute_url()).content.decode()
    main = html.partition("<main ")[2].partition("</main>")[0]
    assert f"?organisation=id-{organisation.pk}" in main
    assert "Sjöbro digitalt" in main


def test_outcomes_of_its_projects_are_told_and_lead_on(client: Client) -> None:
    project()
    facts = OutcomeFacts(
        funder_slug="tallmyren", diarienummer="2015-06869", texts={"summary_sv": "Kartan finns."}
    )
    assert "Vad projekten ledde till" not in words(client, HERE)
    publish_outcome(facts, now=NOW, actor="machine:test")
    assert "Kartan finns." in words(client, HERE)
    html = client.get(HERE).content.decode()
    assert 'href="/projekt/?organisation=2120000142&amp;has_outcome=yes"' in html


def test_mergers_bring_projects_names_and_numbers_along(client: Client) -> None:
    a_rich_record()
    school = Organisation.objects.get(number=SCHOOL.number)
    older = Organisation.objects.create(number="2021000589", name="Ekby seminarium", updated_at=NOW)
    heir = Organisation.objects.create(number="2021000597", name="Norra universitetet", updated_at=NOW)
    Organisation.objects.filter(pk=older.pk).update(merged_into=school)
    Organisation.objects.filter(pk=school.pk).update(merged_into=heir)
    page = words(client, "/organisationer/2021000597/")
    assert "Har tagit över efter Högskolan i Ekby 202100-0571 Ekby seminarium 202100-0589" in page
    assert "projekt 1 av dem som koordinator 1" in page
    assert (
        "organisation=2021000597&amp;organisation=2021000571"
        in client.get("/organisationer/2021000597/").content.decode()
    )
    for old in ("2021000571", "2021000589"):
        answer = client.get(f"/organisationer/{old}/")
        assert (answer.status_code, answer["Location"]) == (301, "/organisationer/2021000597/")
    # Its partners know it by what it is today.
    assert "Norra universitetet" in words(client, HERE)
    assert "Ekby" not in words(client, HERE).partition("Projekt ")[0]


def test_mergers_in_a_ring_are_not_found(client: Client) -> None:
    one = Organisation.objects.create(number="2120000142", name="Ett", updated_at=NOW)
    other = Organisation.objects.create(number="2120000159", name="Två", updated_at=NOW, merged_into=one)
    Organisation.objects.filter(pk=one.pk).update(merged_into=other)
    assert client.get(HERE).status_code == 404


def test_withdrawn_projects_are_neither_counted_nor_shown(client: Client) -> None:
    a_rich_record()
    withdrawn = project(
        diarienummer="2019-00001",
        texts={"title_sv": "Hemligt"},
        parties=(KOMMUN, replace(SCHOOL, number="2021000605", name="Dolda skolan")),
        awards=(),
    )
    assert "Hemligt" in words(client, HERE)
    assert "Dolda skolan" in words(client, HERE)
    withdraw_project(withdrawn, now=NOW, actor="machine:test")
    page = words(client, HERE)
    assert "Hemligt" not in page
    assert "Dolda skolan" not in page
    assert "projekt 3 av dem" in page


def test_the_list_of_projects_has_pages(client: Client) -> None:
    for at in range(9):
        project(diarienummer=f"2015-{at:05d}", texts={"title_sv": f"Nummer {at} av nio"})
    assert words(client, HERE).count("av nio") == 8
    assert words(client, f"{HERE}?page=2").count("av nio") == 1
    assert 'href="?page=2#projects"' in client.get(HERE).content.decode()


def test_an_organisation_without_projects_has_a_page(client: Client) -> None:
    Organisation.objects.create(number="2120000142", name="Storkommun", updated_at=NOW)
    page = words(client, HERE)
    assert "Inga publicerade projekt än" in page
    assert "Pengarna" not in page


def test_hostile_names_are_shown_as_text(client: Client) -> None:
    evil = '<script>alert("x")</script>'
    project(parties=(replace(KOMMUN, name=evil), replace(SCHOOL, name=evil)), awards=())
    assert "<script>alert" not in client.get(HERE).content.decode()
