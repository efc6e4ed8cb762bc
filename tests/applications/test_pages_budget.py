"""A party's budget page: hours, years, the panel of sums and rules, and trying without saving."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from applications.document import document_of
from applications.models import Application
from rulebook.examples import CIVIC_TECH
from rulebook.vocabulary import clause_as_json
from tests import factories as make
from tests.applications.test_pages_all import browser
from tests.applications.test_pages_form import at, text_of

pytestmark = pytest.mark.django_db
HOURLY = {
    "rule": "hourly_rate",
    "effect": "blocks",
    "parameters": {"most": 800},
    "clause_sv": "Högst 800 kronor i timmen i genomsnitt.",
    "clause_en": "At most 800 kronor an hour on average.",
}
TYPED = {
    "person-0-description": "Projektledare",
    "person-0-rate": "750 kr",
    "person-0-2027": "1 000 h",
    "person-0-2028": "500",
    "person-1-description": "",
    "equipment-2027": "10.000",
    "grant-2027": "700 000",
}


@pytest.fixture
def alma() -> Client:
    """The browser of the coordinator."""
    return browser(make.applicant())


def with_rules(*rules: Mapping[str, Any]) -> Application:
    """A filled application in a call that has these rules too."""
    every = [*(clause_as_json(clause) for clause in CIVIC_TECH), *rules]
    return make.filled_application(round_=make.open_round(rules=every))


def budget_page(application: Application, name: str = "party_budget") -> str:
    """The address of the partner's budget."""
    return at(application, name, application.parties.get(role="partner").pk)


def test_hours_and_sums_are_saved_and_shown_again(alma: Client) -> None:
    application = make.filled_application()
    url = budget_page(application)
    assert alma.post(url, {**TYPED, "version": "1"})["Location"] == url
    party = application.parties.get(role="partner")
    assert set(party.budget_lines.values_list("year", "kind", "amount")) == {
        (2027, "personnel", 750_000),
        (2028, "personnel", 375_000),
        (2027, "equipment", 10_000),
        (2027, "grant", 700_000),
    }
    page = text_of(alma.get(url))
    assert 'value="Projektledare"' in page
    assert 'name="person-0-2027" value="1\u202f000"' in page
    assert '<span data-sum="costs-all">1\u202f135\u202f000</span>' in page
    assert '<span data-sum="missing-all">435\u202f000</span>' in page
    assert 'name="person-2-description"' in page


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("person-0-rate", "750,50"),
        ("person-0-2027", "37,5"),
        ("person-0-2028", "en vecka"),
        ("person-0-description", "x" * 201),
        ("grant-2027", "1,2 milj"),
        ("equipment-2028", "-4"),
    ],
)
def test_a_wrong_cell_keeps_its_text_and_says_why(alma: Client, name: str, text: str) -> None:
    application = make.filled_application()
    before = document_of(application)
    answer = alma.post(budget_page(application), {**TYPED, name: text, "version": "1"})
    page = text_of(answer)
    assert answer.status_code == 422
    assert f'value="{text}"' in page
    assert f'href="#id_{name}"' in page
    assert f'id="id_{name}_error"' in page
    assert 'value="Projektledare"' in page or name == "person-0-description"
    assert document_of(application) == before


def test_more_rows_are_given_after_saving(alma: Client) -> None:
    application = make.filled_application()
    url = budget_page(application)
    answer = alma.post(url, {**TYPED, "version": "1", "rows": "more"})
    assert answer["Location"] == f"{url}?rows=more#hours"
    assert 'name="person-6-description"' in text_of(alma.get(f"{url}?rows=more"))


def test_years_follow_the_project_and_sums_of_other_years_stay_with_a_warning(alma: Client) -> None:
    application = make.filled_application()
    url = budget_page(application)
    dates = {"starts": "2028-01-01", "ends": "2029-12-31"}
    make.give_answers(application, "project", {**make.ANSWERS["project"], **dates})
    page = text_of(alma.get(url))
    for year in (2027, 2028, 2029):
        assert f'name="grant-{year}"' in page
    assert "2026" not in page.split("budget-form")[1]
    assert 'class="money outside"' in page
    before = [dict(line) for line in document_of(application)["parties"][1]["budget"]]
    shown = alma.get(url).context["form"]
    data = {name: shown[name].value() or "" for name in shown.fields}
    assert alma.post(url, {**data, "version": "1"}).status_code == 302
    assert document_of(application)["parties"][1]["budget"] == before
    findings = alma.get(url).context["panel"].checks
    assert "costs_in_time" in {check.finding.rule for check in findings}


def test_a_year_that_the_page_showed_is_saved_though_the_project_has_moved(alma: Client) -> None:
    application = make.filled_application()
    dates = {"starts": "2031-01-01", "ends": "2031-12-31"}
    make.give_answers(application, "project", {**make.ANSWERS["project"], **dates})
    assert alma.post(budget_page(application), {"grant-2030": "5", "version": "1"}).status_code == 302
    party = application.parties.get(role="partner")
    assert list(party.budget_lines.values_list("year", "amount")) == [(2030, 5)]


def test_the_panel_says_what_each_rule_on_money_says_with_its_source(alma: Client) -> None:
    application = with_rules(HOURLY, {"rule": "consultants_share", "clause_sv": "Högst 20 procent."})
    page = text_of(alma.get(budget_page(application)))
    panel = page.split('id="budget-panel"')[1].split("</details>")[0]
    assert "Högst 2 000 000 kronor i bidrag kan sökas och beviljas." in panel
    assert "Högst 800 kronor i timmen i genomsnitt." in panel
    assert "cap-bar" in panel
    assert "1\u202f200\u202f000" in panel
    assert "Minst två aktörer" not in panel


def test_trying_answers_as_saving_would_and_stores_nothing(alma: Client) -> None:
    application = with_rules(HOURLY)
    before = document_of(application)
    typed = {**TYPED, "person-0-rate": "801", "grant-2028": "1 500 000", "indirect-2027": "oj"}
    answer = alma.post(budget_page(application, "try_budget"), typed)
    told = json.loads(answer.content)
    assert answer["Content-Type"] == "application/json"
    assert told["sums"]["person-0-all"] == "1\u202f201\u202f500"
    assert told["sums"]["costs-all"] == "1\u202f211\u202f500"
    assert told["sums"]["grant-all"] == "2\u202f200\u202f000"
    assert "2\u202f900\u202f000" in told["panel"]
    assert "check--not_met" in told["panel"]
    assert document_of(application) == before
    assert alma.get(budget_page(application, "try_budget")).status_code == 405


def test_the_same_numbers_saved_give_the_same_panel(alma: Client) -> None:
    application = with_rules(HOURLY)
    tried = json.loads(alma.post(budget_page(application, "try_budget"), TYPED).content)["sums"]
    alma.post(budget_page(application), {**TYPED, "version": "1"})
    page = text_of(alma.get(budget_page(application)))
    for name in ("costs-all", "grant-all", "missing-2027", "person-0-all", "hours-2028"):
        assert f'<span data-sum="{name}">{tried[name]}</span>' in page


def test_a_call_that_demands_hours_offers_no_cell_without_them(alma: Client) -> None:
    application = with_rules({**HOURLY, "parameters": {"most": 800, "hours_needed": True}})
    url = budget_page(application)
    assert 'name="personnel-2027"' in text_of(alma.get(url))  # what stands there is never hidden
    assert alma.post(url, {**TYPED, "version": "1"}).status_code == 302
    assert 'name="personnel-2027"' not in text_of(alma.get(url))


def test_two_who_save_see_each_cell_that_differs(alma: Client) -> None:
    application = make.filled_application()
    url = budget_page(application)
    assert alma.post(url, {**TYPED, "version": "1"}).status_code == 302
    answer = alma.post(url, {**TYPED, "person-0-rate": "800", "version": "1"})
    assert answer.status_code == 409
    labels = [difference.label for difference in answer.context["conflict"].differences]
    assert len(labels) == 1
    assert 'name="person-0-rate" value="800"' in text_of(answer)


def test_a_partner_changes_the_own_budget_and_reads_the_others(alma: Client) -> None:
    application = make.filled_application()
    petra = browser(make.with_partner(application).user)
    other = application.parties.get(role="coordinator").pk
    overview = text_of(petra.get(at(application, "section", "budget")))
    assert budget_page(application) in overview
    assert at(application, "party_budget", other) not in overview
    assert petra.get(budget_page(application)).status_code == 200
    assert petra.get(at(application, "party_budget", other))["Location"] == at(application, "submit")
    before = document_of(application)
    assert petra.post(at(application, "party_budget", other), {"version": "1"}).status_code == 422
    assert petra.post(at(application, "try_budget", other), TYPED).status_code == 404
    assert document_of(application) == before


def test_strangers_find_nothing(alma: Client) -> None:
    application = make.filled_application()
    party = application.parties.get(role="partner").pk
    mallory = browser(make.stranger())
    for name, more in (
        ("party_budget", [party]),
        ("print_budget", []),
        ("print_party_budget", [party]),
        ("budget_file", []),
        ("read_budget", []),
    ):
        assert mallory.get(at(application, name, *more)).status_code == 404
        assert alma.get(at(application, name, *more)).status_code == 200
    assert mallory.post(at(application, "try_budget", party), TYPED).status_code == 404
    assert mallory.post(at(application, "read_budget"), {"agreed": "x"}).status_code == 404


def test_the_budget_on_paper_shows_every_party_and_all_together(alma: Client) -> None:
    application = make.filled_application()
    party = application.parties.get(role="partner")
    alma.post(budget_page(application), {**TYPED, "version": "1"})
    page = text_of(alma.get(at(application, "print_budget")))
    for words in ("Sjöbro kommun", "Föreningen Öppna kartan", "Projektledare", "1\u202f135\u202f000"):
        assert words in page
    assert page.count('<section class="budget-sheet">') == 3
    alone = text_of(alma.get(at(application, "print_party_budget", party.pk)))
    assert alone.count('<section class="budget-sheet">') == 1
    assert "Sjöbro kommun" not in alone.split("budget-sheet")[1]


def test_the_budget_page_asks_as_much_whatever_the_number_of_rows(
    alma: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    application = make.filled_application()
    url = budget_page(application)
    alma.get(url)
    with django_assert_max_num_queries(22) as few:
        alma.get(url)
    alma.post(url, {**TYPED, **{f"person-{n}-2027": "1" for n in range(50)}, "version": "1"})
    alma.get(url)
    with django_assert_max_num_queries(22) as many:
        alma.get(url)
    assert len(few) == len(many)
