"""A sole trader's number is a person's: it stands on no page, in no address, and finds nothing."""

import pytest
from django.test import Client

from registry.facts import PartyFacts
from registry.models import Organisation
from rulebook.facts import SectorClass
from search.index import rebuild
from tests.search.records import NOW, make_project

pytestmark = pytest.mark.django_db
NUMBER = "8112189876"
TRADER = PartyFacts(number=NUMBER, name="Firman Fiskelycka", sector=SectorClass.BUSINESS, is_coordinator=True)


@pytest.fixture
def trader() -> Organisation:
    """A sole trader with a project, in the register and in the index."""
    make_project("2026-00001", "Fiske med app", parties=(TRADER,))
    rebuild(now=NOW)
    return Organisation.objects.get(number=NUMBER)


@pytest.mark.parametrize(
    "path",
    [
        "/projekt/",
        "/projekt/bruksfonden/2026-00001/",
        "/sok/organisationer/?q=fiskelycka",
        "/sok/val/organisation/",
        "/sok/forslag/?q=fiskel",
        "/sok/ladda-ner.csv?kind=organisation",
        "/sok/atom/",
    ],
)
def test_the_number_is_on_no_page(client: Client, trader: Organisation, path: str) -> None:
    answer = client.get(path)
    page = (b"".join(answer) if answer.streaming else answer.content).decode()
    assert answer.status_code == 200
    assert "Fiskelycka" in page or "Fiske" in page
    assert "811218" not in page


def test_the_page_stands_by_another_name(client: Client, trader: Organisation) -> None:
    page = client.get(trader.get_absolute_url())
    assert page.status_code == 200
    assert trader.get_absolute_url() == f"/organisationer/id-{trader.pk}/"
    assert "811218" not in page.content.decode()
    assert client.get(f"/organisationer/{NUMBER}/").status_code == 404


@pytest.mark.parametrize("query", [f"q={NUMBER}", "q=811218-9876", f"organisation={NUMBER}"])
def test_the_number_finds_nothing(client: Client, trader: Organisation, query: str) -> None:
    page = client.get(f"/projekt/?{query}").content.decode()
    assert "/projekt/bruksfonden/2026-00001/" not in page


def test_the_organisation_is_a_choice_by_its_other_name(client: Client, trader: Organisation) -> None:
    page = client.get(f"/projekt/?organisation=id-{trader.pk}").content.decode()
    assert "/projekt/bruksfonden/2026-00001/" in page
    assert f'value="id-{trader.pk}" checked' in page
