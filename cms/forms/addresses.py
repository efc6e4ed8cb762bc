"""Addresses that pages may not take, because the portal has pages of its own there."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.admin.forms import WagtailAdminPageForm

# What the portal has or keeps free, whether or not an address of it is set up in this version.
KEPT_FREE = frozenset(
    {
        "account", "admin", "ansokningsomgangar", "api", "calls", "datasets", "documents", "en", "file",
        "konto", "media", "min", "mina", "my", "organisationer", "organisations", "program", "programme",
        "programmes", "projects", "projekt", "resultat", "results", "search", "sok", "static", "sv",
        "utlysningar",
    }
)  # fmt: skip
_WORD = re.compile(r"[\w-]+")


@cache
def taken_words() -> frozenset[str]:
    """Return every word that an address of the portal begins with, in every language."""
    found = set(KEPT_FREE)
    for language, _name in settings.LANGUAGES:
        with override(language):
            found.update(_first_words(get_resolver().url_patterns))
    return frozenset(found)


def _first_words(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        route = str(pattern.pattern).lstrip("^")
        word = _WORD.match(route)
        if word:
            yield word.group()
        if isinstance(pattern, URLResolver) and (not word or route == f"{_prefix()}/"):
            yield from _first_words(pattern.url_patterns)


def _prefix() -> str:
    return next(code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)


def is_taken(slug: str, parent: Any) -> bool:
    """Whether a page with this slug under this parent would lie behind a page of the portal's own."""
    at_the_top = parent is not None and parent.depth == TOP
    return at_the_top and (slug in taken_words() or slug.startswith("gdp"))


TOP = 2  # the depth of a language's home page in Wagtail's tree


def refusal(slug: str) -> str:
    """Say that a slug is taken, and what to do."""
    return _(
        "The portal has a page of its own at “%(slug)s”, so readers would never see yours. "
        "Choose another address, for example “about-%(slug)s”."
    ) % {"slug": slug}


class AddressedPageForm(WagtailAdminPageForm):
    """A page form that refuses addresses which the portal has for itself."""

    def clean(self) -> dict[str, Any]:
        """Refuse a slug at the top of the tree that would collide."""
        cleaned: dict[str, Any] = super().clean()
        slug = cleaned.get("slug", "")
        if is_taken(slug, self.parent_page):
            self.add_error("slug", ValidationError(refusal(slug)))
        return cleaned
