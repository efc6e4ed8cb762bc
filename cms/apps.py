"""The room as a Django app, and Wagtail's people app with our form."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from wagtail.users.apps import WagtailUsersAppConfig


class CmsApp(AppConfig):
    """Connects publishing to the record, and settles who may edit after every migration."""

    name = "cms"

    def ready(self) -> None:
        """Connect the listeners."""
        from wagtail.signals import copy_for_translation_done, page_published, published

        from cms.groups import on_migrated
        from cms.models import CallPage, ProgrammeDraft
        from cms.publishing import on_page_published, on_published
        from cms.translating import on_copied_for_translation

        page_published.connect(on_page_published, sender=CallPage, dispatch_uid="cms.publishing")
        published.connect(on_published, sender=ProgrammeDraft, dispatch_uid="cms.publishing.programme")
        copy_for_translation_done.connect(on_copied_for_translation, dispatch_uid="cms.translating")
        post_migrate.connect(on_migrated, sender=self, dispatch_uid="cms.groups")


class PeopleApp(WagtailUsersAppConfig):
    """Wagtail's list of people, with a form for people whose name to the portal is their address."""

    user_viewset = "cms.people.PersonViewSet"
