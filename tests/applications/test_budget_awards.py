"""What was budgeted, granted and published is the same to the krona: decision, registry, API."""

import os
from datetime import date
from uuid import UUID

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Mandate
from applications.actions.budget import BudgetInput
from applications.actions.decide import DecisionInput, RowInput, prepare, sign
from applications.actions.publish import publish_due
from applications.actions.submit import submit
from applications.budget_table import budget_table
from applications.models import Application
from applications.reading import budget_of, grants_by_year
from applications.snapshots import content_of, valid_snapshot
from registry.models import Project
from rulebook.states import DecisionKind
from tests import factories as make

pytestmark = pytest.mark.django_db
IN_FULL = os.environ.get("UTLYSA_DRILLS") == "1"
GRANTS = st.lists(
    st.dictionaries(st.sampled_from([2027, 2028]), st.integers(1, 10**9), min_size=1), min_size=2, max_size=2
)


@pytest.mark.drill
@given(grants=GRANTS, own=st.integers(0, 10**9))
@settings(
    max_examples=50 if IN_FULL else 5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_the_sums_are_the_same_from_budget_to_open_data(
    client: Client, grants: list[dict[int, int]], own: int
) -> None:
    sought = sum(sum(years.values()) for years in grants)
    application = _submitted(grants, own, sought)
    document = content_of(valid_snapshot(application))
    table = budget_table(document)
    assert (table.whole.grant, table.whole.own, table.whole.missing) == (sought, 2 * own, 0)
    assert budget_of(document).groups[-1].rows[-1].total == table.whole.funding == sought + 2 * own
    project = _granted(application)
    rows = project.award_rows.values_list("year", "amount")
    assert sorted(rows) == sorted((year, sum_) for years in grants for year, sum_ in years.items())
    assert project.amount_awarded == sought
    assert {party.name: (party.amount_awarded, party.own_funding) for party in project.parties.all()} == {
        party["name"]: (sum(years.values()), own)
        for party, years in zip(document["parties"], grants, strict=True)
    }
    told = client.get(f"/api/v1/projects/{project.funder.slug}/{project.diarienummer}/").json()
    assert told["amount_awarded"] == sought == sum(award["amount"] for award in told["awards"])


def _submitted(grants: list[dict[int, int]], own: int, sought: int) -> Application:
    application = make.filled_application(round_=make.closed_round(rules=[]))
    for party, years in zip(application.parties.all(), grants, strict=True):
        lines = [
            BudgetInput(year, kind, sum_) for year, sum_ in years.items() for kind in ("equipment", "grant")
        ]
        lines += [BudgetInput(2027, "other_direct", own), BudgetInput(2027, "own_in_kind", own)]
        make.give_budget(application, party, lines)
    answers = {**make.ANSWERS["project"], "amount_sought": str(sought)}
    make.give_answers(application, "project", answers)
    submit(
        application_id=application.pk,
        submission_key=UUID(int=application.pk.int ^ 1),
        submit_anyway=True,
        actor=make.applicant(),
        arrived_at=make.APPLIED,
        now=make.APPLIED,
    )
    return Application.objects.get(pk=application.pk)


def _granted(application: Application) -> Project:
    document = content_of(valid_snapshot(application))
    rows = [
        RowInput(party_id=UUID(party["id"]), year=year, aid_ground="not_aid", amount=amount)
        for party, year, amount in grants_by_year(document)
    ]
    given_ = DecisionInput(
        kind=DecisionKind.GRANTED,
        reasons="Projektet möter utlysningens syfte.",
        rows=rows,
        final_report_due=make.decision_input(application).final_report_due,
    )
    prepare(application_id=application.pk, given=given_, actor=make.officer(), now=make.REVIEWED)
    Mandate.objects.get_or_create(user=make.decider(), highest_sum=None, since=date(2020, 1, 1))
    sign(application_id=application.pk, actor=make.decider(), now=make.DECIDED)
    publish_due(now=make.DECIDED)
    number = Application.objects.get(pk=application.pk).case_number
    return Project.objects.get(diarienummer=number)
