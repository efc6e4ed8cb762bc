"""What the tests of the desk share: somebody signed in at it, cases in bulk, and where pages are."""

from datetime import UTC, date, datetime
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from accounts.groups import settle_groups_of
from accounts.models import User
from applications.actions.assess import assess
from applications.actions.start import start
from applications.actions.submit import submit
from applications.models import Application, Assessment, Assignment
from cms.groups import settle_groups
from registry.models import Round
from tests import factories as f

SECRET_WORD = "Hemlighetsbruset"


def at_desk(user: User) -> Client:
    """Return a browser with the person signed in, let into the admin by their roles."""
    settle_groups()
    settle_groups_of(user, date(2026, 11, 1))
    client = Client()
    client.force_login(user)
    return client


def page(name: str, application: Application, *more: object) -> str:
    """Return the address of a page of a case at the desk."""
    return reverse(f"desk:{name}", args=[application.pk, *more])


def many_submitted(count: int, round_: Round) -> list[Application]:
    """Submit that many applications quickly: complete ones, each of a person of its own."""
    return [
        f.submitted_application(round_=round_, user=f.person(f"sokande{n}@sjobro{n}.example", f"Sökande {n}"))
        for n in range(count)
    ]


def planted_draft(round_: Round, word: str = SECRET_WORD) -> Application:
    """Leave a draft with a unique word in title and parties, by an applicant of its own."""
    user = f.person("dolda@nagonstans.example", "Dolly Da")
    application = start(round_id=round_.pk, actor=user, now=f.APPLIED)
    f.give_answers(application, "project", {"title_sv": word}, user=user)
    party = f.MUNICIPALITY.__class__(name=word, sector="municipality", role="coordinator")
    f.give_party(application, application.parties.get(), party, user=user, now=f.APPLIED)
    return application


def filed_assessment(
    application: Application, assignment: Assignment, *, score: int = 5, now: datetime = f.REVIEWED
) -> Assessment:
    """Hand a complete assessment in."""
    return assess(
        application_id=application.pk,
        scores={"potential": (score, "Behovet är tydligt."), "team": (score, "Gruppen är stark.")},
        summary="Ett starkt projekt.",
        version=0,
        file=True,
        actor=assignment.assessor,
        now=now,
    )


def submit_again(application: Application, user: User, *, now: datetime) -> None:
    """Submit what stands in an unlocked application."""
    submit(
        application_id=application.pk,
        submission_key=uuid4(),
        submit_anyway=True,
        actor=user,
        arrived_at=now,
        now=now,
    )


LATER = datetime(2026, 11, 20, 9, tzinfo=UTC)
