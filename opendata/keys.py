"""Who asks the API, and how often they may."""

import time
from typing import TYPE_CHECKING

from django.core.cache import cache
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.throttling import BaseThrottle, SimpleRateThrottle

from accounts.keys import holder_of
from accounts.models import ApiKey, User

if TYPE_CHECKING:
    from rest_framework.views import APIView  # it imports this module while it loads

SHARES = 20  # a process tells the shared counter after every twentieth part of the limit
_counted: dict[str, int] = {}


class ApiKeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer KEY`. Reading needs no key; a key raises the limit."""

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        """Return the key's holder; raises AuthenticationFailed for a key that is not good."""
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        key = holder_of(secret.strip())
        if key is None:
            raise AuthenticationFailed
        return key.user, key

    def authenticate_header(self, request: Request) -> str:
        """Name the scheme, so that a bad key is answered with 401."""
        return "Bearer"


class ApiThrottle(BaseThrottle):
    """So many requests a minute: more with a key than without, in windows that all processes share.

    A process counts by itself and adds to the shared counter now and then, so that reading the register
    seldom writes to the database; near the limit the count is late by at most a few per cent.
    """

    def __init__(self) -> None:
        self._seconds_left = 0.0

    def allow_request(self, request: Request, view: "APIView") -> bool:
        """Count the request against the key, or against the address it came from."""
        scope = "key" if isinstance(request.auth, ApiKey) else "anonymous"
        limit, seconds = _rate(scope)
        if not limit or not seconds:
            return True
        moment = time.time()
        window = int(moment // seconds)
        self._seconds_left = (window + 1) * seconds - moment
        who = str(request.auth.pk) if isinstance(request.auth, ApiKey) else self.get_ident(request)
        return _count(f"api-{scope}-{who}", window, step=max(1, limit // SHARES), seconds=seconds) <= limit

    def wait(self) -> float:
        """Seconds until the next window."""
        return self._seconds_left


def _rate(scope: str) -> tuple[int | None, int | None]:
    parser = SimpleRateThrottle.__new__(SimpleRateThrottle)  # only its reading of "600/min" is wanted
    return parser.parse_rate(str(api_settings.DEFAULT_THROTTLE_RATES[scope]))


def _count(who: str, window: int, *, step: int, seconds: int) -> int:
    """Count one more request; return how many there have been in this window, as far as is known."""
    name = f"{who}-{window}"
    if len(_counted) > 10_000:
        _counted.clear()  # windows gone by; the shared counter keeps what matters
    own = _counted[name] = _counted.get(name, 0) + 1
    if own % step:
        return max(own, _counted.get(f"{name}-all", 0) + own % step)
    cache.add(name, 0, timeout=seconds * 2)
    try:
        everyone = cache.incr(name, step)
    except ValueError:  # the counter was culled between the two calls
        everyone = own
    _counted[f"{name}-all"] = everyone
    return everyone


def forget() -> None:
    """Begin counting anew in this process."""
    _counted.clear()
