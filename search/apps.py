"""The room as a Django app."""

from django.apps import AppConfig


class SearchApp(AppConfig):
    """Names the room to Django and makes the registry's records searchable."""

    name = "search"

    def ready(self) -> None:
        """Register the registry's kinds of record."""
        from search.registry_sources import register_all  # noqa: PLC0415 - models load first

        register_all()
