"""Files that nobody knows are deleted after a day; no other is."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from applications.actions.sweep import sweep_files
from applications.models.attachment import private_storage
from tests import factories as make
from tests.applications.test_actions_attach import put

pytestmark = pytest.mark.django_db


def test_a_file_without_a_row_is_deleted_after_a_day_and_others_stay() -> None:
    storage, application = private_storage(), make.draft_application()
    replaced, kept = put(application), put(application)
    lost = storage.save("attachments/lost", ContentFile(b"x"))
    elsewhere = storage.save("renderings/other.pdf", ContentFile(b"x"))
    now = timezone.now()
    assert sweep_files(now=now) == 0
    assert storage.exists(lost)
    sweep_files(now=now + timedelta(days=1, minutes=1))
    found = [storage.exists(name) for name in (lost, elsewhere, str(replaced.file.name), str(kept.file.name))]
    assert found == [False, True, True, True]
