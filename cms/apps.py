"""The room as a Django app."""

from django.apps import AppConfig


class CmsApp(AppConfig):
    """Names the room to Django."""

    name = "cms"
