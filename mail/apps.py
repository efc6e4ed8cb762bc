"""The room as a Django app."""

from django.apps import AppConfig


class MailApp(AppConfig):
    """Names the room to Django."""

    name = "mail"
