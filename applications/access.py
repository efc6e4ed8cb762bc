"""Who a person is to a case, and so what they may see and do: `rulebook.access`, `rulebook.workflow`."""

from datetime import date, datetime

from django.db.models import Prefetch

from accounts.access import staff_roles
from accounts.models import User
from applications.models import Application, ConflictDeclaration, SectionAnswer
from applications.models.application import ApplicationQuerySet
from rulebook.access import Part, Role, StaffRole, may_see
from rulebook.window import swedish_day
from rulebook.workflow import Action, Permission, actions_for, may

_STAFF = {
    StaffRole.OFFICER: Role.OFFICER,
    StaffRole.DECIDER: Role.DECIDER,
    StaffRole.REGISTRAR: Role.REGISTRAR,
}


def own_cases(user: User) -> ApplicationQuerySet:
    """The cases that a person takes part in as applicant, drafts included, with what each page reads."""
    related = ("round__call__funder", "round__form", "round__rules")
    return Application.objects.of_applicant(user).select_related(*related)


def with_titles(cases: ApplicationQuerySet) -> ApplicationQuerySet:
    """Bring the section that holds the project's title along, as the list `project` of each case."""
    titles = SectionAnswer.objects.filter(key="project")
    return cases.prefetch_related(Prefetch("sections", titles, to_attr="project"))


def roles_in(application: Application, user: User, *, now: datetime) -> frozenset[Role]:
    """Everything a person is to a case. Whoever takes part as applicant has no role for the funder in it."""
    own = application.participants.filter(user=user).values_list("role", flat=True)
    if own:
        return frozenset(Role(role) for role in own)
    today = swedish_day(now)
    held = staff_roles(user, today)
    roles = {_STAFF[role] for role in held if role in _STAFF}
    assigned = application.assignments.filter(assessor=user, ended_at__isnull=True).exists()
    if assigned and StaffRole.ASSESSOR in held:
        roles.add(Role.ASSIGNED)
    declaration = latest_declaration(application, user)
    if declaration is None:
        return frozenset(roles)
    if in_conflict(declaration):
        roles.add(Role.CONFLICTED)
    elif Role.ASSIGNED in roles:
        roles.add(Role.CLEARED)
    return frozenset(roles)


def latest_declaration(application: Application, user: User) -> ConflictDeclaration | None:
    """What the person last said of their ties to a case."""
    return application.declarations.filter(person=user).order_by("-declared_at", "-id").first()


def in_conflict(declaration: ConflictDeclaration) -> bool:
    """Whether a person is shut out: declared or suspected, and nobody else has ruled otherwise (FL 18 §)."""
    if declaration.ruled_conflict is not None:
        return declaration.ruled_conflict
    return declaration.has_conflict or bool(declaration.suspected)


def sees(application: Application, user: User, part: Part, *, now: datetime) -> bool:
    """Whether the person may see a part of the case now."""
    return may_see(part, roles_in(application, user, now=now), application.stands)


def permission(application: Application, user: User, action: Action, *, now: datetime) -> Permission:
    """Whether the person may do something to the case now, with the reason for a no."""
    return may(action, roles_in(application, user, now=now), application.stands)


def possible_actions(application: Application, user: User, *, now: datetime) -> tuple[Action, ...]:
    """Everything that the person may do to the case now."""
    return actions_for(roles_in(application, user, now=now), application.stands)


def is_on_staff(user: User, *roles: StaffRole, today: date) -> bool:
    """Whether the person holds any of these roles for the funder on a day."""
    return bool(staff_roles(user, today) & set(roles))
