"""How often something may be asked for: counted in the cache, by a digest of who asks."""

from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


@dataclass(frozen=True)
class Limit:
    """At most so many times in so many seconds, from the first time."""

    name: str
    most: int
    seconds: int

    def spend(self, who: str) -> bool:
        """Count once more for somebody; say whether it is allowed. Two at one instant may count as one."""
        key = f"limit-{self.name}-{salted_hmac('accounts.limits', who).hexdigest()}"
        if cache.add(key, 1, timeout=self.seconds):
            return True
        count = int(cache.get(key, 0)) + 1
        if count <= self.most:
            # The cache's own increment would begin its waiting time anew, with another length.
            cache.set(key, count, timeout=self.seconds)
        return count <= self.most


def client_of(request: HttpRequest) -> str:
    """Return the address that a request came from; a proxy is believed only where one is set up."""
    return str(get_adapter().get_client_ip(request))
