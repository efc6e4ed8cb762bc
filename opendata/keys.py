"""Who asks the API, and how often they may."""

from typing import TYPE_CHECKING

from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from accounts.keys import holder_of
from accounts.models import ApiKey, User

if TYPE_CHECKING:
    from rest_framework.views import APIView  # it imports this module while it loads


class ApiKeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer KEY`. Reading needs no key; a key raises the limit."""

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        """Return the key's holder; raises AuthenticationFailed for a key that is not good."""
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        key = holder_of(secret.strip())
        if key is None:
            raise AuthenticationFailed("The API key is unknown or has been revoked.")
        return key.user, key

    def authenticate_header(self, request: Request) -> str:
        """Name the scheme, so that a bad key is answered with 401."""
        return "Bearer"


class ApiThrottle(SimpleRateThrottle):
    """So many requests a minute: more with a key than without."""

    scope = "anonymous"

    def allow_request(self, request: Request, view: "APIView") -> bool:
        """Count the request against the key, or against the address it came from."""
        self.scope = "key" if isinstance(request.auth, ApiKey) else "anonymous"
        self.rate = self.get_rate()
        self.num_requests, self.duration = self.parse_rate(self.rate)
        return super().allow_request(request, view)

    def get_cache_key(self, request: Request, view: "APIView") -> str:
        """Name the counter."""
        who = str(request.auth.pk) if isinstance(request.auth, ApiKey) else self.get_ident(request)
        return f"api-{self.scope}-{who}"
