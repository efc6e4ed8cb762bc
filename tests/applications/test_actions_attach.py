"""Attaching files and taking them out."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import storages

from applications import quotas
from applications.actions.attach import attach, detach
from applications.files import EXTENSIONS
from applications.models import Application, Attachment, Party
from rulebook.questions import Section, SectionKind, Slot
from rulebook.verdict import Refused
from tests import factories as make
from tests.factories import files
from tests.factories.files import pdf
from tests.uploads.hostile import hostile_files

pytestmark = pytest.mark.django_db
PDF = pdf()


def put(application: Application, name: str = "plan.pdf", content: bytes = PDF, **more: object) -> Attachment:
    """Attach a file as Alma."""
    arguments = {"slot_key": "other", "actor": make.applicant(), "now": make.APPLIED, **more}
    return attach(application_id=application.pk, file_name=name, content=content, **arguments)  # type: ignore[arg-type]


def draft_with(**more: object) -> Application:
    """A draft whose form has one place for files, of every kind if nothing else is said."""
    given = {"media_types": tuple(sorted(set(EXTENSIONS.values()))), **more}
    slot = Slot(key="other", label_sv="Bilaga", label_en="File", **given)  # type: ignore[arg-type]
    section = Section(
        key="attachments", kind=SectionKind.ATTACHMENTS, title_sv="B", title_en="A", slots=(slot,)
    )
    return make.draft_application(round_=make.open_round(form=(section,), rules=[]))


def refusal(application: Application, name: str, content: bytes = PDF, **more: object) -> str:
    """Return the sentence with which a file is refused beside its place; nothing is kept of it."""
    before = stored()
    with pytest.raises(Refused) as refused:
        put(application, name, content, **more)
    (finding,) = refused.value.verdict.findings
    assert finding.field == "attachments.other"
    assert application.attachments.count() == 0
    assert stored() == before
    return str(finding.sentence)


def stored() -> set[str]:
    """Return the names of all private files."""
    place = Path(storages["private"].path("attachments"))
    return {each.name for each in place.iterdir()} if place.exists() else set()


def test_a_file_is_kept_under_a_random_name_with_its_fingerprint_and_pages() -> None:
    content = pdf(3)
    file = put(make.draft_application(), "Avsiktsförklaring (slutlig).PDF", content)
    assert (file.name, file.media_type) == ("Avsiktsförklaring (slutlig).PDF", "application/pdf")
    assert (file.size, file.pages, file.scan) == (len(content), 3, "not_configured")
    assert file.sha256 == hashlib.sha256(content).hexdigest()
    assert "Avsikt" not in str(file.file.name)
    assert file.file.read() == content


def test_a_later_file_replaces_the_one_before_which_is_kept() -> None:
    application = make.draft_application()
    first, second = put(application), put(application, content=pdf(2))
    first.refresh_from_db()
    assert (first.replaced_at, second.replaced_at) == (make.APPLIED, None)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.docx", files.docx()),
        ("plan.xlsx", files.xlsx()),
        ("bild.png", files.picture()),
        ("bild.jpeg", files.picture("JPEG")),
    ],
)
def test_good_files_of_every_kind_are_taken(name: str, content: bytes) -> None:
    assert put(draft_with(), name, content).media_type == EXTENSIONS["." + name.rsplit(".", 1)[1]]


def test_hostile_files_of_every_kind_are_refused_with_a_sentence_of_their_own() -> None:
    application = draft_with()
    said: dict[str, tuple[str, bytes]] = {}
    for case, (name, content, _problem) in hostile_files().items():
        said.setdefault(case.split(":")[0], (name, content))
    sentences = {kind: refusal(application, *file) for kind, file in said.items()}
    assert len(sentences) == 16
    assert len(set(sentences.values())) >= 11


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("", "The file has no name."),
        (".pdf", "The file has no name."),
        ("../../etc/plan.pdf", "The file's name holds a path"),
        ("..\\plan.pdf", "The file's name holds a path"),
        ("plan\x00.pdf", "The file's name holds characters"),
        ("plan\u202efdp.pdf", "The file's name holds characters"),
        ("plan\n.pdf", "The file's name holds characters"),
        ("CON.pdf", "Many computers"),
        ("aux.plan.pdf", "Many computers"),
        ("x" * 4096 + ".pdf", "The file's name is 4100 characters."),
        ("plan.exe", "This kind of file"),
        ("plan", "This kind of file"),
        ("plan.pdf.html", "This kind of file"),
        ("bild.svg", "This kind of file"),
    ],
)
def test_a_hostile_name_is_refused_with_a_sentence_of_its_own(name: str, start: str) -> None:
    assert refusal(draft_with(), name).startswith(start)


def test_an_empty_a_large_and_a_long_file_are_refused() -> None:
    application = draft_with(pages=2, megabytes=1)
    assert refusal(application, "tom.pdf", b"").startswith("The file is empty.")
    assert refusal(application, "stor.pdf", b"x" * (2**20 + 1)).startswith("The file is larger than 1 MB.")
    assert refusal(application, "lång.pdf", pdf(3)) == "The PDF has 3 pages. At most 2 are taken here."
    assert put(application, content=pdf(2)).pages == 2


def test_a_slot_that_the_form_does_not_have_is_refused() -> None:
    with pytest.raises(Refused):
        put(make.draft_application(), slot_key="secret")


def test_a_stranger_and_a_locked_application_are_refused() -> None:
    with pytest.raises(Refused):
        put(make.draft_application(), actor=make.stranger())
    with pytest.raises(Refused):
        put(make.submitted_application())


def test_there_is_room_for_so_many_files_in_an_hour_and_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    application = make.draft_application()
    monkeypatch.setattr(quotas, "MOST_IN_AN_HOUR", 2)
    monkeypatch.setattr(quotas, "MOST_FILES", 3)
    for _turn in range(2):
        put(application)
    with pytest.raises(Refused, match="in an hour"):
        put(application)
    later = make.APPLIED + timedelta(hours=1)
    put(application, now=later)
    with pytest.raises(Refused, match="room for 3"):
        put(application, now=later + timedelta(hours=2))


def test_all_files_together_may_take_so_much(monkeypatch: pytest.MonkeyPatch) -> None:
    application = make.draft_application()
    monkeypatch.setattr(quotas, "MOST_MEGABYTES", len(PDF) * 3 / 2 / 2**20)
    put(application)
    with pytest.raises(Refused, match="may take"):
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


def test_a_change_that_fails_leaves_no_file_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    application, before = make.draft_application(), stored()

    def fail(*_words: object, **_more: object) -> None:
        raise RuntimeError("the journal is full")

    with monkeypatch.context() as patched:
        patched.setattr("applications.actions.attach.note", fail)
        with pytest.raises(RuntimeError, match="journal"):
            put(application)
    assert (application.attachments.count(), stored()) == (0, before)
    put(application)
    assert len(stored() - before) == 1


def test_a_place_for_every_party_holds_a_file_of_each() -> None:
    application = draft_with(per_party=True)
    first = application.parties.get()
    second = Party.objects.create(application=application, name="Kartan", role="partner")
    files_of = [put(application, party_id=party.pk) for party in (first, second)]
    again = put(application, content=pdf(2), party_id=first.pk)
    current = application.attachments.filter(replaced_at__isnull=True)
    assert set(current.values_list("pk", "party")) == {
        (again.pk, first.pk),
        (files_of[1].pk, second.pk),
    }
    with pytest.raises(Refused):
        put(application)
    other = make.draft_application(round_=application.round)
    with pytest.raises(Party.DoesNotExist):
        put(application, party_id=other.parties.get().pk)


def test_a_common_place_takes_no_partys_file() -> None:
    application = make.draft_application()
    with pytest.raises(Refused):
        put(application, party_id=application.parties.get().pk)
