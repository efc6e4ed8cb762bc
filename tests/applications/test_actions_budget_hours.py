"""Saving hours, and the budgets of several parties at once."""

import pytest

from applications.actions.budget import BudgetInput, PartyBudget, PersonnelInput, save_budget, save_budgets
from applications.actions.sections import SectionChanged
from applications.budget_table import budget_table
from applications.document import document_of
from applications.facts import facts_of
from applications.models import Application, Party
from rulebook.facts import Cost, CostCategory
from rulebook.verdict import Refused
from tests import factories as make

pytestmark = pytest.mark.django_db
HOURS = (
    PersonnelInput(2027, "Projektledare", 100, 750, 0),
    PersonnelInput(2028, "Projektledare", 50, 750, 0),
    PersonnelInput(2027, "Utvecklare", 10, 900, 1),
)


def save(application: Application, party: Party, *lines: BudgetInput, version: int = 0) -> None:
    """Save lines together with the hours."""
    save_budget(
        application_id=application.pk,
        party_id=party.pk,
        lines=lines,
        personnel=HOURS,
        version=version,
        actor=make.applicant(),
        now=make.APPLIED,
    )


def test_hours_make_the_personnel_costs_and_a_sum_without_hours_comes_on_top() -> None:
    application = make.draft_application()
    party = application.parties.get()
    save(application, party, BudgetInput(2027, "personnel", 1_000), BudgetInput(2028, "grant", 5))
    assert set(party.budget_lines.values_list("year", "kind", "amount")) == {
        (2027, "personnel", 1_000 + 75_000 + 9_000),
        (2028, "personnel", 37_500),
        (2028, "grant", 5),
    }
    (sums,) = budget_table(document_of(application)).parties
    assert [(row.description, row.hourly_rate, row.hours, row.total) for row in sums.personnel] == [
        ("Projektledare", 750, (100, 50), 112_500),
        ("Utvecklare", 900, (10, 0), 9_000),
    ]
    assert (sums.by_hours, sums.without_hours) == ((84_000, 37_500), (1_000, 0))


def test_the_facts_keep_costs_with_and_without_hours_apart() -> None:
    application = make.draft_application()
    save(application, application.parties.get(), BudgetInput(2027, "personnel", 1_000))
    (party,) = facts_of(document_of(application), received=make.APPLIED).parties
    personnel = CostCategory.PERSONNEL
    assert set(party.costs) == {
        Cost(year=2027, category=personnel, amount=1_000),
        Cost(year=2027, category=personnel, amount=84_000, hours=110),
        Cost(year=2028, category=personnel, amount=37_500, hours=50),
    }


def test_hours_are_replaced_with_the_budget() -> None:
    application = make.draft_application()
    party = application.parties.get()
    save(application, party)
    make.give_budget(application, party, [BudgetInput(2027, "grant", 1)])
    assert (party.personnel_rows.count(), party.budget_lines.count()) == (0, 1)


def test_a_snapshot_from_before_there_were_hours_reads_the_same() -> None:
    document = document_of(make.filled_application())
    new = budget_table(document), facts_of(document, received=make.APPLIED)
    for party in document["parties"]:
        del party["personnel"]
    assert (budget_table(document), facts_of(document, received=make.APPLIED)) == new


@pytest.mark.parametrize(
    "row",
    [
        PersonnelInput(1999, "", 1, 1),
        PersonnelInput(2027, "", -1, 1),
        PersonnelInput(2027, "", 1_000_000, 1),
        PersonnelInput(2027, "", 1, 100_000),
        PersonnelInput(2027, "", 1, -1),
        PersonnelInput(2027, "x" * 201, 1, 1),
        PersonnelInput(2027, "", 1, 1, order=-1),
    ],
)
def test_hours_out_of_range_are_refused(row: PersonnelInput) -> None:
    application = make.draft_application()
    with pytest.raises(Refused):
        save_budget(
            application_id=application.pk,
            party_id=application.parties.get().pk,
            lines=[],
            personnel=[row],
            version=0,
            actor=make.applicant(),
            now=make.APPLIED,
        )


def test_hours_and_sum_together_have_a_limit() -> None:
    application = make.draft_application()
    with pytest.raises(Refused):
        save(application, application.parties.get(), BudgetInput(2027, "personnel", 999_999_999_999))


def both(application: Application, *versions: int) -> list[PartyBudget]:
    """A new budget for each party, over these versions."""
    return [
        PartyBudget(party_id=party.pk, lines=[BudgetInput(2027, "grant", 7)], version=version)
        for party, version in zip(application.parties.all(), versions, strict=True)
    ]


def test_several_budgets_are_saved_all_or_none() -> None:
    application = make.filled_application()
    before = document_of(application)
    for budgets in (both(application, 1, 9), both(application, 9, 1)):
        with pytest.raises(SectionChanged):
            save_budgets(
                application_id=application.pk, budgets=budgets, actor=make.applicant(), now=make.APPLIED
            )
        assert document_of(application) == before
    save_budgets(
        application_id=application.pk,
        budgets=both(application, 1, 1),
        actor=make.applicant(),
        now=make.APPLIED,
    )
    assert [table.grant for table in budget_table(document_of(application)).parties] == [7, 7]


def test_a_partner_saves_the_own_budget_and_no_other() -> None:
    application = make.filled_application()
    petra = make.with_partner(application)
    own, other = petra.party, application.parties.get(role="coordinator")
    assert own is not None
    make.give_budget(application, own, [BudgetInput(2027, "grant", 1)], user=petra.user)
    before = document_of(application)
    with pytest.raises(Refused):
        make.give_budget(application, other, [BudgetInput(2027, "grant", 1)], user=petra.user)
    with pytest.raises(Refused):
        save_budgets(
            application_id=application.pk,
            budgets=both(application, 1, 2),
            actor=petra.user,
            now=make.APPLIED,
        )
    assert document_of(application) == before
