"""Partners' keys to the API: made once, shown once, kept as a hash."""

import hashlib
import secrets
from datetime import datetime

from accounts.models import ApiKey, User


def make_key(*, user: User, name: str, now: datetime) -> tuple[ApiKey, str]:
    """Make a key; return its row and the key itself, which is never seen again."""
    secret = f"utl_{secrets.token_urlsafe(32)}"
    row = ApiKey.objects.create(
        user=user, name=name, prefix=secret[:8], sha256=hash_of(secret), created_at=now
    )
    return row, secret


def holder_of(secret: str) -> ApiKey | None:
    """Find the row of a key that is still good, or None."""
    found = ApiKey.objects.select_related("user").filter(sha256=hash_of(secret), revoked_at__isnull=True)
    return found.filter(user__is_active=True).first()


def hash_of(secret: str) -> str:
    """Return the SHA-256 of a key. Keys are random, so no slow hash is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()
