"""The officers' work list: which received cases a person works with, and which of them wait for what.

Everything here begins with `Desk.cases`, so drafts and cases that a person takes part in never enter.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.expressions import Case, Combinable, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.access import staff_roles
from accounts.models import User
from applications.access import in_conflict
from applications.heads import folded
from applications.models import (
    Application,
    Assessment,
    Assignment,
    ConflictDeclaration,
    Decision,
    Letter,
    LetterKind,
)
from applications.models.application import CASE_ROLES, ApplicationQuerySet
from registry.models import Call, Round
from rulebook.access import AT_THE_DESK, StaffRole
from rulebook.states import State
from rulebook.window import swedish_day

RULED_IN = (State.IN_REVIEW.value, State.PREPARED.value)
DECLARED_IN = (State.SUBMITTED.value, *RULED_IN)
COMPLETED_IN = (State.SUBMITTED.value, State.IN_REVIEW.value)


class Wait(StrEnum):
    """What a case can wait for somebody to do."""

    TO_ASSIGN = "to_assign"
    TO_RULE = "to_rule"
    TO_PREPARE = "to_prepare"
    RETURNED = "returned"
    TO_STRIKE_OFF = "to_strike_off"
    TO_READ = "to_read"
    TO_SIGN = "to_sign"
    TO_DECLARE = "to_declare"
    TO_ASSESS = "to_assess"
    COMPLETION_CAME = "completion_came"
    COMPLETION_MISSED = "completion_missed"


WAIT_NAMES = {
    Wait.TO_ASSIGN: _("Assign assessors"),
    Wait.TO_RULE: _("Rule on a conflict of interest"),
    Wait.TO_PREPARE: _("Assessed, prepare a decision"),
    Wait.RETURNED: _("Decision sent back"),
    Wait.TO_STRIKE_OFF: _("Withdrawn, strike off"),
    Wait.TO_READ: _("Read a final report"),
    Wait.TO_SIGN: _("Sign a decision"),
    Wait.TO_DECLARE: _("Declare conflicts of interest"),
    Wait.TO_ASSESS: _("Assess"),
    Wait.COMPLETION_CAME: _("Read a completion"),
    Wait.COMPLETION_MISSED: _("No completion in time"),
}
WAITS_OF = {
    StaffRole.OFFICER: (
        Wait.TO_ASSIGN,
        Wait.TO_RULE,
        Wait.TO_PREPARE,
        Wait.RETURNED,
        Wait.TO_STRIKE_OFF,
        Wait.TO_READ,
        Wait.COMPLETION_CAME,
        Wait.COMPLETION_MISSED,
    ),
    StaffRole.DECIDER: (Wait.TO_SIGN, Wait.TO_RULE),
    StaffRole.ASSESSOR: (Wait.TO_DECLARE, Wait.TO_ASSESS),
}


@dataclass(frozen=True)
class Desk:
    """A person at work for the funder: their roles today, and the cases that a conflict closes to them."""

    user: User
    now: datetime
    roles: frozenset[StaffRole]
    closed: frozenset[UUID]
    cleared: frozenset[UUID]

    @property
    def works_with_all(self) -> bool:
        """Whether the person has a role toward every received case, not only those assigned to them."""
        return any(role.value in CASE_ROLES for role in self.roles)

    def cases(self) -> ApplicationQuerySet:
        """Received cases that the person works with: never a draft, never one they take part in."""
        return Application.objects.of_funder(self.user) if self.works_with_all else self.assigned()

    def assigned(self) -> ApplicationQuerySet:
        """Received cases that the person assesses."""
        if StaffRole.ASSESSOR not in self.roles:
            return Application.objects.none()
        return Application.objects.of_funder(self.user).filter(_assigned(self.user))

    def waiting(self, cases: ApplicationQuerySet | None = None) -> dict[Wait, ApplicationQuerySet]:
        """What waits for the person, by what there is to do. Cases that a conflict closes are left out."""
        among = (self.cases() if cases is None else cases).exclude(pk__in=self.closed)
        asked = dict.fromkeys(wait for role in WAITS_OF if role in self.roles for wait in WAITS_OF[role])
        return {wait: _waits_for(wait, among, self.user, self.now) for wait in asked}

    def found_by(self, cases: ApplicationQuerySet, words: str) -> ApplicationQuerySet:
        """Limit cases to those that hold every word: in number or names, and in titles that may be read."""
        for word in folded(words).split():
            in_title = Q(head__titles__contains=word) & ~Q(pk__in=self.closed)
            cases = cases.filter(Q(case_number__contains=word) | Q(head__names__contains=word) | in_title)
        return cases


def desk_of(user: User, *, now: datetime) -> Desk:
    """Find out how a person stands at the desk. Nobody without a role for the funder has any case there."""
    roles = staff_roles(user, swedish_day(now)) & AT_THE_DESK
    latest: dict[UUID, ConflictDeclaration] = {}
    if roles:
        for declaration in ConflictDeclaration.objects.filter(person=user).order_by("declared_at", "id"):
            latest[declaration.application_id] = declaration
    closed = frozenset(case for case, declaration in latest.items() if in_conflict(declaration))
    return Desk(user, now, roles, closed, frozenset(latest) - closed)


def calls_with_cases(desk: Desk) -> QuerySet[Call]:
    """The calls whose cases the person works with, newest first."""
    rounds = desk.cases().values("round")
    return Call.objects.filter(rounds__in=rounds).distinct().order_by("-published_at", "-pk")


def rounds_with_cases(desk: Desk) -> QuerySet[Round]:
    """The rounds whose cases the person works with, newest first."""
    return (
        Round.objects.filter(pk__in=desk.cases().values("round")).select_related("call").order_by("-opens_at")
    )


def with_counts(cases: ApplicationQuerySet, *, closed: Iterable[UUID]) -> ApplicationQuerySet:
    """Add what a list shows: assessors, filed assessments, open conflicts; what a closed case hides is empty.

    Annotates `assessors`, `filed`, `conflicts`, `is_closed`, `shown_title`, `shown_sought`.
    """
    shut = Q(pk__in=list(closed))
    active = Assignment.objects.filter(application=OuterRef("pk"), ended_at__isnull=True)
    return cases.select_related("head", "round__call").annotate(
        assessors=_count(active),
        filed=_count(active.filter(assessment__filed_at__isnull=False)),
        conflicts=_count(open_conflicts().filter(application=OuterRef("pk"))),
        is_closed=_unless(~shut, Value(True), Value(False)),
        shown_title=_unless(shut, F("head__title_sv"), Value("", TextField())),
        shown_sought=_unless(shut, F("head__sought"), Value(None, BigIntegerField())),
    )


def open_conflicts() -> QuerySet[ConflictDeclaration]:
    """Conflicts that are declared or suspected and that nobody has ruled on; a person's last word counts."""
    later = ConflictDeclaration.objects.filter(
        application=OuterRef("application"), person=OuterRef("person"), id__gt=OuterRef("id")
    )
    conflict = Q(has_conflict=True) | ~Q(suspected="")
    return ConflictDeclaration.objects.filter(conflict, ~Exists(later), ruled_conflict__isnull=True)


def requests() -> QuerySet[Letter]:
    """Requests for completion of a case (`OuterRef`) that have no answer."""
    return Letter.objects.filter(
        application=OuterRef("pk"), kind=LetterKind.COMPLETION_REQUEST.value, replies__isnull=True
    )


def completions_to_read() -> QuerySet[Letter]:
    """Completions of a case (`OuterRef`) that came after everything the funder has written since."""
    written = Letter.objects.filter(
        application=OuterRef("application"), from_funder=True, document__gt=OuterRef("document")
    )
    prepared = Decision.objects.filter(
        application=OuterRef("application"), prepared_at__gte=OuterRef("sent_at")
    )
    return Letter.objects.filter(
        ~Exists(written), ~Exists(prepared), application=OuterRef("pk"), kind=LetterKind.COMPLETION.value
    )


def _unless(condition: Q, value: Combinable, otherwise: Combinable) -> Case:
    return Case(When(condition, then=otherwise), default=value)


def _count(rows: QuerySet[Assignment] | QuerySet[ConflictDeclaration]) -> Combinable:
    counted = rows.order_by().values("application").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def _assigned(user: User) -> Exists:
    return Exists(Assignment.objects.filter(application=OuterRef("pk"), assessor=user, ended_at__isnull=True))


def _waits_for(wait: Wait, cases: ApplicationQuerySet, user: User, now: datetime) -> ApplicationQuerySet:
    active = Assignment.objects.filter(application=OuterRef("pk"), ended_at__isnull=True)
    returned = Decision.objects.filter(application=OuterRef("pk"), returned_at__isnull=False)
    unfiled = active.exclude(assessment__filed_at__isnull=False)
    declared = ConflictDeclaration.objects.filter(application=OuterRef("pk"), person=user)
    own_filed = Assessment.objects.filter(
        assignment__application=OuterRef("pk"), assignment__assessor=user, filed_at__isnull=False
    )
    prepared_by_me = Decision.objects.filter(
        application=OuterRef("pk"), prepared_by=user, returned_at__isnull=True, signed_at__isnull=True
    )
    in_review = Q(state=State.IN_REVIEW.value)
    match wait:
        case Wait.TO_ASSIGN:
            received = Q(state=State.SUBMITTED.value) | in_review & ~Exists(returned)
            return cases.filter(received, ~Exists(active), round__closes_at__lt=now)
        case Wait.TO_RULE:
            theirs = open_conflicts().filter(application=OuterRef("pk")).exclude(person=user)
            return cases.filter(Exists(theirs), state__in=RULED_IN)
        case Wait.TO_PREPARE:
            return cases.filter(in_review, Exists(active), ~Exists(unfiled), ~Exists(returned))
        case Wait.RETURNED:
            return cases.filter(in_review, Exists(returned))
        case Wait.TO_STRIKE_OFF:
            return cases.filter(state=State.WITHDRAWN.value)
        case Wait.TO_READ:
            return cases.filter(state=State.REPORTED.value)
        case Wait.TO_SIGN:
            return cases.filter(~Exists(prepared_by_me), state=State.PREPARED.value)
        case Wait.TO_DECLARE:
            return cases.filter(_assigned(user), ~Exists(declared), state__in=DECLARED_IN)
        case Wait.TO_ASSESS:
            return cases.filter(_assigned(user), Exists(declared), in_review).exclude(Exists(own_filed))
        case _:
            return _waits_for_completion(wait, cases, now)


def _waits_for_completion(wait: Wait, cases: ApplicationQuerySet, now: datetime) -> ApplicationQuerySet:
    if wait is Wait.COMPLETION_CAME:
        return cases.filter(Exists(completions_to_read()), state__in=COMPLETED_IN)
    missed = requests().filter(answer_by__lt=swedish_day(now))
    return cases.filter(Exists(missed), state__in=DECLARED_IN)
