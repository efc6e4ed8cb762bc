"""Declaring conflicts of interest, and ruling on them."""

import pytest

from accounts.models import Membership, Organisation, User
from applications.access import in_conflict, latest_declaration, possible_actions, sees
from applications.actions.declare import declare, rule_on_conflict
from applications.models import Application, ConflictDeclaration
from journal.models import Entry
from rulebook.access import Part, StaffRole
from rulebook.workflow import Action
from tests import factories as f
from tests.applications.refusals import refuses

pytestmark = pytest.mark.django_db


def say(application: Application, user: User, conflict: bool, why: str = "") -> ConflictDeclaration:
    return declare(
        application_id=application.pk, has_conflict=conflict, explanation=why, actor=user, now=f.REVIEWED
    )


def open_parts(application: Application, user: User) -> set[Part]:
    return {part for part in Part if sees(application, user, part, now=f.REVIEWED)}


def test_no_conflict_opens_the_content_and_the_own_assessment() -> None:
    application, assignment = f.assigned_application()
    assessor = assignment.assessor
    assert open_parts(application, assessor) == {Part.NAMES}
    declaration = say(application, assessor, conflict=False)
    assert (declaration.has_conflict, declaration.suspected, declaration.declared_at) == (
        False,
        "",
        f.REVIEWED,
    )
    assert open_parts(application, assessor) == {
        Part.NAMES,
        Part.CONTENT,
        Part.OWN_ASSESSMENT,
        Part.COMPLETIONS,
    }


@pytest.mark.parametrize("who", [f.officer, f.decider, f.assessor])
def test_a_conflict_shuts_everything_but_the_names(who: object) -> None:
    application, _assignment = f.assigned_application()
    assert callable(who)
    person = who()
    say(application, person, conflict=True, why="Min svåger arbetar där.")
    assert open_parts(application, person) == {Part.NAMES}
    assert possible_actions(application, person, now=f.REVIEWED) == (Action.DECLARE,)


def test_a_conflict_needs_an_explanation_and_is_not_taken_back_by_oneself() -> None:
    application, assignment = f.assigned_application()
    with refuses(("explanation", "explanation")):
        say(application, assignment.assessor, conflict=True, why="  ")
    say(application, assignment.assessor, conflict=True, why="Svåger.")
    with refuses(("conflict", "has_conflict")):
        say(application, assignment.assessor, conflict=False)
    assert ConflictDeclaration.objects.count() == 1


def test_the_portal_suspects_who_belongs_to_a_party() -> None:
    application, assignment = f.assigned_application()
    own = Organisation.objects.create(number=f.MUNICIPALITY.organisation_number, name="Sjöbro kommun")
    Membership.objects.create(user=assignment.assessor, organisation=own)
    declaration = say(application, assignment.assessor, conflict=False)
    assert declaration.suspected == "same_organisation"
    assert open_parts(application, assignment.assessor) == {Part.NAMES}


def test_the_portal_suspects_who_applies_in_the_same_call_but_never_tells_of_a_draft() -> None:
    round_ = f.closed_round()
    application, assignment = f.assigned_application(round_=round_)
    f.draft_application(round_=round_, user=assignment.assessor)
    assert say(application, assignment.assessor, conflict=False).suspected == ""
    second = f.staff("bo@bedomare2.example", "Bo Alm", StaffRole.ASSESSOR)
    f.submitted_application(round_=round_, user=second)
    application, assignment = f.assigned_application(round_=round_, user=second)
    assert say(application, second, conflict=False).suspected == "applies_in_call"


def test_somebody_else_rules_with_a_reason() -> None:
    application, assignment = f.assigned_application()
    declaration = say(application, assignment.assessor, conflict=True, why="Vi sitter i samma nämnd.")
    ruled = rule_on_conflict(
        application_id=application.pk,
        declaration_id=declaration.pk,
        is_conflict=False,
        reason=" Nämnden har inget med projektet att göra. ",
        actor=f.officer(),
        now=f.REVIEWED,
    )
    assert (ruled.ruled_conflict, ruled.ruled_by, ruled.ruling_reason) == (
        False,
        f.officer(),
        "Nämnden har inget med projektet att göra.",
    )
    latest = latest_declaration(application, assignment.assessor)
    assert latest is not None
    assert not in_conflict(latest)
    assert Part.CONTENT in open_parts(application, assignment.assessor)
    assert Entry.objects.get(action="rule_on_conflict").details["conflict"] is False


def test_nobody_rules_on_themselves_nor_without_a_reason_nor_while_in_conflict() -> None:
    application, _assignment = f.assigned_application()
    own = say(application, f.officer(), conflict=True, why="Svåger.")
    other = f.staff("ola@tallmyren.example", "Ola", StaffRole.OFFICER)

    def rule(actor: User, reason: str = "Skäl.") -> None:
        rule_on_conflict(
            application_id=application.pk,
            declaration_id=own.pk,
            is_conflict=False,
            reason=reason,
            actor=actor,
            now=f.REVIEWED,
        )

    with refuses(("permission", "")):
        rule(f.officer())
    with refuses(("reason", "reason")):
        rule(other, reason=" ")
    with refuses(("permission", "")):
        rule(f.assessor())
    say(application, other, conflict=True, why="Jag också.")
    with refuses(("permission", "")):
        rule(other)


def test_strangers_and_registrars_declare_nothing() -> None:
    application, _assignment = f.assigned_application()
    for person in (f.stranger(), f.registrar(), f.applicant()):
        with refuses(("permission", "")):
            say(application, person, conflict=False)
