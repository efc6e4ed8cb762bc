"""Where a person lands after signing in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils import timezone

from accounts.access import staff_roles
from accounts.models import User
from rulebook.access import AT_THE_DESK, StaffRole


@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Send staff to the desk or the editors' admin, and everybody else to their applications."""
    assert isinstance(request.user, User)  # noqa: S101 -- login_required lets nobody else in
    roles = staff_roles(request.user, timezone.localdate())
    if roles & AT_THE_DESK:
        return HttpResponseRedirect(resolve_url("desk:start"))
    if StaffRole.SUPPORT in roles:
        return HttpResponseRedirect(resolve_url("applications:support"))
    if roles or request.user.is_superuser:
        return HttpResponseRedirect(resolve_url("wagtailadmin_home"))
    return HttpResponseRedirect(resolve_url("applications:mine"))
