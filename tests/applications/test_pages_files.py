"""The places for files, page by page: attached, replaced, removed, handed out to their own only."""

import html
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from applications.document import document_of
from applications.downloads import trouble_with
from applications.facts import verdict_on
from applications.models import Attachment, Party
from tests import factories as make
from tests.applications.test_actions_attach import PDF, draft_with, put
from tests.applications.test_pages_all import browser
from tests.applications.test_pages_form import at, text_of
from tests.factories.files import pdf
from tests.uploads.good import good_files

pytestmark = pytest.mark.django_db


@pytest.fixture
def alma() -> Client:
    """The browser of the coordinator."""
    return browser(make.applicant())


def test_a_file_is_attached_replaced_fetched_and_removed(alma: Client) -> None:
    application = make.draft_application()
    url, page = at(application, "attach", "other"), at(application, "section", "attachments")
    for name in ("ett.pdf", "två.pdf"):
        assert alma.post(url, {"file": SimpleUploadedFile(name, PDF)})["Location"] == page
    file = application.attachments.get(replaced_at__isnull=True)
    assert "två.pdf" in text_of(alma.get(page))
    answer = alma.get(at(application, "file", file.pk))
    assert answer.getvalue() == PDF
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert alma.post(at(application, "detach", file.pk))["Location"] == page
    assert alma.post(at(application, "detach", file.pk)).status_code == 404


def test_a_wrong_file_says_so_at_its_slot(alma: Client) -> None:
    application = make.draft_application()
    url = at(application, "attach", "other")
    for data in ({"file": SimpleUploadedFile("ett.pdf", b"<html>")}, {}):
        answer = alma.post(url, data)
        assert answer.status_code == 422
        assert 'href="#slot_other"' in text_of(answer)
    assert alma.post(at(application, "attach", "none")).status_code == 404


@pytest.mark.parametrize("scan", ["infected", "pending"])
def test_a_file_that_is_not_healthy_is_handed_out_to_nobody_and_says_why(alma: Client, scan: str) -> None:
    application = make.draft_application()
    file = put(application)
    Attachment.objects.update(scan=scan)
    answer = alma.get(at(application, "file", file.pk), follow=True)
    assert answer.redirect_chain == [(at(application, "case"), 302)]
    with translation.override("sv"):
        sentence = trouble_with(scan)
    assert sentence in html.unescape(text_of(answer))
    section = html.unescape(text_of(alma.get(at(application, "section", "attachments"))))
    assert sentence in section
    assert f'href="{at(application, "file", file.pk)}"' not in section


def test_what_is_handed_out_is_no_page_whatever_it_is_called(alma: Client) -> None:
    application = make.draft_application()
    file = put(application, "Räksmörgås; filename=x.html \"'.pdf")
    answer = alma.get(at(application, "file", file.pk))
    assert answer["Content-Disposition"] == (
        "attachment; filename*=utf-8''R%C3%A4ksm%C3%B6rg%C3%A5s%3B%20filename%3Dx.html%20%22%27.pdf"
    )
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_private_file_has_no_address_but_the_portals_own(alma: Client) -> None:
    file = put(make.draft_application())
    for place in ("/media/", "/media/private/", "/media/calls/", "/static/", "/documents/"):
        assert alma.get(f"{place}{file.file.name}", follow=True).status_code == 404


@pytest.mark.parametrize("who", ["stranger", "officer", "nobody"])
def test_a_foreign_file_looks_like_none(who: str) -> None:
    application = make.submitted_application(round_=make.open_round())
    draft = make.draft_application(round_=application.round)
    file = put(draft)
    client = Client() if who == "nobody" else browser(getattr(make, who)())
    foreign = client.get(at(draft, "file", file.pk))
    none = client.get(at(draft, "file", uuid4()))
    assert foreign.status_code == none.status_code == (302 if who == "nobody" else 404)
    assert browser(make.applicant()).get(at(application, "file", file.pk)).status_code == 404


def test_earlier_files_stay_and_are_listed(alma: Client) -> None:
    application = make.draft_application()
    first, _second = put(application, "ett.pdf"), put(application, "två.pdf", pdf(2))
    page = text_of(alma.get(at(application, "section", "attachments")))
    assert page.index("två.pdf") < page.index("ett.pdf")
    assert "2 sidor" in page or "2 pages" in page
    assert alma.get(at(application, "file", first.pk)).status_code == 200


def test_a_picture_that_says_where_it_was_taken_is_kept_as_it_is_and_said_so(alma: Client) -> None:
    application = draft_with()
    name, content = good_files()["jpeg with a place"]
    upload = {"file": SimpleUploadedFile(name, content)}
    answer = alma.post(at(application, "attach", "other"), upload, follow=True)
    assert "notice--soon" in text_of(answer)
    assert application.attachments.get().file.read() == content


def test_a_place_for_every_party_stands_once_for_each_and_is_changed_by_its_own() -> None:
    application = draft_with(per_party=True)
    theirs = Party.objects.create(application=application, name="Kartan", role="partner", order=2)
    own = application.parties.get(role="coordinator")
    make.with_partner(application)
    petra, url = browser(make.partner()), at(application, "attach", "other")
    page = text_of(petra.get(at(application, "section", "attachments")))
    assert f'id="file_other_{theirs.pk}"' in page
    assert f'id="slot_other_{own.pk}"' in page
    assert f'id="file_other_{own.pk}"' not in page
    data = {"party": str(theirs.pk), "file": SimpleUploadedFile("cv.pdf", PDF)}
    assert petra.post(url, data).status_code == 302
    assert application.attachments.get().party == theirs
    data = {"party": str(own.pk), "file": SimpleUploadedFile("cv.pdf", PDF)}
    answer = petra.post(url, data)
    assert answer.status_code == 422
    assert f'href="#slot_other_{own.pk}"' in text_of(answer)
    for wrong in ("", "x", str(uuid4())):
        assert petra.post(url, {"party": wrong}).status_code == 404


def test_what_is_missing_of_a_place_for_every_party_is_said_by_name() -> None:
    application = draft_with(per_party=True, required=True)
    Party.objects.create(application=application, name="Kartan", role="partner", order=2)
    own = application.parties.get(role="coordinator")
    Party.objects.filter(pk=own.pk).update(name="Sjöbro")
    put(application, party_id=own.pk)
    verdict = verdict_on(document_of(application), application.round, at=make.APPLIED)
    said = [str(finding.sentence) for finding in verdict.findings if finding.field == "attachments.other"]
    assert len(said) == 1
    assert "Kartan" in said[0]
    assert "Sjöbro" not in said[0]
