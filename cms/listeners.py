"""Which of Wagtail's and Django's signals this room listens to."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import copy_for_translation_done, page_published, published

from cms.announcing import on_base_saved, on_page_deleted, on_page_saved, on_restriction_changed
from cms.groups import on_migrated
from cms.models import CallPage, ContentPage, ProgrammeDraft
from cms.publishing import on_page_published, on_published
from cms.translating import on_copied_for_translation


def connect(room: AppConfig) -> None:
    """Connect every listener, once."""
    page_published.connect(on_page_published, sender=CallPage, dispatch_uid="cms.publishing")
    published.connect(on_published, sender=ProgrammeDraft, dispatch_uid="cms.publishing.programme")
    copy_for_translation_done.connect(on_copied_for_translation, dispatch_uid="cms.translating")
    post_migrate.connect(on_migrated, sender=room, dispatch_uid="cms.groups")
    post_save.connect(on_page_saved, sender=ContentPage, dispatch_uid="cms.announcing.saved")
    post_delete.connect(on_page_deleted, sender=ContentPage, dispatch_uid="cms.announcing.deleted")
    post_save.connect(on_base_saved, sender=Page, dispatch_uid="cms.announcing.moved")
    for signal in (post_save, post_delete):
        signal.connect(
            on_restriction_changed, sender=PageViewRestriction, dispatch_uid="cms.announcing.restriction"
        )
