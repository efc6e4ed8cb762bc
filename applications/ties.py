"""What ties people to a case, as far as the portal sees: `rulebook.conflict` asked with the case's facts."""

import json
from collections.abc import Iterable

from accounts.models import User
from applications.access import latest_declaration
from applications.facts import facts_of
from applications.models import Application, Participant
from applications.snapshots import valid_snapshot
from rulebook.conflict import CaseTies, Ground, PersonFacts, suspicions
from rulebook.verdict import Refused, say


def ties_of(application: Application) -> CaseTies:
    """Gather everybody and every organisation on the applicants' side of a received case."""
    snapshot = valid_snapshot(application)
    document = json.loads(snapshot.content)
    people = [
        PersonFacts(key=str(user), email=email)
        for user, email in application.participants.values_list("user_id", "user__email")
    ]
    contacts = document["sections"].get("contacts", {})
    addresses = [contacts.get("leader_email", ""), contacts.get("signatory_email", "")]
    addresses += [party["contact_email"] for party in document["parties"]]
    return CaseTies(
        parties=facts_of(document, received=snapshot.arrived_at).parties,
        applicants=(*people, *(PersonFacts(key=f"mail:{mail}", email=mail) for mail in addresses if mail)),
        applicants_in_call=_applicants_in_call(application),
    )


def suspicions_of(application: Application, people: Iterable[User]) -> dict[int, tuple[Ground, ...]]:
    """Return what ties each person to the case, gravest first, by the person's id.

    Prefetch `memberships__organisation` for many people.
    """
    ties = ties_of(application)
    return {person.pk: suspicions(_person(person), ties) for person in people}


def _person(user: User) -> PersonFacts:
    numbers = {membership.organisation.number for membership in user.memberships.all()}
    return PersonFacts(key=str(user.pk), email=user.email, organisations=frozenset(numbers - {""}))


def _applicants_in_call(application: Application) -> frozenset[str]:
    others = Application.objects.received().filter(round__call=application.round.call_id)
    people = Participant.objects.filter(application__in=others).exclude(application=application)
    return frozenset(str(user) for user in people.values_list("user_id", flat=True))


UNDECLARED_TIE = say(
    "The portal sees a tie between you and somebody in the application. "
    "Declare whether you have a conflict of interest; somebody else rules on it."
)


def has_undeclared_tie(application: Application, person: User) -> bool:
    """Whether the portal sees a tie of somebody who has not declared anything yet (FL 16 § holds for all)."""
    if latest_declaration(application, person) is not None:
        return False
    return bool(suspicions_of(application, [person])[person.pk])


def require_declared(application: Application, person: User) -> None:
    """Raise Refused while the portal sees a tie that the person has not declared."""
    if has_undeclared_tie(application, person):
        raise Refused.because("tie", UNDECLARED_TIE)
