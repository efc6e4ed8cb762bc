"""The links that mails about saved searches carry: signed, for one thing each."""

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from search.addresses import address_of
from search.models import SavedSearch
from search.question import Question

_CONFIRM, _END, _LIST = (f"search.saved.{name}" for name in ("confirm", "end", "list"))


def confirm_link(search: SavedSearch) -> str:
    """Return the absolute address that confirms a saved search, in its language."""
    return _link("search:saved_confirm", _CONFIRM, search)


def end_link(search: SavedSearch) -> str:
    """Return the absolute address that ends its mails."""
    return _link("search:saved_end", _END, search)


def list_link(search: SavedSearch) -> str:
    """Return the absolute address of everything that its mail address has saved."""
    return _link("search:saved_list", _LIST, search)


def page_link(question: Question) -> str:
    """Return the absolute address of a question's page, in the question's language."""
    with translation.override(question.language):
        return f"{settings.PUBLIC_URL}{address_of(question)}"


def list_token(search: SavedSearch) -> str:
    """Return what the link to the list carries."""
    return _signed(_LIST, search)


def to_confirm(token: str) -> UUID | None:
    """Read the link that confirms; None if it is none of ours."""
    return _read(token, _CONFIRM)


def to_end(token: str) -> UUID | None:
    """Read the link that ends; None if it is none of ours."""
    return _read(token, _END)


def to_list(token: str) -> UUID | None:
    """Read the link to the list; None if it is none of ours."""
    return _read(token, _LIST)


def _link(name: str, salt: str, search: SavedSearch) -> str:
    with translation.override(search.language):
        return f"{settings.PUBLIC_URL}{reverse(name, args=[_signed(salt, search)])}"


def _signed(salt: str, search: SavedSearch) -> str:
    return signing.Signer(salt=salt).sign(search.pk.hex)


def _read(token: str, salt: str) -> UUID | None:
    try:
        return UUID(hex=signing.Signer(salt=salt).unsign(token))
    except (signing.BadSignature, ValueError):
        return None
