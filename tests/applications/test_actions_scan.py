"""The virus scanner: a small one of our own answers over TCP as clamd does, with every way to go wrong."""

import socketserver
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from applications.actions import scan as action
from applications.actions.attach import attach, detach
from applications.actions.scan import scan_waiting
from applications.actions.submit import submit
from applications.clamd import Health, NoAnswer, NotJudged, scan
from applications.downloads import is_handed_out
from applications.models import Application, Attachment
from journal.models import Entry
from mail.models import Letter
from rulebook.verdict import Refused
from tests import factories as make
from tests.factories.files import pdf
from tests.uploads.hostile import EICAR

pytestmark = pytest.mark.django_db
INFECTED = pdf(extra=(b"(" + EICAR.replace(b"\\", b"\\\\") + b")",))
SIGN = b"EICAR-STANDARD"


class Scanner(socketserver.BaseRequestHandler):
    """Speaks the part of the protocol that is needed, or misbehaves as its server says."""

    def handle(self) -> None:
        """Read one INSTREAM and answer."""
        manner = self.server.manner  # type: ignore[attr-defined]
        if manner == "hangs up":
            return
        if manner == "silent":
            time.sleep(1)
            return
        received = self._stream()
        verdict = b"stream: Eicar-Test-Signature FOUND" if SIGN in received else b"stream: OK"
        answers = {"garbage": b"\xff" * 5000, "full": b"INSTREAM size limit exceeded. ERROR", "none": b""}
        self.request.sendall(answers.get(manner, verdict) + b"\0")

    def _stream(self) -> bytes:
        assert self._exactly(10) == b"zINSTREAM\0"
        received = b""
        while size := struct.unpack("!I", self._exactly(4))[0]:
            received += self._exactly(size)
        return received

    def _exactly(self, count: int) -> bytes:
        got = b""
        while len(got) < count:
            piece = self.request.recv(count - len(got))
            assert piece
            got += piece
        return got


@contextmanager
def scanner(manner: str = "") -> Iterator[str]:
    """Run a scanner; yield its address."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Scanner) as server:
        server.manner = manner  # type: ignore[attr-defined]
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def put(application: Application, content: bytes = INFECTED) -> Attachment:
    """Attach a file as Alma."""
    return attach(
        application_id=application.pk,
        slot_key="other",
        file_name="plan.pdf",
        content=content,
        actor=make.applicant(),
        now=make.APPLIED,
    )


def scanned(file: Attachment) -> str:
    """Return the state that the file has now."""
    file.refresh_from_db()
    return file.scan


def test_a_clean_and_an_infected_file_are_told_apart_whatever_their_size() -> None:
    with scanner() as address:
        assert scan(address, [b"plan"], seconds=5) is Health.CLEAN
        assert scan(address, [EICAR], seconds=5) is Health.INFECTED
        large = [b"x" * 200_000, b"y" * 70_000, EICAR]
        assert scan(address, large, seconds=5) is Health.INFECTED


def test_a_scanner_behind_a_socket_file_is_asked_too(tmp_path: Path) -> None:
    class Server(socketserver.ThreadingUnixStreamServer):
        manner = ""

    place = tmp_path / "clamd.sock"
    with Server(str(place), Scanner) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        assert scan(str(place), [EICAR], seconds=5) is Health.INFECTED
        server.shutdown()
    with pytest.raises(NoAnswer):
        scan(str(tmp_path / "none.sock"), [b"x"], seconds=1)


@pytest.mark.parametrize(
    ("manner", "what"),
    [
        ("hangs up", (NoAnswer, NotJudged)),
        ("silent", NoAnswer),
        ("garbage", NotJudged),
        ("full", NotJudged),
        ("none", NotJudged),
    ],
)
def test_a_scanner_that_misbehaves_judges_nothing(manner: str, what: type[Exception]) -> None:
    with scanner(manner) as address, pytest.raises(what):
        scan(address, [b"x" * 100_000], seconds=0.2)


@pytest.mark.parametrize("address", ["127.0.0.1:1", "nonsense", "127.0.0.1:abc", ":0"])
def test_a_scanner_that_is_down_judges_nothing(address: str) -> None:
    with pytest.raises(NoAnswer):
        scan(address, [b"x"], seconds=1)


def test_without_a_scanner_files_are_handed_out() -> None:
    file = put(make.draft_application())
    assert scan_waiting(now=make.APPLIED) == 0
    assert (scanned(file), is_handed_out(file)) == ("not_configured", True)


def test_a_file_waits_locked_and_is_opened_when_it_is_clean(settings: Settings) -> None:
    with scanner() as address:
        settings.CLAMD = address
        file = put(make.draft_application(), pdf())
        assert (file.scan, is_handed_out(file)) == ("pending", False)
        assert scan_waiting(now=make.APPLIED) == 1
        assert (scanned(file), file.scanned_at, is_handed_out(file)) == ("clean", make.APPLIED, True)
        assert scan_waiting(now=make.APPLIED) == 0


def test_an_infected_file_is_locked_told_of_and_stops_the_submission(settings: Settings) -> None:
    application = make.filled_application()
    with scanner() as address:
        settings.CLAMD = address
        file = put(application)
        assert scan_waiting(now=make.APPLIED) == 1
    assert (scanned(file), is_handed_out(file)) == ("infected", False)
    assert Letter.objects.get(template="infected").to == make.applicant().email
    assert Entry.objects.get(action="infected").actor == "machine:scanner"
    with pytest.raises(Refused, match=r"refused “plan\.pdf”"):
        send(application)
    detach(application_id=application.pk, attachment_id=file.pk, actor=make.applicant(), now=make.APPLIED)
    assert send(application) == 1


def test_files_from_before_the_scanner_are_scanned_once_there_is_one(settings: Settings) -> None:
    file = put(make.draft_application())
    with scanner() as address:
        settings.CLAMD = address
        assert scan_waiting(now=make.APPLIED) == 1
    assert scanned(file) == "infected"


@pytest.mark.parametrize("manner", ["down", "silent", "hangs up", "garbage", "full"])
def test_a_scanner_that_fails_stops_no_submission_and_opens_no_file(
    manner: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(action, "SECONDS_A_STEP", 0.2)
    application = make.filled_application()
    with scanner(manner) as address:
        settings.CLAMD = "127.0.0.1:1" if manner == "down" else address
        file = put(application, pdf())
        began = time.monotonic()
        assert scan_waiting(now=make.APPLIED) == 0
        assert time.monotonic() - began < 5
        assert send(application) == 1
    assert (scanned(file), is_handed_out(file)) == ("pending", False)
    with scanner() as address:
        settings.CLAMD = address
        assert scan_waiting(now=timezone.now()) == 1
    assert is_handed_out(Attachment.objects.get())


def test_a_file_that_can_not_be_judged_does_not_keep_the_others_waiting(settings: Settings) -> None:
    application = make.draft_application()
    gone, other = put(application, pdf()), put(application, pdf(2))
    gone.file.storage.delete(str(gone.file.name))
    with scanner() as address:
        settings.CLAMD = address
        assert scan_waiting(now=make.APPLIED) == 1
    assert (scanned(gone), scanned(other)) == ("not_configured", "clean")


def send(application: Application) -> int:
    """Submit as Alma; return the version's number."""
    return submit(
        application_id=application.pk,
        submission_key=application.pk,
        submit_anyway=True,
        actor=make.applicant(),
        arrived_at=make.APPLIED,
        now=make.APPLIED,
    ).number
