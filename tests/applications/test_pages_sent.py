"""Submitting and what follows, page by page: receipt, versions, steps, decision, final report."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from applications.actions.budget import BudgetInput
from applications.actions.report import return_report
from applications.actions.submit import submit
from applications.models import Application, Report, Snapshot
from mail.models import Letter
from tests import factories as make
from tests.applications.test_actions_attach import put
from tests.applications.test_actions_submit import WARNING
from tests.applications.test_pages_all import browser
from tests.applications.test_pages_form import at, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def alma() -> Client:
    """The browser of the coordinator."""
    return browser(make.applicant())


def key_in(page: str) -> str:
    """Return the key that a page would submit with."""
    found = re.search(r'name="submission_key" value="([0-9a-f-]{36})"', page)
    assert found is not None
    return found[1]


def test_everything_is_shown_before_it_is_sent_with_a_way_to_change_it(alma: Client) -> None:
    application = make.filled_application()
    put(application, "avsikt.pdf")
    page = text_of(alma.get(at(application, "submit")))
    for answers in make.ANSWERS.values():
        for key, text in answers.items():
            if key not in ("starts", "ends", "amount_sought", "goals"):
                assert text.replace("'", "&#x27;") in page, key
    for word in ("avsikt.pdf", "Sjöbro kommun", "Föreningen Öppna kartan", "1 mars 2027"):
        assert word in page
    for key in ("project", "parties", "plan", "budget", "contacts", "attachments"):
        assert f'href="{at(application, "section", key)}"' in page


def test_submitting_leads_to_the_receipt_and_a_second_click_to_the_same(alma: Client) -> None:
    application = make.filled_application()
    file = put(application, "avsikt.pdf")
    url = at(application, "submit")
    key = key_in(text_of(alma.get(url)))
    before = timezone.now()
    answers = [alma.post(url, {"submission_key": key}) for _click in range(2)]
    assert [answer["Location"] for answer in answers] == [at(application, "receipt", 1)] * 2
    snapshot = Snapshot.objects.get()
    assert before <= snapshot.arrived_at <= timezone.now()
    page = text_of(alma.get(answers[0]["Location"]))
    utc = f"{snapshot.arrived_at:%Y-%m-%d %H:%M:%S} UTC"
    number = f"{Application.objects.get().case_number}_1"
    for word in (number, snapshot.sha256, file.sha256, utc, "(svensk tid)"):
        assert word in page
    assert Letter.objects.filter(template="receipt").count() == 2


def test_what_stops_it_is_listed_with_links_and_there_is_no_button(alma: Client) -> None:
    application = make.draft_application()
    url = at(application, "submit")
    page = text_of(alma.get(url))
    assert 'name="submission_key"' not in page
    assert f'href="{at(application, "section", "parties")}"' in page
    answer = alma.post(url, {"submission_key": str(uuid4())})
    assert answer.status_code == 422
    assert f'href="{at(application, "section", "contacts")}#id_leader_name"' in text_of(answer)
    assert Snapshot.objects.count() == 0


def test_a_warning_asks_for_a_tick_and_the_receipt_remembers_it(alma: Client) -> None:
    application = make.filled_application(round_=make.open_round(rules=[WARNING]))
    lines = [*make.BUDGETS[0], BudgetInput(2027, "indirect", 400_000)]
    make.give_budget(application, application.parties.get(role="coordinator"), lines)
    url = at(application, "submit")
    page = text_of(alma.get(url))
    assert "Högst tio procent." in page
    key = key_in(page)
    refused = alma.post(url, {"submission_key": key})
    assert refused.status_code == 422
    assert 'href="#warnings"' in text_of(refused)
    assert key_in(text_of(refused)) == key
    rules = re.findall(r'name="passed" value="([^"]+)"', page)
    assert alma.post(url, {"submission_key": key, "passed": "another-rule"}).status_code == 422
    assert alma.post(url, {"submission_key": key, "passed": rules}).status_code == 302
    passed = {row["passed_by"] for row in Snapshot.objects.get().verdict if "passed_by" in row}
    assert passed == {make.applicant().journal_name}
    assert "Högst tio procent." in text_of(alma.get(at(application, "receipt", 1)))


def test_a_partner_reads_it_all_but_does_not_submit() -> None:
    application = make.filled_application()
    make.with_partner(application)
    petra = browser(make.partner())
    assert 'name="submission_key"' not in text_of(petra.get(at(application, "submit")))
    assert petra.post(at(application, "submit"), {"submission_key": str(uuid4())}).status_code == 422
    for step in ("unlock", "relock", "discard", "decline"):
        petra.post(at(application, step))
    assert Application.objects.get().state == "draft"


def test_a_draft_whose_round_has_closed_can_be_read_and_says_so(alma: Client) -> None:
    application = make.filled_application(round_=make.closed_round())
    assert alma.get(at(application, "section", "project"))["Location"].startswith(at(application, "submit"))
    page = text_of(alma.get(at(application, "submit")))
    assert "Öppna medborgarbudgeten" in page
    assert 'name="submission_key"' not in page
    late = alma.post(at(application, "submit"), {"submission_key": str(uuid4())})
    assert late.status_code == 422
    saved = alma.post(at(application, "section", "project"), {"title_sv": "För sent", "version": "1"})
    assert saved.status_code == 422
    assert 'value="För sent"' in text_of(saved)
    with translation.override("en"):
        mine = text_of(alma.get(reverse("applications:mine")))
    assert "Not submitted" in mine


def test_unlocking_changing_and_submitting_again_keeps_both_versions(alma: Client) -> None:
    application = make.submitted_application()
    assert alma.post(at(application, "unlock"))["Location"] == at(application, "case")
    alma.post(at(application, "section", "project"), {"title_sv": "Ny titel", "version": "1"})
    frozen = text_of(alma.get(at(application, "version", 1)))
    assert ">Öppna medborgarbudgeten</dd>" in frozen
    assert ">Ny titel</dd>" not in frozen
    page = text_of(alma.get(at(application, "submit")))
    alma.post(at(application, "submit"), {"submission_key": key_in(page)})
    case = text_of(alma.get(at(application, "case")))
    for number in (1, 2):
        assert at(application, "version", number) in case
        assert at(application, "receipt", number) in case


def test_the_submitted_version_is_kept_by_choice(alma: Client) -> None:
    application = make.submitted_application()
    alma.post(at(application, "unlock"))
    with translation.override("en"):
        check = at(application, "submit")
    assert "has been changed since then" not in text_of(alma.get(check))
    alma.post(at(application, "section", "project"), {"title_sv": "Aldrig inlämnad", "version": "1"})
    alma.post(at(application, "relock"))
    assert Application.objects.get().state == "submitted"
    assert "has been changed since then" in text_of(alma.get(check))


def test_withdrawing_asks_for_a_reason(alma: Client) -> None:
    application = make.submitted_application()
    url = at(application, "withdraw")
    refused = alma.post(url, {"reason": " "})
    assert refused.status_code == 422
    assert 'href="#id_reason"' in text_of(refused)
    assert alma.post(url, {"reason": "Vi hinner\x00 inte."}).status_code == 302
    assert Application.objects.get().withdrawal_reason == "Vi hinner inte."


def test_a_draft_is_thrown_away_after_a_question(alma: Client) -> None:
    application = make.filled_application()
    assert alma.get(at(application, "discard")).status_code == 200
    assert alma.post(at(application, "discard"))["Location"] == reverse("applications:mine")
    assert Application.objects.count() == 0
    assert alma.get(at(application, "case")).status_code == 404


def test_a_grant_is_shown_with_rows_and_can_be_declined(alma: Client) -> None:
    application, _decision = make.decided_application()
    page = text_of(alma.get(at(application, "case")))
    for word in (
        "700\u202f000\u00a0kr",
        "500\u202f000\u00a0kr",
        "1\u202f200\u202f000\u00a0kr",
        "Disa Strand",
    ):
        assert word in page
    assert alma.get(at(application, "decline")).status_code == 200
    alma.post(at(application, "decline"))
    assert Application.objects.get().state == "declined"


def test_a_running_case_links_to_the_public_project(alma: Client) -> None:
    application = make.running_application()
    number = str(application.case_number)
    assert reverse("registry:project", args=["tallmyren", number]) in text_of(
        alma.get(at(application, "case"))
    )


REPORT = {**make.REPORT_TEXTS, "money_used": "1 200 000 kr", "version": "0"}


def test_a_report_is_saved_half_done_and_submitted_whole(alma: Client) -> None:
    application = make.running_application()
    url = at(application, "report")
    outputs = {
        "output-0-title": "Verktyget",
        "output-0-kind": "software",
        "output-0-url": "https://kod.example/",
    }
    empty = {"output-1-title": "", "output-1-kind": "", "output-1-url": ""}
    assert alma.post(url, {"summary_sv": "Halv", "version": "0", **outputs, **empty})["Location"] == url
    page = text_of(alma.get(url))
    assert "Halv" in page
    assert 'value="Verktyget"' in page
    sent = alma.post(url, {**REPORT, **outputs, "version": "1", "submit": "yes"})
    assert sent["Location"] == at(application, "case")
    report = Report.objects.get()
    assert (report.money_used, report.outputs) == (
        1_200_000,
        [{"kind": "software", "title": "Verktyget", "url": "https://kod.example/"}],
    )
    assert alma.get(url).status_code == 302


def test_what_a_report_lacks_is_said_at_its_fields_and_nothing_typed_is_lost(alma: Client) -> None:
    application = make.running_application()
    answer = alma.post(
        at(application, "report"), {"summary_sv": "Kort", "money_used": "", "version": "0", "submit": "yes"}
    )
    page = text_of(answer)
    assert answer.status_code == 422
    for name in ("results_sv", "effects_sv", "money_used"):
        assert f'href="#id_{name}"' in page
    assert "Kort" in page


@pytest.mark.parametrize("text", ["\x00", "9" * 5000, "<script>alert(1)</script>", "-1", "12,5"])
def test_no_input_brings_the_report_down(alma: Client, text: str) -> None:
    application = make.running_application()
    fields = [*REPORT, "output-0-title", "output-0-kind", "output-0-url", "submit"]
    answer = alma.post(at(application, "report"), dict.fromkeys(fields, text))
    assert answer.status_code in (302, 409, 422)
    assert b"<script>alert" not in answer.content


def test_two_who_save_the_same_report_see_what_differs(alma: Client) -> None:
    application = make.running_application()
    url = at(application, "report")
    alma.post(url, {"summary_sv": "Först", "version": "0"})
    answer = alma.post(url, {"summary_sv": "Sedan", "version": "0"})
    assert answer.status_code == 409
    assert "Först" in text_of(answer)
    assert "Sedan" in text_of(answer)


def test_a_returned_report_says_why(alma: Client) -> None:
    application, _report = make.reported_application()
    return_report(
        application_id=application.pk,
        reason="Berätta vad verktyget kostar.",
        actor=make.officer(),
        now=make.DECIDED,
    )
    for name in ("case", "report"):
        assert "Berätta vad verktyget kostar." in text_of(alma.get(at(application, name)))


def test_the_list_puts_what_is_to_be_done_first_and_tells_where_to_begin(alma: Client) -> None:
    with translation.override("en"):
        url = reverse("applications:mine")
    round_ = make.open_round()
    empty = text_of(alma.get(url))
    assert "You have no applications yet" in empty
    assert reverse("applications:start", args=[round_.pk]).removeprefix("/") in empty or "/start/" in empty
    sent = make.submitted_application(round_=round_)
    draft = make.draft_application(round_=round_)
    page = text_of(alma.get(url))
    assert page.index(str(draft.pk)) < page.index(str(sent.pk))
    assert str(sent.case_number) in page


def test_the_arrival_is_the_moment_the_request_came_not_when_it_was_handled(alma: Client) -> None:
    application = make.filled_application()
    url = at(application, "submit")
    key = key_in(text_of(alma.get(url)))
    moment = timezone.now() - timedelta(minutes=2)
    submit(
        application_id=application.pk,
        submission_key=UUID(key),
        submit_anyway=False,
        actor=make.applicant(),
        arrived_at=moment,
        now=timezone.now(),
    )
    assert alma.post(url, {"submission_key": key})["Location"] == at(application, "receipt", 1)
    assert Snapshot.objects.get().arrived_at == moment
