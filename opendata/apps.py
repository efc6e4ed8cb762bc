"""The room as a Django app."""

from django.apps import AppConfig


class OpendataApp(AppConfig):
    """Names the room to Django."""

    name = "opendata"
