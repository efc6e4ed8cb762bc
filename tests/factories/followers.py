"""Those who follow a call by mail."""

from datetime import datetime

from accounts.actions.follow import confirm, follow
from accounts.follower import Follower
from registry.models import Call


def follower(
    call: Call, email: str = "frida@foljer.example", *, now: datetime, language: str = "sv"
) -> Follower:
    """Let an address follow a call from a moment on, confirmed; its letters are in the queue."""
    follow(call_id=call.pk, email=email, language=language, now=now)
    found = Follower.objects.get(call=call, email=email)
    return confirm(follower_id=found.pk, now=now)
