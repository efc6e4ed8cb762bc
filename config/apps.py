"""The wiring as a Django app, so that it can carry the portal's own commands and checks."""

from django.apps import AppConfig


class ConfigApp(AppConfig):
    """Carries management commands, template words and deployment checks."""

    name = "config"
