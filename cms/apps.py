"""The room as a Django app, and Wagtail's people app with our form."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class CmsApp(AppConfig):
    """Connects publishing to the record, and settles who may edit after every migration."""

    name = "cms"
    default = True  # the other configuration in this module is Wagtail's

    def ready(self) -> None:
        """Connect the listeners."""
        from cms.listeners import connect  # noqa: PLC0415 - models are there only now

        connect(self)


class PeopleApp(WagtailUsersAppConfig):
    """Wagtail's list of people, with a form for people whose name to the portal is their address."""

    user_viewset = "cms.people.PersonViewSet"
