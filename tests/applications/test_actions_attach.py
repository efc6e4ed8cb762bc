"""Attaching files and taking them out."""

import hashlib
import io
import zipfile

import pytest
from PIL import Image

from applications.actions.attach import MOST_FILES, attach, detach
from applications.files import EXTENSIONS, safe_name
from applications.models import Application, Attachment
from rulebook.questions import Section, SectionKind, Slot
from rulebook.verdict import Refused
from tests import factories as make

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def put(application: Application, name: str = "plan.pdf", content: bytes = PDF, **more: object) -> Attachment:
    """Attach a file as Alma."""
    arguments = {"slot_key": "other", "actor": make.applicant(), "now": make.APPLIED, **more}
    return attach(application_id=application.pk, file_name=name, content=content, **arguments)  # type: ignore[arg-type]


def office(part: str, *others: str) -> bytes:
    """Return a small file of an office program."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("[Content_Types].xml", part, *others):
            archive.writestr(name, "<x/>")
    return file.getvalue()


def picture(kind: str) -> bytes:
    """Return a small picture."""
    file = io.BytesIO()
    Image.new("RGB", (2, 2)).save(file, kind)
    return file.getvalue()


def wide_open() -> Application:
    """A draft whose form takes every kind of file."""
    slot = Slot(key="other", label_sv="Bilaga", label_en="File", media_types=tuple(set(EXTENSIONS.values())))
    section = Section(
        key="attachments", kind=SectionKind.ATTACHMENTS, title_sv="B", title_en="A", slots=(slot,)
    )
    return make.draft_application(round_=make.open_round(form=(section,), rules=[]))


def test_a_file_is_kept_under_a_random_name_with_its_fingerprint() -> None:
    file = put(make.draft_application(), "../../etc/Avsikt\u202eförklaring\x00.PDF")
    assert (file.name, file.media_type, file.size) == ("Avsiktförklaring.PDF", "application/pdf", len(PDF))
    assert file.sha256 == hashlib.sha256(PDF).hexdigest()
    assert "Avsikt" not in str(file.file.name)
    assert file.file.read() == PDF


def test_a_later_file_replaces_the_one_before_which_is_kept() -> None:
    application = make.draft_application()
    first, second = put(application), put(application, content=PDF + b"\n")
    first.refresh_from_db()
    assert (first.replaced_at, second.replaced_at) == (make.APPLIED, None)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.docx", office("word/document.xml")),
        ("plan.xlsx", office("xl/workbook.xml")),
        ("bild.png", picture("PNG")),
        ("bild.jpeg", picture("JPEG")),
    ],
)
def test_good_files_of_every_kind_are_taken(name: str, content: bytes) -> None:
    assert put(wide_open(), name, content).media_type == EXTENSIONS["." + name.rsplit(".", 1)[1]]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tom.pdf", b""),
        ("plan.pdf", b"<html><script>alert(1)</script>"),
        ("plan.pdf", picture("PNG")),
        ("plan.exe", PDF),
        ("plan", PDF),
        ("last.pdf", PDF + b"/Encrypt 1 0 R"),
        ("makro.docx", office("word/document.xml", "word/vbaProject.bin")),
        ("tabell.docx", office("xl/workbook.xml")),
        ("bild.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ],
)
def test_what_is_not_what_it_says_is_refused(name: str, content: bytes) -> None:
    application = wide_open()
    with pytest.raises(Refused) as refused:
        put(application, name, content)
    assert refused.value.verdict.findings[0].field == "attachments.other"
    assert application.attachments.count() == 0


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(Refused):
        put(make.draft_application(), content=PDF + b" " * (25 * 1024 * 1024))


def test_a_slot_that_the_form_does_not_have_is_refused() -> None:
    with pytest.raises(Refused):
        put(make.draft_application(), slot_key="secret")


def test_a_stranger_and_a_locked_application_are_refused() -> None:
    with pytest.raises(Refused):
        put(make.draft_application(), actor=make.stranger())
    with pytest.raises(Refused):
        put(make.submitted_application())


def test_there_is_room_for_fifty_files_versions_included() -> None:
    application = make.draft_application()
    for _turn in range(MOST_FILES):
        put(application)
    with pytest.raises(Refused):
        put(application)


def test_a_file_is_taken_out_and_kept_as_a_version() -> None:
    application = make.draft_application()
    file = put(application)
    detach(application_id=application.pk, attachment_id=file.pk, actor=make.applicant(), now=make.APPLIED)
    file.refresh_from_db()
    assert file.replaced_at == make.APPLIED
    with pytest.raises(Attachment.DoesNotExist):
        detach(application_id=application.pk, attachment_id=file.pk, actor=make.applicant(), now=make.APPLIED)


def test_a_file_of_another_application_does_not_exist_here() -> None:
    round_ = make.open_round()
    mine, other = make.draft_application(round_=round_), make.draft_application(round_=round_)
    with pytest.raises(Attachment.DoesNotExist):
        detach(application_id=mine.pk, attachment_id=put(other).pk, actor=make.applicant(), now=make.APPLIED)


@pytest.mark.parametrize("name", ["", "...", "\x00", "/", "\u202e", "x" * 5000 + ".pdf", "." + "y" * 500])
def test_every_name_becomes_one_that_can_be_shown(name: str) -> None:
    shown = safe_name(name)
    assert 0 < len(shown) <= 221
    assert not set(shown) & set("/\\\x00\u202e")
