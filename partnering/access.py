"""Who may look after the board, and when a call has one."""

from datetime import datetime

from accounts.access import staff_roles
from accounts.models import User
from registry.models import Call
from registry.openings import OpeningState, opening_of
from rulebook.access import StaffRole
from rulebook.window import swedish_day


def may_moderate(user: User, *, now: datetime) -> bool:
    """Whether the person may take notices down: editors, who publish the calls that they belong to."""
    return StaffRole.EDITOR in staff_roles(user, swedish_day(now))


def last_closing(call: Call, now: datetime) -> datetime | None:
    """Return when the call's last round closes (UTC), or None when nothing more can be applied for."""
    rounds = list(call.rounds.filter(withdrawn_at__isnull=True))
    if opening_of(rounds, now).state is OpeningState.CLOSED:
        return None
    return max(one.closes_at for one in rounds)
