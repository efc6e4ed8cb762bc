"""When a request arrived, stamped before its body is read."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

KEY = "utlysa.arrived_at"


class ArrivalMiddleware:
    """Stamp the moment (UTC) at which the request's head was here. The outermost middleware.

    A submission whose body is still on its way at the closing moment is in time if its head was.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.META[KEY] = timezone.now()
        return self.get_response(request)


def arrived_at(request: HttpRequest) -> datetime:
    """Return the stamped moment of a request (UTC)."""
    moment = request.META.get(KEY)
    return moment if isinstance(moment, datetime) else timezone.now()
