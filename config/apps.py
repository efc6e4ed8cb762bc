"""The wiring as a Django app, so that it can carry the portal's own commands and checks."""

from importlib import import_module

from django.apps import AppConfig


class ConfigApp(AppConfig):
    """Carries management commands, template words and deployment checks."""

    name = "config"

    def ready(self) -> None:
        """Register the deployment checks."""
        import_module("config.checks")
