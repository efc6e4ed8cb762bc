"""Files that were published are handed out, safely; withdrawn, secret and original ones are not."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image as Picture
from pytest_django import Settings
from wagtail.images.models import Image

from registry.models import CallDocument
from registry.publish import withdraw_call
from tests.opendata.register import ACTOR, NOW, call

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def bytes_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_published_document_is_handed_out_as_an_attachment(client: Client) -> None:
    document = call(opens=NOW).documents.get()
    answer = client.get(document.file.url)
    assert (answer.status_code, bytes_of(answer)) == (200, b"%PDF-1.7")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_withdrawn_calls_document_is_gone(client: Client) -> None:
    row = call(opens=NOW)
    address = row.documents.get().file.url
    withdraw_call(row, now=NOW, actor=ACTOR)
    assert CallDocument.objects.exists()
    assert client.get(address).status_code == 404


def test_a_picture_is_shown_and_its_original_is_not(client: Client) -> None:
    drawn = io.BytesIO()
    Picture.new("RGB", (20, 20), "white").save(drawn, "PNG")
    image = Image.objects.create(title="Torget", file=ImageFile(drawn, name="torget.png"))
    shown = client.get(image.get_rendition("width-10").url)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")
    assert client.get(image.file.url).status_code == 404


@pytest.mark.parametrize(
    "name", ["calls/../secret-key", "documents/utkast.pdf", "calls/okand.pdf", "calls/%00"]
)
def test_nothing_else_is_handed_out(client: Client, name: str) -> None:
    default_storage.save("documents/utkast.pdf", ContentFile(b"%PDF-draft"))
    default_storage.save("calls/okand.pdf", ContentFile(b"%PDF-left"))
    assert client.get(f"/media/{name}").status_code == 404
