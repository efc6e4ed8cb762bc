"""The state table, walked: every state × action × role, and what must hold of the whole."""

import itertools

import pytest

from rulebook.access import DECIDED, FUNDER, RECEIVED, Part, Role, may_see
from rulebook.states import STATE_AFTER_DECISION, DecisionKind, State
from rulebook.workflow import TABLE, Action, actions_for, may, state_after

WALK = list(itertools.product(State, Action, Role))
BY_ACTION = {line.action: line for line in TABLE}


def test_every_action_has_one_line() -> None:
    assert sorted(line.action for line in TABLE) == sorted(Action)


@pytest.mark.parametrize("role", list(Role))
def test_the_table_alone_says_who_may_do_what_when(role: Role) -> None:
    for state, action in itertools.product(State, Action):
        line = BY_ACTION[action]
        expected = role in line.roles and state in line.sources
        if role is Role.CONFLICTED:
            expected = expected and action is Action.DECLARE
        answer = may(action, {role}, state)
        assert bool(answer) is expected, (state, action, role)
        assert answer.allowed or answer.reason is not None


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CONFLICTED}))
def test_a_conflict_shuts_everything_but_declaring(role: Role) -> None:
    for state in State:
        assert set(actions_for({role, Role.CONFLICTED}, state)) <= {Action.DECLARE}


def test_no_role_can_do_nothing() -> None:
    assert all(actions_for((), state) == () for state in State)


def test_nobody_for_the_funder_touches_a_draft() -> None:
    staff = FUNDER | {Role.ASSIGNED, Role.CLEARED, Role.CONFLICTED}
    assert all(actions_for({role}, State.DRAFT) == () for role in staff)
    seen = [
        (part, role) for part, role in itertools.product(Part, staff) if may_see(part, {role}, State.DRAFT)
    ]
    assert seen == []


def test_applicants_never_see_assessments_or_what_is_only_prepared() -> None:
    parts = (Part.ASSESSMENTS, Part.PREPARED_DECISION, Part.OWN_ASSESSMENT)
    for part, state, role in itertools.product(parts, State, (Role.COORDINATOR, Role.PARTNER)):
        assert not may_see(part, {role}, state)


def test_applicants_see_the_decision_only_once_it_is_made() -> None:
    seen = {state for state in State if may_see(Part.DECISION, {Role.COORDINATOR}, state)}
    assert seen == DECIDED


def test_an_assessor_sees_names_first_and_the_content_once_cleared() -> None:
    assert {part for part in Part if may_see(part, {Role.ASSIGNED}, State.IN_REVIEW)} == {Part.NAMES}
    cleared = {part for part in Part if may_see(part, {Role.ASSIGNED, Role.CLEARED}, State.IN_REVIEW)}
    assert cleared == {Part.NAMES, Part.CONTENT, Part.OWN_ASSESSMENT, Part.COMPLETIONS}


@pytest.mark.parametrize("other", sorted(set(Role) - {Role.CONFLICTED}))
def test_a_conflict_leaves_nothing_but_names(other: Role) -> None:
    for state in State:
        seen = {part for part in Part if may_see(part, {other, Role.CONFLICTED}, state)}
        assert seen <= {Part.NAMES}


def test_every_decision_leads_to_a_state_of_its_own() -> None:
    assert set(STATE_AFTER_DECISION) == set(DecisionKind)
    assert len(set(STATE_AFTER_DECISION.values())) == len(DecisionKind)


def test_every_state_but_the_first_can_be_reached_and_drafts_never_come_back() -> None:
    reached = {state_after(line.action, source) for line in TABLE for source in line.sources if line.to}
    reached |= set(STATE_AFTER_DECISION.values())
    assert reached == set(State) - {State.DRAFT}
    assert set(State) - {State.DRAFT} == RECEIVED


def test_a_decision_needs_a_decider_and_a_preparation() -> None:
    assert BY_ACTION[Action.SIGN].roles == {Role.DECIDER}
    assert BY_ACTION[Action.SIGN].sources == {State.PREPARED}
    into_prepared = {line.action for line in TABLE if line.to is State.PREPARED}
    assert into_prepared == {Action.PREPARE}
