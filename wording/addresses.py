"""Addresses of pages by the thousand: a route is looked up once, and then filled in."""

from functools import lru_cache

from django.urls import reverse
from django.utils import translation


@lru_cache(maxsize=64)
def address_pattern(name: str, language: str, parts: int) -> str:
    """Return the path of a kind of page in a language, with {0}, {1} … for its parts."""
    marks = [f"mark-{place}" for place in range(parts)]
    with translation.override(language):
        address = reverse(name, args=marks)
    for place, mark in enumerate(marks):
        address = address.replace(mark, f"{{{place}}}")
    return address
