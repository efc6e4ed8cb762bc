"""THE state table: in which state which role may do what, and where the case is afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rulebook.access import RECEIVED, Role
from rulebook.states import State
from rulebook.verdict import Sentence, say


class Action(StrEnum):
    """What can happen to a case."""

    SAVE = "save"
    PEOPLE = "people"
    APPROVE = "approve"
    LET_IN = "let_in"
    DISCARD = "discard"
    SUBMIT = "submit"
    UNLOCK = "unlock"
    RELOCK = "relock"
    WITHDRAW = "withdraw"
    WRITE_LETTER = "write_letter"
    REQUEST_COMPLETION = "request_completion"
    ANSWER_LETTER = "answer_letter"
    ASSIGN = "assign"
    DECLARE = "declare"
    RULE_ON_CONFLICT = "rule_on_conflict"
    ASSESS = "assess"
    PREPARE = "prepare"
    RETURN = "return"
    SIGN = "sign"
    DECLINE = "decline"
    PUBLISH = "publish"
    REPORT = "report"
    RETURN_REPORT = "return_report"
    APPROVE_REPORT = "approve_report"


@dataclass(frozen=True)
class Transition:
    """One line of the table. `to` empty means that the state stays; DECIDED that the decision's kind says."""

    action: Action
    sources: frozenset[State]
    roles: frozenset[Role]
    to: State | None = None
    to_by_decision: bool = False


def _line(
    action: Action,
    sources: Iterable[State],
    roles: Iterable[Role],
    to: State | None = None,
    *,
    to_by_decision: bool = False,
) -> Transition:
    return Transition(action, frozenset(sources), frozenset(roles), to, to_by_decision)


_S, _R = State, Role
_APPLICANTS = {_R.COORDINATOR, _R.PARTNER}
_RECEIVED = {_S.SUBMITTED, _S.IN_REVIEW}

TABLE: tuple[Transition, ...] = (
    _line(Action.SAVE, {_S.DRAFT, _S.UNLOCKED}, _APPLICANTS),
    # Who takes part is the applicants' own matter for as long as there is a case.
    _line(Action.PEOPLE, frozenset(State), _APPLICANTS),
    _line(Action.APPROVE, {_S.DRAFT, _S.UNLOCKED}, _APPLICANTS),
    _line(Action.LET_IN, {_S.DRAFT, _S.UNLOCKED}, _APPLICANTS),
    _line(Action.DISCARD, {_S.DRAFT}, {_R.COORDINATOR}),
    _line(Action.SUBMIT, {_S.DRAFT, _S.UNLOCKED}, {_R.COORDINATOR}, _S.SUBMITTED),
    _line(Action.UNLOCK, {_S.SUBMITTED}, {_R.COORDINATOR}, _S.UNLOCKED),
    _line(Action.RELOCK, {_S.UNLOCKED}, {_R.COORDINATOR, _R.MACHINE}, _S.SUBMITTED),
    _line(
        Action.WITHDRAW,
        # To the applicants a prepared decision is a case in review: it may be withdrawn all the same.
        {_S.SUBMITTED, _S.UNLOCKED, _S.IN_REVIEW, _S.PREPARED},
        {_R.COORDINATOR},
        _S.WITHDRAWN,
    ),
    _line(Action.WRITE_LETTER, RECEIVED, {_R.OFFICER}),
    _line(Action.REQUEST_COMPLETION, _RECEIVED | {_S.PREPARED}, {_R.OFFICER}),
    _line(Action.ANSWER_LETTER, RECEIVED, {_R.COORDINATOR}),
    _line(Action.ASSIGN, _RECEIVED, {_R.OFFICER}, _S.IN_REVIEW),
    _line(
        Action.DECLARE,
        _RECEIVED | {_S.PREPARED},
        {_R.ASSIGNED, _R.CLEARED, _R.CONFLICTED, _R.OFFICER, _R.DECIDER},
    ),
    _line(Action.RULE_ON_CONFLICT, {_S.IN_REVIEW, _S.PREPARED}, {_R.OFFICER, _R.DECIDER}),
    _line(Action.ASSESS, {_S.IN_REVIEW}, {_R.CLEARED}),
    _line(Action.PREPARE, _RECEIVED | {_S.WITHDRAWN, _S.RESERVE}, {_R.OFFICER}, _S.PREPARED),
    _line(Action.RETURN, {_S.PREPARED}, {_R.DECIDER, _R.OFFICER}, _S.IN_REVIEW),
    _line(Action.SIGN, {_S.PREPARED}, {_R.DECIDER}, to_by_decision=True),
    _line(Action.DECLINE, {_S.GRANTED, _S.RESERVE}, {_R.COORDINATOR}, _S.DECLINED),
    _line(Action.PUBLISH, {_S.GRANTED}, {_R.MACHINE}, _S.RUNNING),
    _line(Action.REPORT, {_S.RUNNING}, {_R.COORDINATOR}, _S.REPORTED),
    _line(Action.RETURN_REPORT, {_S.REPORTED}, {_R.OFFICER}, _S.RUNNING),
    _line(Action.APPROVE_REPORT, {_S.REPORTED}, {_R.OFFICER}, _S.CLOSED),
)
_BY_ACTION = {line.action: line for line in TABLE}


@dataclass(frozen=True)
class Permission:
    """Whether an action is allowed; if not, why, in a sentence for the person who asked."""

    allowed: bool
    reason: Sentence | None = None

    def __bool__(self) -> bool:
        return self.allowed


def may(action: Action, roles: Iterable[Role], state: State) -> Permission:
    """Whether somebody with these roles may do this to a case in this state.

    A conflict of interest stops every action but declaring it.
    """
    held, line = set(roles), _BY_ACTION[action]
    if Role.CONFLICTED in held and action is not Action.DECLARE:
        return Permission(False, say("You have a conflict of interest in this case."))
    if not held & line.roles:
        return Permission(False, say("Your role does not allow this."))
    if state not in line.sources:
        return Permission(
            False, say("This can no longer be done: the case has moved on since the page was opened.")
        )
    return Permission(True)


def actions_for(roles: Iterable[Role], state: State) -> tuple[Action, ...]:
    """Everything that somebody with these roles may do now, in the table's order."""
    held = tuple(roles)
    return tuple(line.action for line in TABLE if may(line.action, held, state))


def state_after(action: Action, state: State) -> State:
    """The state that an action leads to (for `sign`, the decision's kind says instead)."""
    return _BY_ACTION[action].to or state


def roles_for(action: Action) -> frozenset[Role]:
    """The roles that may ever take an action, in some state."""
    return _BY_ACTION[action].roles


def states_for(action: Action) -> frozenset[State]:
    """The states in which an action can be taken, by somebody."""
    return _BY_ACTION[action].sources
