"""How often somebody may ask for something that costs: counted in a cache that all processes share."""

from datetime import datetime

from django.core.cache import cache


def within_rate(what: str, who: str, *, most: int, seconds: int, now: datetime) -> bool:
    """Count one more request by somebody; return whether it is within so many in a window of time.

    Windows begin at fixed moments, so that no process needs to know the others' last one.
    """
    window = int(now.timestamp()) // seconds
    name = f"rate-{what}-{who}-{window}"
    cache.add(name, 0, timeout=seconds * 2)
    try:
        return bool(cache.incr(name) <= most)
    except ValueError:  # the counter was culled between the two calls
        return True
