"""PDFs are ordered, made by the worker, tagged, and show what their reader may see."""

import io
from datetime import timedelta

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.actions.order_pdf import MOST_AN_HOUR, content_for, make_ordered, order_pdf
from applications.actions.withdraw import discard
from applications.models import Application, Rendering, RenderingKind, RenderingState, Snapshot
from applications.printing.press import press
from applications.printing.setting import NotSet, set_pdf, template
from rulebook.verdict import Refused
from tests import factories as f

pytestmark = pytest.mark.django_db


def _order(application: Application, **more: object) -> Rendering:
    given = {"kind": RenderingKind.DRAFT, "version": None, "language": "sv", "actor": f.applicant()}
    return order_pdf(application_id=application.pk, now=f.APPLIED, **{**given, **more})  # type: ignore[arg-type]


def _words(pdf: pikepdf.Pdf) -> bytes:
    return b"".join(page.Contents.read_bytes() for page in pdf.pages)


def test_a_draft_becomes_a_tagged_pdf() -> None:
    application = f.filled_application()
    ordered = _order(application)
    assert ordered.state == RenderingState.WAITING.value
    assert make_ordered(now=f.APPLIED) == 1
    ordered.refresh_from_db()
    assert (ordered.state, ordered.failure) == (RenderingState.READY.value, "")
    with pikepdf.open(io.BytesIO(ordered.file.read())) as pdf:
        assert str(pdf.Root.Lang) == "sv-SE"
        assert bool(pdf.Root.MarkInfo.Marked) is True
        assert "/StructTreeRoot" in pdf.Root
        metadata = pdf.open_metadata()
        assert f.ANSWERS["project"]["title_sv"] in str(metadata["dc:title"])
        assert metadata["pdfuaid:part"] == "1"
    assert make_ordered(now=f.APPLIED) == 0


def test_the_same_content_is_ordered_once() -> None:
    application = f.filled_application()
    first = _order(application)
    assert _order(application).pk == first.pk
    assert _order(application, language="en").pk != first.pk
    f.give_answers(application, "project", {"title_sv": "En annan titel"})
    assert _order(application).pk != first.pk


def test_a_newer_draft_takes_the_earlier_ones_place() -> None:
    application = f.filled_application()
    first = _order(application)
    make_ordered(now=f.APPLIED)
    first.refresh_from_db()
    storage, name = first.file.storage, str(first.file.name)
    f.give_answers(application, "project", {"title_sv": "En annan titel"})
    second = _order(application)
    make_ordered(now=f.APPLIED)
    assert [one.pk for one in application.renderings.all()] == [second.pk]
    assert storage.exists(name)  # until the transaction commits; then the file goes too


def test_a_submitted_version_and_its_receipt() -> None:
    application = f.submitted_application()
    snapshot = application.snapshots.get()
    for kind in (RenderingKind.VERSION, RenderingKind.RECEIPT):
        _order(application, kind=kind, version=1)
    assert make_ordered(now=f.APPLIED) == 2
    assert {one.state for one in application.renderings.all()} == {RenderingState.READY.value}
    content = content_for(application, f.applicant(), RenderingKind.RECEIPT, snapshot, "sv")
    told = dict(content["facts"])
    assert told["Diarienummer"] == application.case_number
    assert told["Ansökans fingeravtryck (SHA-256)"] == snapshot.sha256
    assert content["watermark"] == ""
    with pytest.raises(Snapshot.DoesNotExist):
        _order(application, kind=RenderingKind.VERSION, version=7)


def test_whoever_takes_no_part_finds_nothing() -> None:
    application = f.filled_application()
    for person in (f.stranger(), f.officer()):
        with pytest.raises(Application.DoesNotExist):
            _order(application, actor=person)


def test_somebody_who_orders_all_the_time_waits() -> None:
    application = f.filled_application()
    for number in range(MOST_AN_HOUR):
        f.give_answers(application, "project", {"title_sv": f"Titel {number}"})
        _order(application)
    f.give_answers(application, "project", {"title_sv": "En titel till"})
    with pytest.raises(Refused):
        _order(application)
    assert order_pdf(
        application_id=application.pk,
        kind=RenderingKind.DRAFT,
        version=None,
        language="sv",
        actor=f.applicant(),
        now=f.APPLIED + timedelta(hours=1),
    )


def test_a_pdf_that_cannot_be_made_is_said_and_stops_no_other() -> None:
    with pytest.raises(NotSet):
        set_pdf({"title": "no other key"})
    application = f.filled_application()
    broken, good = _order(application), _order(application, language="en")
    Rendering.objects.filter(pk=broken.pk).update(language="")
    assert make_ordered(now=f.APPLIED) == 2
    broken.refresh_from_db()
    good.refresh_from_db()
    assert (broken.state, good.state) == (RenderingState.FAILED.value, RenderingState.READY.value)
    assert _order(application).pk != broken.pk


def test_a_discarded_draft_takes_its_pdfs_along() -> None:
    application = f.filled_application()
    _order(application)
    make_ordered(now=f.APPLIED)
    discard(application_id=application.pk, actor=f.applicant(), now=f.APPLIED)
    assert not Rendering.objects.exists()


def test_pages_from_order_to_file() -> None:
    application = f.filled_application()
    client = Client()
    client.force_login(f.applicant())
    page = client.post(reverse("applications:order_pdf", args=[application.pk]))["Location"]
    waiting = client.get(page)
    assert (waiting.status_code, waiting["Refresh"]) == (200, "3")
    make_ordered(now=f.APPLIED)
    ready = client.get(page)
    assert "Refresh" not in ready
    address = reverse("applications:pdf_file", args=[application.pk, application.renderings.get().pk])
    assert address in ready.content.decode()
    file = client.get(address)
    assert b"".join(file.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert "attachment" in file["Content-Disposition"]
    assert "no-store" in file["Cache-Control"]
    for person in (f.stranger(), f.officer()):
        client.force_login(person)
        assert client.get(address).status_code == client.get(page).status_code == 404


HOSTILE = st.text(st.characters(codec="utf-8"), max_size=60)


@settings(max_examples=15, deadline=None)
@given(title=HOSTILE, text=HOSTILE, cell=HOSTILE)
def test_whatever_is_typed_becomes_a_pdf(title: str, text: str, cell: str) -> None:
    columns = [{"label": "A", "is_number": False}, {"label": cell, "is_number": True}]
    data = {
        "language": "sv",
        "title": title or "–",
        "author": "x",
        "foot": text,
        "page": "Sida",
        "of": "av",
        "missing": "…",
        "kicker": text,
        "watermark": "",
        "facts": [[title, text]],
        "chapters": [
            {
                "title": text or "–",
                "blocks": [
                    {"kind": "text", "label": title, "text": f"#panic(){text}\n$x$", "language": "sv"},
                    {"kind": "table", "label": cell, "columns": columns, "rows": [[text, cell]]},
                ],
            }
        ],
    }
    assert press(template(), data).startswith(b"%PDF")


@pytest.mark.parametrize("text", ["😀 hej", "你好", "مرحبا", "שלום", "Привет", "a\x00b\x07c", "x" * 100_000])
def test_signs_of_all_kinds(text: str) -> None:
    facts = {"language": "sv", "title": text[:80], "author": "x", "foot": "", "page": "Sida", "of": "av"}
    data = {**facts, "missing": "…", "kicker": "", "watermark": "", "facts": [["Text", text]], "chapters": []}
    assert press(template(), data).startswith(b"%PDF")
