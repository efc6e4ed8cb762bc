"""Letters, what is missing, marks, my applications and calls in two steps, as the applicants see them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from applications.actions.withdraw import withdraw
from applications.actions.write_letter import write_letter
from applications.models import Application, Letter, Snapshot
from registry.models import Round
from rulebook.states import DecisionKind
from rulebook.window import swedish_day
from tests import factories as make
from tests.applications.desk import at_desk
from tests.applications.desk import page as desk_page
from tests.applications.test_actions_attach import PDF
from tests.applications.test_actions_two_steps import decided_sketch
from tests.applications.test_actions_write_letter import MESSAGE, REQUEST, write
from tests.applications.test_pages_all import browser
from tests.applications.test_pages_form import at, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def alma() -> Client:
    """The browser of the coordinator."""
    return browser(make.applicant())


def asked(days: int = 14) -> tuple[Application, Letter]:
    """A case with a request that must be answered so many days from the day the test runs."""
    application = make.submitted_application(round_=make.closed_round())
    letter = write(application)
    Letter.objects.filter(pk=letter.pk).update(answer_by=swedish_day(timezone.now()) + timedelta(days=days))
    return application, Letter.objects.get(pk=letter.pk)


def test_a_request_is_read_and_answered_with_files(alma: Client) -> None:
    application, letter = asked()
    hash_before = Snapshot.objects.get().sha256
    case = text_of(alma.get(at(application, "case")))
    url = at(application, "letter", letter.pk)
    assert url in case
    shown = text_of(alma.get(url))
    assert REQUEST.text in shown
    assert REQUEST.otherwise in shown
    form = {
        "letter_id": str(uuid4()),
        "text": "Utdraget bifogas.",
        "attached": [SimpleUploadedFile("utdrag.pdf", PDF), SimpleUploadedFile("stadgar.pdf", PDF)],
    }
    assert alma.post(url, form).status_code == 302
    sent = Letter.objects.get(from_funder=False)
    assert (sent.kind, sent.attachments.count()) == ("completion", 2)
    after = text_of(alma.get(url))
    assert "Utdraget bifogas." in after
    file = sent.attachments.first()
    assert file is not None
    assert alma.get(at(application, "file", file.pk)).status_code == 200
    assert Snapshot.objects.get().sha256 == hash_before
    repeated = {"letter_id": form["letter_id"], "text": "Utdraget bifogas."}
    assert alma.post(url, repeated).status_code == 302
    assert Letter.objects.filter(from_funder=False).count() == 1


def test_a_wrong_file_is_told_at_its_field_and_the_text_stays(alma: Client) -> None:
    application, letter = asked()
    url = at(application, "letter", letter.pk)
    form = {"letter_id": str(uuid4()), "text": "Här.", "attached": [SimpleUploadedFile("virus.exe", b"MZ")]}
    refused = alma.post(url, form)
    assert refused.status_code == 422
    assert "Här." in text_of(refused)
    assert 'href="#id_attached"' in text_of(refused)
    empty = alma.post(url, {"letter_id": str(uuid4()), "text": ""})
    assert 'href="#id_text"' in text_of(empty)


def test_a_missed_day_is_said_and_the_answer_is_taken_as_late(alma: Client) -> None:
    application, letter = asked(days=-1)
    url = at(application, "letter", letter.pk)
    with translation.override("en"):
        english = at(application, "letter", letter.pk)
    assert "marked as late" in text_of(alma.get(english))
    alma.post(url, {"letter_id": str(uuid4()), "text": "Förlåt."})
    assert "Late" in text_of(alma.get(english))


def test_partners_read_letters_and_the_coordinator_answers() -> None:
    application, letter = asked()
    make.with_partner(application)
    petra = browser(make.partner())
    url = at(application, "letter", letter.pk)
    page = text_of(petra.get(url))
    assert letter.text in page
    assert 'name="letter_id"' not in page
    assert petra.post(url, {"letter_id": str(uuid4()), "text": "Jag."}).status_code == 422


def test_a_letter_of_another_case_is_missing(alma: Client) -> None:
    application, _letter = asked()
    other = make.submitted_application(round_=application.round, user=make.stranger())
    theirs = write_letter(
        application_id=other.pk, letter_id=uuid4(), given=MESSAGE, actor=make.officer(), now=make.REVIEWED
    )
    assert alma.get(at(application, "letter", theirs.pk)).status_code == 404
    assert alma.get(at(other, "letter", theirs.pk)).status_code == 404


def test_what_is_missing_is_counted_on_every_page_and_leads_to_each_field(alma: Client) -> None:
    application = make.draft_application()
    url = at(application, "missing")
    pages = [
        at(application, "case"),
        at(application, "submit"),
        at(application, "section", "project"),
        at(application, "section", "parties"),
        at(application, "party", application.parties.get().pk),
        at(application, "party_budget", application.parties.get().pk),
        at(application, "discard"),
    ]
    for page in pages:
        assert f'href="{url}"' in text_of(alma.get(page)), page
    listed = text_of(alma.get(url))
    assert f'href="{at(application, "section", "project")}#id_title_sv"' in listed
    assert f'href="{at(application, "section", "contacts")}#id_leader_name"' in listed


def test_a_finished_application_lacks_nothing(alma: Client) -> None:
    application = make.filled_application()
    with translation.override("en"):
        page = text_of(alma.get(at(application, "missing")))
    assert "Nothing is missing" in page


def test_each_answer_on_the_check_page_leads_to_its_field(alma: Client) -> None:
    application = make.filled_application()
    page = text_of(alma.get(at(application, "submit")))
    assert f'href="{at(application, "section", "plan")}#id_purpose_sv"' in page
    for party in application.parties.all():
        assert f'href="{at(application, "party", party.pk)}"' in page
        assert f'href="{at(application, "party_budget", party.pk)}"' in page


def test_a_section_is_marked_as_done_from_its_page(alma: Client) -> None:
    application = make.filled_application()
    form = text_of(alma.get(at(application, "section", "plan")))
    assert f'action="{at(application, "done", "plan")}"' in form
    version = str(make.version_of(application, "plan"))
    alma.post(at(application, "done", "plan"), {"done": "yes", "version": version})
    with translation.override("en"):
        assert "Marked as done" in text_of(alma.get(at(application, "case")))
    alma.post(at(application, "section", "plan"), {"plan_sv": "Ny plan.", "version": version})
    with translation.override("en"):
        assert "Marked as done" not in text_of(alma.get(at(application, "case")))


def test_while_unlocked_every_page_says_that_the_submitted_version_counts(alma: Client) -> None:
    application = make.submitted_application()
    alma.post(at(application, "unlock"))
    with translation.override("en"):
        for page in ("case", "submit"):
            assert "counts until" in text_of(alma.get(at(application, page)))
        assert "counts until" in text_of(alma.get(at(application, "section", "plan")))


def test_a_draft_that_was_never_submitted_says_so_plainly(alma: Client) -> None:
    application = make.filled_application(round_=make.closed_round())
    with translation.override("en"):
        for page in ("case", "submit"):
            assert "was never submitted" in text_of(alma.get(at(application, page)))


def test_the_reason_for_withdrawing_stands_on_the_case_and_at_the_desk(alma: Client) -> None:
    application, _decision = make.prepared_application()
    withdraw(
        application_id=application.pk, reason="Vi hinner inte.", actor=make.applicant(), now=make.DECIDED
    )
    assert "Vi hinner inte." in text_of(alma.get(at(application, "case")))
    assert "Vi hinner inte." in text_of(at_desk(make.officer()).get(desk_page("case", application)))


def test_my_applications_show_the_way_the_next_step_and_what_is_due(alma: Client) -> None:
    application, _letter = asked()
    make.with_partner(application)
    make.running_application()
    with translation.override("en"):
        mine = reverse("applications:mine")
    page = text_of(alma.get(mine))
    assert "Complete the application: read our letter" in page
    for word in ("Received", "In review", "Decided: granted", "Final report due", "Case closed"):
        assert word in page
    assert "Complete the application" in text_of(browser(make.partner()).get(mine))


def test_the_list_asks_as_much_however_long_it_is(
    alma: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    round_ = make.closed_round()
    write(make.submitted_application(round_=round_))
    url = reverse("applications:mine")
    alma.get(url)
    with django_assert_num_queries(11):
        alma.get(url)
    for _turn in range(3):
        write(make.submitted_application(round_=round_))
    with django_assert_num_queries(11):
        alma.get(url)


def test_an_invited_sketch_goes_on_by_pages(alma: Client) -> None:
    sketch_round, full = make.two_steps()
    Round.objects.filter(pk=full.pk).update(opens_at=timezone.now() - timedelta(days=1))
    sketch, _decision = decided_sketch(DecisionKind.INVITED, sketch_round)
    start = reverse("applications:start", args=[full.pk])
    assert start in text_of(alma.get(at(sketch, "case")))
    assert alma.get(start).status_code == 200
    begun = alma.post(start)
    application = Application.objects.get(copied_from=sketch)
    assert begun["Location"] == at(application, "case")
    assert at(application, "case") in text_of(alma.get(at(sketch, "case")))
    petra = browser(make.partner())
    assert petra.get(at(application, "case")).status_code == 200
    key = str(uuid4())
    assert alma.post(at(application, "submit"), {"submission_key": key}).status_code == 302
    assert at(sketch, "case") in text_of(alma.get(at(application, "case")))


def test_whoever_is_not_invited_is_told_so_plainly(alma: Client) -> None:
    sketch_round, full = make.two_steps()
    Round.objects.filter(pk=full.pk).update(opens_at=timezone.now() - timedelta(days=1))
    decided_sketch(DecisionKind.NOT_INVITED, sketch_round)
    with translation.override("en"):
        start = reverse("applications:start", args=[full.pk])
        page = text_of(alma.get(start))
    assert "By invitation only" in page
    assert '<form method="post" action="/en/my' not in page
    assert alma.post(start).status_code == 422
    assert Application.objects.count() == 1


def test_the_public_page_says_by_invitation_only() -> None:
    _sketch, full = make.two_steps()
    Round.objects.filter(pk=full.pk).update(opens_at=timezone.now() - timedelta(days=1))
    with translation.override("en"):
        page = text_of(Client().get(full.call.get_absolute_url()))
        start = reverse("applications:start", args=[full.pk])
    assert "By invitation only" in page
    assert start not in page
