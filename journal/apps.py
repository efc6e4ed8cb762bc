"""The room as a Django app."""

from django.apps import AppConfig


class JournalApp(AppConfig):
    """Names the room to Django."""

    name = "journal"
