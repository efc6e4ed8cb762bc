"""Who has a section of an application open now. Kept in the shared cache, for a minute at a time."""

from collections.abc import Iterable
from uuid import UUID

from django.core.cache import cache

LASTS = 60  # seconds
BEAT = 25  # seconds between two signs of life from an open page


def be_here(application: UUID, section: str, user: int) -> None:
    """Note that a person has a section open."""
    cache.set(_key(application, section, user), 1, LASTS)


def leave(application: UUID, section: str, user: int) -> None:
    """Note that a person has closed a section."""
    cache.delete(_key(application, section, user))


def are_here(application: UUID, section: str, users: Iterable[int]) -> frozenset[int]:
    """Return which of these people have a section open. One query."""
    keys = {_key(application, section, user): user for user in users}
    return frozenset(keys[key] for key in cache.get_many(keys)) if keys else frozenset()


def _key(application: UUID, section: str, user: int) -> str:
    return f"here:{application.hex}:{section}:{user}"
