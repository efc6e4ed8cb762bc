"""Which of Wagtail's and Django's signals this room listens to."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from wagtail.signals import copy_for_translation_done, page_published, published

from cms.groups import on_migrated
from cms.models import CallPage, ProgrammeDraft
from cms.publishing import on_page_published, on_published
from cms.translating import on_copied_for_translation


def connect(room: AppConfig) -> None:
    """Connect every listener, once."""
    page_published.connect(on_page_published, sender=CallPage, dispatch_uid="cms.publishing")
    published.connect(on_published, sender=ProgrammeDraft, dispatch_uid="cms.publishing.programme")
    copy_for_translation_done.connect(on_copied_for_translation, dispatch_uid="cms.translating")
    post_migrate.connect(on_migrated, sender=room, dispatch_uid="cms.groups")
