"""The room as a Django app."""

from django.apps import AppConfig


class ApplicationsApp(AppConfig):
    """Names the room to Django."""

    name = "applications"
