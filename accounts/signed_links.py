"""Links in mails that are signed for one row and one purpose, for people who have no account."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation


class Linked(Protocol):
    """A row that a mail links to: its key, and the language in which its person reads."""

    pk: UUID
    language: str


@dataclass(frozen=True)
class SignedLink:
    """One purpose of links: the name of their address, and the salt that keeps them from serving another."""

    name: str
    salt: str

    def to(self, row: Linked) -> str:
        """Return the absolute address for a row, in its language."""
        with translation.override(row.language):
            return f"{settings.PUBLIC_URL}{reverse(self.name, args=[self.token(row)])}"

    def token(self, row: Linked) -> str:
        """Return what the link to a row carries."""
        return signing.Signer(salt=self.salt).sign(row.pk.hex)

    def read(self, token: str) -> UUID | None:
        """Return the key of the row that a link is for; None if it is none of ours."""
        try:
            return UUID(hex=signing.Signer(salt=self.salt).unsign(token))
        except (signing.BadSignature, ValueError):
            return None
