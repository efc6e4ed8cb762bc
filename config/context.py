"""What every page knows: the funder whose portal this is, its own address in each language, who is there."""

from dataclasses import dataclass
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
    return [
        LanguageLink(
            code,
            name,
            _in_language(request.get_full_path(), code, here),
            _in_language(request.path, code, here),
            code == here,
        )
        for code, name in settings.LANGUAGES
    ]


def _in_language(address: str, code: str, here: str) -> str:
    if code == here:
        return address
    translated = translate_url(address, code)
    if translated != address:
        return translated
    return "/" if code == settings.LANGUAGE_CODE else f"/{code}/"


def _works_here(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return isinstance(user, User) and bool(user.is_superuser or staff_roles(user, timezone.localdate()))
