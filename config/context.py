"""What every page knows: the funder whose portal this is, and whether mail can be read on a page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from registry.models import Funder


def portal(request: HttpRequest) -> dict[str, Any]:
    """Give templates the own funder and the installation's switches."""
    return {
        "own_funder": Funder.objects.filter(is_own=True).first(),
        "mail_readable": settings.MAIL_READABLE,
        "public_url": settings.PUBLIC_URL,
    }
