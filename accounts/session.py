"""How long somebody stays signed in: asked by pages that are written in, and prolonged by writing."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

_PROLONGED = "prolonged_at"
_SELDOM = settings.SESSION_COOKIE_AGE // 20


@never_cache
@require_http_methods(["GET", "POST"])
def session(request: HttpRequest) -> JsonResponse:
    """Say who is signed in, for how many seconds, and the token to post with. POST prolongs the session."""
    now = timezone.now()
    if not request.user.is_authenticated:
        return JsonResponse({"user": None, "left": 0, "token": ""})
    if request.method == "POST":
        prolong(request, now=now)
    return JsonResponse(
        {"user": request.user.pk, "left": seconds_left(request, now=now), "token": get_token(request)}
    )


def seconds_left(request: HttpRequest, *, now: datetime) -> int:
    """Return how long the session of the request lasts from `now` (UTC), in seconds. One query."""
    if request.session.modified:
        return int(request.session.get_expiry_age())
    rows = request.session.model.objects.filter(pk=request.session.session_key)  # type: ignore[attr-defined]
    ends = rows.values_list("expire_date", flat=True).first()
    return max(0, int((ends - now).total_seconds())) if ends else 0


def prolong(request: HttpRequest, *, now: datetime) -> None:
    """Let the session last its whole time again from `now`."""
    request.session.set_expiry(settings.SESSION_COOKIE_AGE)
    request.session[_PROLONGED] = int(now.timestamp())


def prolong_by_writing(request: HttpRequest, *, now: datetime) -> None:
    """Prolong the session of somebody who saves something, but not with every save."""
    if now.timestamp() - request.session.get(_PROLONGED, 0) > _SELDOM:
        prolong(request, now=now)
