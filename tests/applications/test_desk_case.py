"""The page of a case: what is on it, for whom, and how few questions it asks the database."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.users.models import UserProfile

from accounts.models import User
from applications.actions.assign import assign
from applications.actions.declare import declare
from applications.actions.unlock import unlock
from applications.models import Application
from rulebook.access import StaffRole
from tests import factories as f
from tests.applications.desk import SECRET_WORD, at_desk, filed_assessment, page, submit_again

pytestmark = pytest.mark.django_db


def case_text(application: Application, who: User | None = None) -> str:
    answer = at_desk(who or f.officer()).get(page("case", application))
    assert answer.status_code == 200
    return answer.content.decode()


def test_everything_of_the_case_is_on_one_page() -> None:
    application, assignment = f.cleared_application()
    filed_assessment(application, assignment)
    text = case_text(application)
    for part in (
        "Öppna medborgarbudgeten",
        "Fler ska kunna påverka",
        "450\u202f000",
        "11 Hållbara städer och samhällen",
        "212070",
        "Minsta antal sektorer",
        "Asta Lind",
        "Gruppen är stark.",
        "5,00",
        "Version 1",
        "Inlämnad",
        "Jävsdeklaration lämnad",
        "Bedömning inlämnad",
        page("prepare", application),
        page("assign", application),
        page("version", application, 1),
    ):
        assert part in text, part
    assert "Går när ärendet är: Slutrapport inlämnad." in text


@pytest.mark.parametrize("who", [f.officer, f.decider, f.registrar])
def test_the_funders_people_read_it(who: Callable[[], User]) -> None:
    application, _decision = f.prepared_application()
    assert "Öppna medborgarbudgeten" in case_text(application, who())
    client = at_desk(who())
    assert client.get(page("version", application, 1)).status_code == 200
    assert client.get(page("version", application, 2)).status_code == 404
    assert client.get(page("sign", application)).status_code == 200


def test_unknown_and_forbidden_look_alike() -> None:
    application, _decision = f.prepared_application()
    client = at_desk(f.editor())
    unknown = application.pk.__class__(int=1)
    names = ("case", "declare", "assess", "assign", "prepare", "sign", "report")
    for name in names:
        there, missing = (
            client.get(page(name, application)),
            client.get(reverse(f"desk:{name}", args=[unknown])),
        )
        assert (there.status_code, missing.status_code) == (404, 404)


@pytest.mark.parametrize("who", [f.officer, f.decider])
def test_a_conflict_leads_everybody_to_the_names(who: Callable[[], User]) -> None:
    application, _decision = f.prepared_application()
    person = who()
    declare(
        application_id=application.pk, has_conflict=True, explanation="Svåger.", actor=person, now=f.REVIEWED
    )
    client = at_desk(person)
    answer = client.get(page("case", application), follow=True)
    assert answer.redirect_chain[-1][0] == page("declare", application)
    assert "Öppna medborgarbudgeten" not in answer.content.decode()
    for name in ("assign", "prepare", "sign"):
        assert client.get(page(name, application)).status_code == 404
    assert client.get(page("version", application, 1)).status_code == 404


def test_what_stands_in_an_unlocked_working_copy_is_nobody_elses() -> None:
    application = f.submitted_application(round_=f.closed_round())
    unlock(application_id=application.pk, actor=f.applicant(), arrived_at=f.APPLIED, now=f.APPLIED)
    f.give_answers(application, "project", {"title_sv": SECRET_WORD})
    client = at_desk(f.officer())
    text = case_text(application) + client.get(reverse("desk:start")).content.decode()
    assert SECRET_WORD not in text
    assert "Öppna medborgarbudgeten" in text
    submit_again(application, f.applicant(), now=f.APPLIED)
    assert SECRET_WORD in case_text(application)
    assert SECRET_WORD in client.get(reverse("desk:start")).content.decode()
    assert SECRET_WORD not in client.get(page("version", application, 1)).content.decode()


def test_the_journal_tells_nothing_of_the_time_before_submission() -> None:
    application = f.submitted_application(round_=f.closed_round())
    journal = case_text(application).split('id="journal"')[1]
    assert re.findall(r"<tr><td><time", journal) == ["<tr><td><time"]
    assert "Alma Bergdahl" in journal


def test_the_desk_speaks_english_to_those_who_chose_it() -> None:
    application, _decision = f.prepared_application()
    profile = UserProfile.get_for_user(f.officer())
    profile.preferred_language = "en"
    profile.save()
    text = case_text(application)
    for part in ("What you can do now", "The open citizens", "SEK\u00a01,200,000", "In review", "Personnel"):
        assert part in text, part


def test_a_ruling_is_made_on_the_page() -> None:
    application, assignment = f.assigned_application()
    declaration = declare(
        application_id=application.pk,
        has_conflict=True,
        explanation="Samma nämnd.",
        actor=assignment.assessor,
        now=f.REVIEWED,
    )
    client = at_desk(f.officer())
    assert page("rule", application, declaration.pk) in case_text(application)
    address = page("rule", application, declaration.pk)
    assert "Samma nämnd." in client.get(address).content.decode()
    missing = client.post(address, {"is_conflict": "no", "reason": ""})
    assert (missing.status_code, "Skriv skälet" in missing.content.decode()) == (422, True)
    assert client.post(address, {"is_conflict": "no", "reason": "Ingen beröring."}).status_code == 302
    declaration.refresh_from_db()
    assert (declaration.ruled_conflict, declaration.ruled_by) == (False, f.officer())
    assert client.get(page("rule", application, declaration.pk + 1)).status_code == 404
    assert at_desk(f.registrar()).get(address).status_code == 404


def test_assessors_are_assigned_and_taken_off_on_the_page() -> None:
    application = f.submitted_application(round_=f.closed_round())
    f.assessor()
    f.staff("bo@bedomare2.example", "Bo Alm", StaffRole.ASSESSOR)
    client = at_desk(f.officer())
    text = client.get(page("assign", application)).content.decode()
    assert "Asta Lind" in text
    assert "Inga band" in text
    nobody = client.post(page("assign", application), {}, follow=True).content.decode()
    assert "Kryssa för minst en bedömare." in nobody
    both = [f.assessor().pk, User.objects.get(name="Bo Alm").pk]
    done = client.post(page("assign", application), {"assessor": both}, follow=True).content.decode()
    assert "2 bedömare är utsedda." in done
    client.post(page("assign", application), {"unassign": both[1]})
    assert [row.assessor.name for row in application.assignments.filter(ended_at__isnull=True)] == [
        "Asta Lind"
    ]
    client.post(page("assign", application), {"assessor": [f.stranger().pk]})
    assert application.assignments.count() == 2


def test_the_page_asks_few_questions_however_much_has_happened() -> None:
    application, assignment = f.cleared_application()
    client = at_desk(f.officer())
    client.get(page("case", application))
    counted = []
    for _turn in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get(page("case", application))
        counted.append(len(asked))
        if len(counted) == 1:
            filed_assessment(application, assignment)
            for n in range(4):
                person = f.staff(f"b{n}@bedomare{n}.example", f"Bo {n}", StaffRole.ASSESSOR)
                assign(application_id=application.pk, assessor=person, actor=f.officer(), now=f.REVIEWED)
    assert counted[0] == counted[1] <= 34
