"""Documents in the editors' library: the public gets those that a live page links to, no others."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import Settings
from wagtail.documents.models import Document
from wagtail.models import Locale

from cms.models import ContentPage, HomePage
from tests.applications.desk import at_desk
from tests.cms.pages import editor_client
from tests.factories import assessor

pytestmark = pytest.mark.django_db


def page_with(document: Document, *, live: bool) -> ContentPage:
    """Return a page that links to the document."""
    home = HomePage.objects.get(locale=Locale.objects.get(language_code="sv"))
    body = [("documents", [document])]
    page: ContentPage = home.add_child(instance=ContentPage(title="Om", slug="om-oss", body=body, live=live))
    return page


def test_a_document_is_handed_out_once_a_live_page_links_to_it(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    document = Document.objects.create(title="Hemlig", file=ContentFile(b"%PDF-1", name="hemlig.pdf"))
    address = document.url
    assert editor_client().get(address).status_code == 200
    page = page_with(document, live=False)
    assert [client.get(address).status_code for client in (Client(), at_desk(assessor()))] == [404, 404]
    page.save_revision().publish()
    assert Client().get(address).status_code == 200
    page.refresh_from_db()
    page.unpublish()
    assert Client().get(address).status_code == 404
