"""Every hostile file, handed out as the portal does it: a browser saves it and runs nothing of it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import Browser, Dialog, Page

from applications.downloads import as_download
from applications.files import EXTENSIONS
from tests.uploads.hostile import hostile_files

SCRIPT = b"<!doctype html><script>alert(1)</script><img src=x onerror=alert(1)>"


class Server(BaseHTTPRequestHandler):
    """Hands the files out with the headers that the portal gives them, and one page that uses them all."""

    files: ClassVar[dict[str, tuple[str, str, bytes]]] = {}
    page: ClassVar[bytes] = b""

    def do_GET(self) -> None:
        """Answer with a file or the page."""
        found = self.files.get(self.path.strip("/"))
        self.send_response(200)
        if found is None:
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(SCRIPT if self.path == "/bare" else self.page)
            return
        name, kind, content = found
        response = as_download(ContentFile(content, name=name), name, kind)  # type: ignore[arg-type]
        for header, value in response.items():
            self.send_header(header, value)
        self.end_headers()
        self.wfile.write(b"".join(response))

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[str]:
    """Serve the corpus, and once more as if a page had been taken for a file; yield the address."""
    for place, (name, content, _problem) in enumerate(hostile_files().values()):
        kind = EXTENSIONS["." + name.rsplit(".", 1)[1]]
        Server.files[str(place)] = (name, kind, content)
    for place, kind in enumerate(("text/html", "image/svg+xml", "image/png", "application/xhtml+xml")):
        Server.files[f"page{place}"] = (f"x.{place}", kind, SCRIPT if place != 2 else b"alert(1)")
    Server.page = b"<!doctype html><title>x</title>" + b"".join(
        b'<iframe src="/%b"></iframe><object data="/%b"></object><embed src="/%b">'
        b'<script src="/%b"></script><img src="/%b" alt="">' % ((address.encode(),) * 5)
        for address in Server.files
        if len(Server.files[address][2]) < 2**20
    )
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A window that saves what it is sent."""
    context = chromium.new_context(accept_downloads=True)
    yield context.new_page()
    context.close()


def test_no_file_runs_anything_wherever_it_is_put(page: Page) -> None:
    ran: list[str] = []
    page.on("dialog", lambda dialog: _note(ran, dialog))
    with serving() as address:
        page.goto(f"{address}/all", wait_until="load", timeout=120_000)
        for name in ("page0", "page1", "page3"):
            with page.expect_download() as download:
                page.evaluate("address => { location.href = address }", f"{address}/{name}")
            assert download.value.url.endswith(name)
        assert page.title() == "x"
        assert ran == []
        # The same without those headers: a window that could notice nothing would prove nothing.
        page.goto(f"{address}/bare")
        assert ran


def _note(ran: list[str], dialog: Dialog) -> None:
    ran.append(dialog.message)
    dialog.dismiss()
