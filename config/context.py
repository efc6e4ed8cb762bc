"""What every page knows: the funder whose portal this is, its own address in each language, who is there."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from accounts.access import staff_roles
from accounts.models import User
from registry.models import Funder


@dataclass(frozen=True)
class LanguageLink:
    """The page in one language: `url` keeps the question after `?`, `path` does not."""

    code: str
    name: str
    url: str
    path: str
    is_current: bool


def portal(request: HttpRequest) -> dict[str, Any]:
    """Give templates the own funder, the page in each language and the installation's switches."""
    return {
        "own_funder": SimpleLazyObject(lambda: Funder.objects.filter(is_own=True).first()),
        "languages": SimpleLazyObject(lambda: language_links(request)),
        "works_here": SimpleLazyObject(lambda: _works_here(request)),
        "mail_readable": settings.MAIL_READABLE,
        "public_url": settings.PUBLIC_URL,
    }


def language_links(request: HttpRequest) -> list[LanguageLink]:
    """Return the present page in each language; a page with no address leads to the language's start page."""
    here = get_language() or settings.LANGUAGE_CODE
    path, mark, question = request.get_full_path().partition("?")
    links = []
    for code, name in settings.LANGUAGES:
        address = path if code == here else _in_language(path, code, here)
        url = f"{address}{mark}{question}"
        if code != here and address == path:
            address = url = "/" if code == settings.LANGUAGE_CODE else f"/{code}/"
        links.append(LanguageLink(code, name, url, address, code == here))
    return links


@lru_cache(maxsize=2_000)
def _in_language(path: str, code: str, here: str) -> str:
    """Return the address of the same page in a language; the same one where there is none.

    `here` is the active language, in which the path is read: what is remembered goes by it.
    """
    return translate_url(path, code)


def _works_here(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return isinstance(user, User) and bool(user.is_superuser or staff_roles(user, timezone.localdate()))
