"""The room as a Django app."""

from django.apps import AppConfig


class AccountsApp(AppConfig):
    """Names the room to Django."""

    name = "accounts"
