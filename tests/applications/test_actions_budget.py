"""Saving a party's budget."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from applications.actions.budget import KINDS, BudgetInput, save_budget
from applications.actions.sections import SectionChanged
from applications.budgets import sums_by_party, sums_in_all
from applications.document import document_of, sought_in_all
from applications.facts import facts_of
from applications.models import Application, Party
from rulebook.budget import parts_sought, total_cost
from rulebook.verdict import Refused
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_budget_replaces_the_one_before_and_zero_is_nothing() -> None:
    application = make.draft_application()
    party = application.parties.get()
    make.give_budget(application, party, make.BUDGETS[0])
    make.give_budget(application, party, [BudgetInput(2027, "grant", 5), BudgetInput(2028, "grant", 0)])
    assert list(party.budget_lines.values_list("year", "kind", "amount")) == [(2027, "grant", 5)]


@pytest.mark.parametrize(
    "line",
    [
        BudgetInput(1999, "grant", 1),
        BudgetInput(2101, "grant", 1),
        BudgetInput(2027, "bribes", 1),
        BudgetInput(2027, "grant", -1),
        BudgetInput(2027, "grant", 10**12),
    ],
)
def test_a_line_out_of_range_is_refused(line: BudgetInput) -> None:
    application = make.draft_application()
    with pytest.raises(Refused):
        make.give_budget(application, application.parties.get(), [line])


def test_the_same_place_twice_is_refused() -> None:
    application = make.draft_application()
    with pytest.raises(Refused):
        make.give_budget(application, application.parties.get(), [BudgetInput(2027, "grant", 1)] * 2)


def test_an_old_version_and_a_stranger_are_refused() -> None:
    application = make.draft_application()
    party = application.parties.get()
    with pytest.raises(SectionChanged):
        save_budget(
            application_id=application.pk,
            party_id=party.pk,
            lines=[],
            version=3,
            actor=make.applicant(),
            now=make.APPLIED,
        )
    with pytest.raises(Refused):
        make.give_budget(application, party, [], user=make.stranger())


def test_a_party_of_another_application_does_not_exist_here() -> None:
    round_ = make.open_round()
    mine, other = make.draft_application(round_=round_), make.draft_application(round_=round_)
    with pytest.raises(Party.DoesNotExist):
        save_budget(
            application_id=mine.pk,
            party_id=other.parties.get().pk,
            lines=[],
            version=0,
            actor=make.applicant(),
            now=make.APPLIED,
        )


AMOUNTS = st.dictionaries(
    st.tuples(st.integers(2027, 2029), st.sampled_from(sorted(KINDS))), st.integers(0, 10**9), max_size=12
)


@pytest.fixture
def consortium() -> Application:
    """An application with two parties."""
    return make.filled_application()


@given(budgets=st.tuples(AMOUNTS, AMOUNTS))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_parts_add_up_the_same_way_everywhere(
    consortium: Application, budgets: tuple[dict[tuple[int, str], int], ...]
) -> None:
    for party, amounts in zip(consortium.parties.all(), budgets, strict=True):
        lines = [BudgetInput(year, kind, amount) for (year, kind), amount in amounts.items()]
        make.give_budget(consortium, party, lines)
    document = document_of(consortium)
    facts = facts_of(document, received=make.APPLIED)
    grants = sum(n for amounts in budgets for (_year, kind), n in amounts.items() if kind == "grant")
    all_ = sums_in_all(document)
    assert grants == sought_in_all(document) == parts_sought(facts) == all_.grant
    assert all_.cost == total_cost(facts) == sum(one.cost for one in sums_by_party(document))
