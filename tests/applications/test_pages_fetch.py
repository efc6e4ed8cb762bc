"""Filling an application in from what is known: register, profiles, the account; nothing of others."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actions.save_profile import ProfileInput, begin_profile
from accounts.models import Organisation as Profile
from applications.views.lookup import SEARCHES
from registry.models import Organisation
from rulebook.facts import Sector
from tests import factories as make
from tests.applications.test_pages_all import browser
from tests.applications.test_pages_form import at, text_of
from tests.rulebook.numbers import number_for

pytestmark = pytest.mark.django_db
NUMBER = number_for(Sector.MUNICIPALITY, 70301)


@pytest.fixture
def alma() -> Client:
    """The browser of the coordinator."""
    return browser(make.applicant())


def public(name: str = "Ödeby kommun", **more: Any) -> Organisation:
    """An organisation in the public register."""
    given = {"number": NUMBER, "sector": "public", "legal_form": "82", "county_code": "12", **more}
    return Organisation.objects.create(name=name, updated_at=make.OPENED, **given)


def profile(user: Any = None, **more: Any) -> Profile:
    """Somebody's own profile."""
    given = ProfileInput(**{"name": "Ödeby fritid", "contact_email": "kim@odeby.example", **more})
    return begin_profile(given=given, actor=user or make.applicant(), now=make.APPLIED)


def suggested(client: Client, text: str) -> list[dict[str, Any]]:
    """What the suggestions say."""
    answer = client.post(reverse("applications:organisations"), {"q": text})
    assert answer.status_code == 200
    found: list[dict[str, Any]] = json.loads(answer.content)["organisations"]
    return found


@pytest.mark.parametrize(
    "typed", ["ödeby", "ÖDEBY KOMMUN", "deby ko", f"{NUMBER[:6]}-{NUMBER[6:]}", f"SE{NUMBER}01"]
)
def test_an_organisation_is_found_by_number_or_part_of_its_name(alma: Client, typed: str) -> None:
    public()
    (found,) = suggested(alma, typed)
    assert (found["name"], found["organisation_number"]) == ("Ödeby kommun", f"{NUMBER[:6]}-{NUMBER[6:]}")
    assert (found["sector"], found["county_code"]) == ("municipality", "12")


@pytest.mark.parametrize(
    "typed", ["", "ö", " ", "%%", "__", "850314-2385", "198503142385", "'; --", "x" * 10_000, "\x00ö"]
)
def test_what_is_too_little_personal_or_hostile_finds_nothing(alma: Client, typed: str) -> None:
    public()
    assert suggested(alma, typed) == []


def test_nobody_elses_profile_is_ever_found(alma: Client) -> None:
    theirs = profile(make.stranger(), number=NUMBER, workplaces=("Hemliga enheten",))
    assert suggested(alma, "Ödeby") == []
    assert suggested(alma, NUMBER) == []
    application = make.draft_application()
    page = text_of(alma.get(at(application, "add_party") + f"?choose=profile-{theirs.pk}"))
    assert "kim@odeby.example" not in page
    section = text_of(alma.get(at(application, "section", "contacts") + f"?fetch={theirs.pk}"))
    assert "kim@odeby.example" not in section
    public()
    assert "Hemliga enheten" not in json.dumps(suggested(alma, NUMBER), ensure_ascii=False)


def test_withdrawn_and_merged_organisations_are_not_offered(alma: Client) -> None:
    kept = public("Ödeby stad")
    public("Ödeby gamla", number="", merged_into=kept)
    public("Ödeby borta", number="", withdrawn_at=make.APPLIED)
    assert [one["name"] for one in suggested(alma, "Ödeby")] == ["Ödeby stad"]


def test_at_most_eight_are_told_and_so_many_a_minute(alma: Client) -> None:
    for place in range(12):
        public(f"Ödeby {place:02}", number="")
    assert len(suggested(alma, "Ödeby")) == 8
    for _time in range(SEARCHES.most):
        answer = alma.post(reverse("applications:organisations"), {"q": "Ödeby"})
    assert answer.status_code == 429
    application = make.draft_application()
    page = text_of(alma.post(at(application, "add_party"), {"look_up": "Ödeby"}))
    assert 'id="look_up_error"' in page
    assert "Ödeby 01" not in page


def test_only_those_who_are_signed_in_search_and_never_by_an_address(alma: Client) -> None:
    url = reverse("applications:organisations")
    assert Client().post(url, {"q": "Ödeby"})["Location"].startswith(reverse("account_login"))
    assert alma.get(url + "?q=Ödeby").status_code == 405


def test_without_scripts_the_search_is_a_step_and_nothing_is_saved_by_it(alma: Client) -> None:
    row = public()
    application = make.draft_application()
    party = application.parties.get()
    url = at(application, "party", party.pk)
    page = text_of(alma.post(url, {"look_up": "Ödeby"}))
    assert f"?choose=register-{row.pk}" in page
    filled = text_of(alma.get(f"{url}?choose=register-{row.pk}"))
    assert 'value="Ödeby kommun"' in filled
    assert f'value="{NUMBER[:6]}-{NUMBER[6:]}"' in filled
    assert '<option value="municipality" selected' in filled
    party.refresh_from_db()
    assert party.name == ""
    for nothing in ("register-999999", "register-", "profile-x", "x", "register-²", f"register-{'9' * 30}"):
        assert alma.get(f"{url}?choose={nothing}").status_code == 200


def test_a_personal_number_in_the_search_is_refused_and_not_shown(alma: Client) -> None:
    application = make.draft_application()
    page = text_of(alma.post(at(application, "add_party"), {"look_up": "850314-2385"}))
    assert "2385" not in page
    assert 'id="look_up_error"' in page


def test_my_profile_fills_in_party_and_contacts(alma: Client) -> None:
    mine = profile(number=NUMBER, signatory_name="Rut Ek", contact_phone="+46 8 123", owner_name="Staten")
    application = make.draft_application()
    url = at(application, "party", application.parties.get().pk)
    assert f"?choose=profile-{mine.pk}" in text_of(alma.get(url))
    filled = text_of(alma.get(f"{url}?choose=profile-{mine.pk}"))
    assert 'value="kim@odeby.example"' in filled
    assert 'value="Staten"' in filled
    contacts = at(application, "section", "contacts")
    assert f"?fetch={mine.pk}" in text_of(alma.get(contacts))
    page = text_of(alma.get(f"{contacts}?fetch={mine.pk}"))
    for value in ("Alma Bergdahl", "alma@sjobro.example", "+46 8 123", "Rut Ek"):
        assert f'value="{value}"' in page
    assert application.sections.get(key="contacts").answers == {}
    assert 'value="Alma Bergdahl"' in text_of(alma.get(f"{contacts}?fetch=me"))
