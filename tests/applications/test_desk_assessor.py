"""The assessor's desk: names first, then the declaration, then reading and scoring."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.actions.assign import assign, unassign
from applications.actions.declare import declare
from applications.models import Application, Assessment, ConflictDeclaration
from rulebook.access import StaffRole
from tests import factories as f
from tests.applications.desk import at_desk, filed_assessment, page, submit_again
from tests.applications.test_actions_attach import put

pytestmark = pytest.mark.django_db
CONTENT = (
    "Öppna medborgarbudgeten",
    "The open citizens",
    "Invånarna i Sjöbro prövar",
    "Fler ska kunna påverka",
    "450\u202f000",
    "1\u202f200\u202f000",
    "kerstin@sjobro.example",
    "petra@oppnakarta.example",
)


def assessor_pages(client: Client, application: Application) -> str:
    """Everything an assessor can ask for, as one text."""
    addresses = [reverse("wagtailadmin_home"), reverse("desk:assignments"), reverse("desk:start")]
    addresses += [
        page(name, application) for name in ("case", "declare", "assess", "assign", "prepare", "sign")
    ]
    addresses += [page("version", application, 1), page("report", application)]
    return "".join(client.get(address, follow=True).content.decode() for address in addresses)


def test_before_declaring_only_names_are_shown() -> None:
    application, assignment = f.assigned_application()
    client = at_desk(assignment.assessor)
    text = assessor_pages(client, application)
    for name in ("Sjöbro kommun – Kommunledningskontoret", "Föreningen Öppna kartan", "Alma Bergdahl"):
        assert name in text
    assert "offentlighets- och sekretesslagen" in text
    assert "kan bli offentligt" in text
    for hidden in CONTENT:
        assert hidden not in text
    assert client.get(page("assess", application)).headers["Location"] == page("declare", application)
    assert client.get(page("version", application, 1)).status_code == 404


def test_a_conflict_keeps_everything_shut() -> None:
    application, assignment = f.assigned_application()
    client = at_desk(assignment.assessor)
    answer = client.post(page("declare", application), {"has_conflict": "yes", "explanation": "Svåger."})
    assert answer.status_code == 302
    text = assessor_pages(client, application)
    assert "Ärendet är stängt för dig" in text
    for hidden in CONTENT:
        assert hidden not in text


def test_a_conflict_needs_words_and_what_was_typed_stays() -> None:
    application, assignment = f.assigned_application()
    client = at_desk(assignment.assessor)
    answer = client.post(page("declare", application), {"has_conflict": "yes", "explanation": ""})
    assert answer.status_code == 422
    assert "Skriv vad jävet består i." in answer.content.decode()
    assert re.search(r'value="yes"[^>]*checked', answer.content.decode())
    assert client.post(page("declare", application), {"explanation": "Hm"}).status_code == 422
    assert not ConflictDeclaration.objects.exists()


def test_no_conflict_opens_the_application_beside_the_form() -> None:
    application, assignment = f.assigned_application()
    client = at_desk(assignment.assessor)
    answer = client.post(page("declare", application), {"has_conflict": "no"}, follow=True)
    text = answer.content.decode()
    assert answer.redirect_chain[-1][0] == page("assess", application)
    for shown in ("Öppna medborgarbudgeten", "Fler ska kunna påverka", "450\u202f000"):
        assert shown in text
    for part in ("Potential", "Hur viktigt behovet är.", "Skala 1–7, 7 är bäst.", "vikt 2"):
        assert part in text


SCORES = {
    "score-potential": "6",
    "reasons-potential": "Tydligt behov.",
    "score-team": "4",
    "reasons-team": "Liten grupp.",
    "summary": "Bra.",
}


def test_a_draft_is_saved_and_handed_in() -> None:
    application, assignment = f.cleared_application()
    client = at_desk(assignment.assessor)
    assert (
        client.post(page("assess", application), {"version": 0, "save": "", "summary": "Halv"}).status_code
        == 302
    )
    text = client.get(page("assess", application)).content.decode()
    assert "Halv" in text
    answer = client.post(page("assess", application), {"version": 1, "file": "", **SCORES}, follow=True)
    assert "Bedömningen är inlämnad." in answer.content.decode()
    assert "5,33" in answer.content.decode()
    assert Assessment.objects.get().filed_at is not None


def test_what_is_missing_is_said_beside_its_field() -> None:
    application, assignment = f.cleared_application()
    given = {**SCORES, "version": 0, "file": "", "reasons-team": "", "score-potential": ""}
    answer = at_desk(assignment.assessor).post(page("assess", application), given)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_reasons-team"' in text
    assert 'href="#id_score-potential"' in text or "Betyg för Potential" in text
    assert "Tydligt behov." in text
    assert not Assessment.objects.exists()


def test_a_stale_page_shows_both_texts_and_overwrites_nothing() -> None:
    application, assignment = f.cleared_application()
    client = at_desk(assignment.assessor)
    client.post(page("assess", application), {"version": 0, **SCORES, "summary": "Från det första fönstret."})
    late = {"version": 0, **SCORES, "summary": "Från det andra fönstret."}
    answer = client.post(page("assess", application), late)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Från det första fönstret." in text
    assert "Från det andra fönstret." in text
    assert Assessment.objects.get().summary == "Från det första fönstret."
    version = re.search(r'name="version"[^>]*value="(\d+)"', text) or re.search(
        r'value="(\d+)"[^>]*name="version"', text
    )
    assert version is not None
    client.post(page("assess", application), {**late, "version": version[1]})
    assert Assessment.objects.get().summary == "Från det andra fönstret."


def test_others_assessments_are_never_shown_to_an_assessor() -> None:
    application, first = f.cleared_application()
    filed_assessment(application, first)
    second = f.staff("bo@bedomare2.example", "Bo Alm", StaffRole.ASSESSOR)
    assignment = assign(application_id=application.pk, assessor=second, actor=f.officer(), now=f.REVIEWED)
    declare(application_id=application.pk, has_conflict=False, explanation="", actor=second, now=f.REVIEWED)
    client = at_desk(second)
    assert "Gruppen är stark." not in assessor_pages(client, application)
    assert "Asta Lind" not in assessor_pages(client, application)
    filed_assessment(application, assignment)
    assert "Asta Lind" not in assessor_pages(client, application)


def test_an_officer_who_assesses_sees_others_only_after_handing_in() -> None:
    application, first = f.cleared_application()
    filed_assessment(application, first)
    both = f.staff("bo@bedomare2.example", "Bo Alm", StaffRole.ASSESSOR, StaffRole.OFFICER)
    assignment = assign(application_id=application.pk, assessor=both, actor=f.officer(), now=f.REVIEWED)
    declare(application_id=application.pk, has_conflict=False, explanation="", actor=both, now=f.REVIEWED)
    client = at_desk(both)
    pages = ("case", "prepare")
    assert not any("Gruppen är stark." in client.get(page(n, application)).content.decode() for n in pages)
    filed_assessment(application, assignment)
    assert "Gruppen är stark." in client.get(page("case", application)).content.decode()


def test_an_assessor_who_is_taken_off_finds_nothing() -> None:
    application, assignment = f.cleared_application()
    unassign(application_id=application.pk, assessor=assignment.assessor, actor=f.officer(), now=f.REVIEWED)
    client = at_desk(assignment.assessor)
    assert [client.get(page(name, application)).status_code for name in ("case", "declare", "assess")] == [
        404
    ] * 3
    assert str(application.case_number) not in client.get(reverse("desk:assignments")).content.decode()


def test_files_follow_the_content_and_are_always_attachments() -> None:
    round_ = f.closed_round()
    application = f.filled_application(round_=round_)
    put(application)
    from_draft = application.attachments.get()
    submitted = f.submitted_application(round_=round_, user=f.person("annan@plats.example"))
    assert at_desk(f.officer()).get(page("file", application, from_draft.pk)).status_code == 404
    submit_again(application, f.applicant(), now=f.APPLIED)
    assign(application_id=application.pk, assessor=f.assessor(), actor=f.officer(), now=f.REVIEWED)
    answers: dict[str, int] = {}
    people: tuple[Callable[[], User], ...] = (f.officer, f.decider, f.registrar, f.assessor, f.editor)
    for who in people:
        answers[who.__name__] = at_desk(who()).get(page("file", application, from_draft.pk)).status_code
    assert answers == {"officer": 200, "decider": 200, "registrar": 200, "assessor": 404, "editor": 404}
    assert at_desk(f.officer()).get(page("file", submitted, from_draft.pk)).status_code == 404
    answer = at_desk(f.officer()).get(page("file", application, from_draft.pk))
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert answer["X-Content-Type-Options"] == "nosniff"
