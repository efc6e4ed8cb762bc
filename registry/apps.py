"""The room as a Django app."""

from django.apps import AppConfig


class RegistryApp(AppConfig):
    """Names the room to Django."""

    name = "registry"
