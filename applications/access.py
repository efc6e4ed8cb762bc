"""Who a person is to a case, and so what they may see and do: `rulebook.access`, `rulebook.workflow`."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from accounts.access import staff_roles
from accounts.models import User
from applications.facts import form_of
from applications.models import Application, ConflictDeclaration, Participant, SectionAnswer, SupportVisit
from applications.models.application import ApplicationQuerySet
from applications.visibility import sees_piece, viewer_of
from rulebook.access import Part, Piece, Role, StaffRole, may_edit, may_see
from rulebook.states import State
from rulebook.verdict import say
from rulebook.window import swedish_day
from rulebook.workflow import Action, Permission, actions_for, may

_STAFF = {
    StaffRole.OFFICER: Role.OFFICER,
    StaffRole.DECIDER: Role.DECIDER,
    StaffRole.REGISTRAR: Role.REGISTRAR,
}
_OPEN_TO_SUPPORT = (State.DRAFT.value, State.UNLOCKED.value)
_OWN_PARTY_ONLY = say("Only the coordinator and the party's own people can change this.")
_KEPT_APART = say("The party itself writes this: the call keeps it between the party and the funder.")
# What people are told who may read a piece, but not change it.
NOT_YOURS = {
    Piece.ANSWERS: say("You can read this section, but not write in it."),
    Piece.CONSORTIUM: say("Only the coordinator can do this."),
    Piece.PARTY: _OWN_PARTY_ONLY,
    Piece.BUDGET: _OWN_PARTY_ONLY,
    Piece.PARTY_FILE: _OWN_PARTY_ONLY,
    Piece.INVITATION: say("You can invite people to your own party. Ask the coordinator about the others."),
    Piece.PAPER_APPROVAL: _OWN_PARTY_ONLY,
    Piece.OWN_APPROVAL: say("Only a person who takes part for the party can approve for it."),
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
    """Everything a person is to a case now.

    Whoever takes part as applicant, or has done so, has no role for the funder in it.
    """
    own = list(application.participants.filter(user=user))
    if own:
        return frozenset(Role(one.role) for one in own if one.ended_at is None)
    today = swedish_day(now)
    held = staff_roles(user, today)
    roles = {_STAFF[role] for role in held if role in _STAFF}
    if StaffRole.SUPPORT in held and open_visits(now).filter(application=application).exists():
        roles.add(Role.SUPPORT)
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


def open_visits(now: datetime) -> QuerySet[SupportVisit]:
    """The drafts that support has been let into, for as long as they are open to it."""
    return SupportVisit.objects.filter(
        ended_at__isnull=True, opened_at__lte=now, until__gt=now, application__state__in=_OPEN_TO_SUPPORT
    )


def participant_in(application: Application, user: User) -> Participant | None:
    """The person's part in the application, unless it has ended."""
    return application.participants.filter(user=user, ended_at__isnull=True).first()


def parties_with_people(application: Application) -> frozenset[UUID]:
    """The parties that somebody takes part for, or has taken part for.

    Until then nobody but the coordinator can have written a party's part, so nothing is kept from them.
    """
    joined = application.participants.filter(party__isnull=False)
    return frozenset(joined.values_list("party_id", flat=True))


def may_change(application: Application, user: User, piece: Piece, party: UUID | None) -> Permission:
    """Whether an applicant may change a piece of the work; `party` is the party it belongs to, if any."""
    viewer = viewer_of(application, user)
    key = str(party or "")
    if not may_edit(piece, viewer.roles, is_own=bool(key) and viewer.party == key):
        return Permission(False, NOT_YOURS.get(piece, NOT_YOURS[Piece.CONSORTIUM]))
    kept_apart = not sees_piece(viewer, piece, key, form_of(application.round))
    if kept_apart and party in parties_with_people(application):
        return Permission(False, _KEPT_APART)
    return Permission(True)


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
