"""The room as a Django app."""

from django.apps import AppConfig


class WordingApp(AppConfig):
    """Names the room to Django."""

    name = "wording"
