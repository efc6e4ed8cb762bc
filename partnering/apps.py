"""The room as a Django app."""

from django.apps import AppConfig


class PartneringApp(AppConfig):
    """Names the room to Django."""

    name = "partnering"
