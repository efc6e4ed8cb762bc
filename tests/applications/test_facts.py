"""From rows to the document, and from the document to facts and verdict."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from applications.document import document_of
from applications.facts import facts_of, verdict_on
from applications.models import Application, Party
from journal.canonical import canonical_json
from rulebook.facts import Cost, CostCategory, Funding, FundingKind, PartyRole, Sector
from rulebook.verdict import Answer
from tests import factories as make

pytestmark = pytest.mark.django_db
READS = 7


def test_every_row_becomes_a_fact() -> None:
    application = make.filled_application()
    facts = facts_of(document_of(application), received=make.APPLIED)
    assert (facts.amount_sought, facts.starts, facts.ends, facts.received) == (
        1_200_000,
        date(2027, 3, 1),
        date(2028, 8, 31),
        date(2026, 10, 20),
    )
    municipality, association = facts.parties
    assert (municipality.sector, municipality.roles) == (
        Sector.MUNICIPALITY,
        frozenset({PartyRole.COORDINATOR}),
    )
    assert municipality.responsible_person == "alma@sjobro.example"
    assert association.responsible_person == "petra@oppnakarta.example"
    assert association.costs == (
        Cost(year=2027, category=CostCategory.PERSONNEL, amount=300_000),
        Cost(year=2028, category=CostCategory.OTHER_DIRECT, amount=200_000),
    )
    assert association.funding == (
        Funding(year=2027, kind=FundingKind.GRANT, amount=300_000),
        Funding(year=2028, kind=FundingKind.GRANT, amount=200_000),
    )


def test_what_cannot_be_read_is_not_known() -> None:
    application = make.draft_application()
    make.give_answers(
        application, "project", {"amount_sought": "mycket", "starts": "i vår", "ends": "9" * 5000}
    )
    facts = facts_of(document_of(application), received=make.APPLIED)
    assert (facts.amount_sought, facts.starts, facts.ends) == (None, None, None)


@pytest.mark.parametrize("goals", ["11,16", "18", "x", "9" * 5000, ",", "²"])
def test_no_answer_whatever_stops_the_judge(goals: str) -> None:
    application = make.draft_application()
    make.give_answers(
        application, "project", {"goals": goals, "starts": "0000-00-00", "amount_sought": "1" * 5000}
    )
    verdict = verdict_on(document_of(application), application.round, at=make.APPLIED)
    assert bool(verdict.about("project.goals")) == (goals != "11,16")


def test_a_filled_application_meets_everything() -> None:
    application = make.filled_application()
    verdict = verdict_on(document_of(application), application.round, at=make.APPLIED)
    assert (verdict.stops, verdict.warnings) == ((), ())
    assert {finding.rule for finding in verdict.findings if finding.answer is Answer.MET} == {
        *("ceiling", "has_parties", "min_actors", "min_sectors", "one_coordinator", "parts_add_up")
    }


def test_the_document_is_the_same_however_the_rows_were_written() -> None:
    application = make.filled_application()
    before = canonical_json(document_of(application))
    for party, lines in zip(application.parties.all(), make.BUDGETS, strict=True):
        make.give_budget(application, party, tuple(reversed(lines)))
    assert canonical_json(document_of(application)) == before


@pytest.mark.parametrize("parties", [1, 10, 100])
def test_the_verdict_reads_as_many_rows_whatever_the_number_of_parties(
    parties: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    application = make.draft_application()
    Party.objects.bulk_create(Party(application=application, order=place) for place in range(1, parties))
    case = Application.objects.select_related("round__call__funder", "round__form", "round__rules").get()
    with django_assert_num_queries(READS - 1):
        document = document_of(case)
        verdict_on(document, case.round, at=make.APPLIED)
    assert len(document["parties"]) == parties
