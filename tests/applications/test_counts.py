"""Other applications of the same coordinator: received ones are counted, drafts never."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from applications.actions.submit import submit
from applications.actions.unlock import unlock
from applications.actions.withdraw import withdraw
from applications.counts import NOWHERE, Elsewhere, elsewhere
from applications.document import document_of
from applications.facts import clauses_of
from applications.models import Application
from registry.models import Round
from tests import factories as make

pytestmark = pytest.mark.django_db
RULE = {
    "rule": "coordinator_applications",
    "effect": "warns",
    "parameters": {"most": 1},
    "clause_en": "One application each",
}
LATER = make.APPLIED + timedelta(hours=1)


def round_with(*rules: dict[str, Any]) -> Round:
    """A round with these rules only."""
    return make.open_round(rules=rules)


def handed_in(round_: Round, user: User) -> Application:
    """Somebody's application to the round, submitted."""
    application = make.filled_application(round_=round_, user=user)
    submit(
        application_id=application.pk,
        submission_key=uuid4(),
        submit_anyway=True,
        actor=user,
        arrived_at=make.APPLIED,
        now=make.APPLIED,
    )
    return Application.objects.get(pk=application.pk)


def counted(application: Application, before: Any = LATER) -> Elsewhere:
    """What is counted for an application."""
    round_ = Round.objects.select_related("rules", "form").get(pk=application.round_id)
    case = Application.objects.select_related("round__call__funder").get(pk=application.pk)
    return elsewhere(document_of(case), round_, clauses_of(round_), before=before)


def test_a_received_application_counts_and_a_draft_does_not() -> None:
    round_ = round_with(RULE)
    mine = make.filled_application(round_=round_)
    make.filled_application(round_=round_, user=make.stranger())
    assert counted(mine) == NOWHERE
    handed_in(round_, make.stranger())
    assert counted(mine) == Elsewhere(1, 1)
    other_round = make.filled_application(round_=round_with(RULE))
    assert counted(other_round) == NOWHERE


def test_it_counts_as_it_was_submitted_not_as_it_is_changed_afterwards() -> None:
    round_ = round_with(RULE)
    mine = make.filled_application(round_=round_)
    theirs = handed_in(round_, make.stranger())
    unlock(application_id=theirs.pk, actor=make.stranger(), arrived_at=make.APPLIED, now=make.APPLIED)
    make.give_party(
        theirs,
        theirs.parties.get(role="coordinator"),
        replace(make.MUNICIPALITY, workplace="Hemliga enheten", organisation_number=""),
        user=make.stranger(),
        now=make.APPLIED,
    )
    assert counted(mine) == Elsewhere(1, 1)


def test_neither_itself_nor_what_was_withdrawn_nor_what_came_later_is_counted() -> None:
    round_ = round_with(RULE)
    mine = handed_in(round_, make.applicant())
    assert counted(mine) == NOWHERE
    theirs = handed_in(round_, make.stranger())
    assert counted(mine, before=make.APPLIED) == NOWHERE
    assert counted(mine) == Elsewhere(1, 1)
    withdraw(application_id=theirs.pk, reason="Vi ångrade oss.", actor=make.stranger(), now=LATER)
    assert counted(mine) == NOWHERE


def test_an_organisation_that_is_partner_elsewhere_is_not_its_coordinator() -> None:
    round_ = round_with(RULE)
    handed_in(round_, make.stranger())
    mine = make.filled_application(round_=round_)
    leads, other = mine.parties.get(role="coordinator"), mine.parties.get(role="partner")
    make.give_party(mine, other, replace(make.ASSOCIATION, role="coordinator"), now=make.APPLIED)
    leads.refresh_from_db()
    assert leads.role == "partner"
    assert counted(mine) == NOWHERE


def test_a_call_without_the_rule_asks_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    round_ = round_with()
    mine = make.filled_application(round_=round_)
    handed_in(round_, make.stranger())
    case = Application.objects.select_related("round__call__funder").get(pk=mine.pk)
    document, clauses = document_of(case), clauses_of(round_)
    with django_assert_num_queries(0):
        assert elsewhere(document, round_, clauses, before=LATER) == NOWHERE
