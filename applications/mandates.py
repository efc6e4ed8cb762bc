"""Whether a decider may decide: what kind, how much, in which programme, when."""

from datetime import date

from django.db.models import Q

from accounts.models import User
from applications.models import Application


def has_mandate(user: User, kind: str, total: int, application: Application, *, today: date) -> bool:
    """Whether some mandate of the person covers a decision of this kind and sum (kronor) on a day."""
    in_time = Q(until__isnull=True) | Q(until__gte=today)
    in_programme = Q(programme__isnull=True) | Q(programme=application.round.call.programme)
    enough = Q(highest_sum__isnull=True) | Q(highest_sum__gte=total)
    found = user.mandates.filter(in_time, in_programme, enough, since__lte=today)
    return any(not mandate.kinds or kind in mandate.kinds for mandate in found)
