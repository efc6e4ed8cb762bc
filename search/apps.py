"""The room as a Django app."""

from django.apps import AppConfig


class SearchApp(AppConfig):
    """Names the room to Django."""

    name = "search"
