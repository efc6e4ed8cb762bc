"""The room as a Django app, and Wagtail's people app with our form."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class CmsApp(AppConfig):
    """Connects publishing to the record and to search, and settles who may edit after every migration."""

    name = "cms"
    default = True  # the other configuration in this module is Wagtail's

    def ready(self) -> None:
        """Connect the listeners, and make the site's pages searchable."""
        from cms.listeners import connect  # noqa: PLC0415 - models are there only now
        from cms.searchable import register_pages  # noqa: PLC0415 - the same

        connect(self)
        register_pages()


class PeopleApp(WagtailUsersAppConfig):
    """Wagtail's list of people, with a form for people whose name to the portal is their address."""

    user_viewset = "cms.people.PersonViewSet"
