"""The page where kept mail can be read, in installations without a mail server."""

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from mail.models import KeptMail

PER_PAGE = 50


@never_cache
def kept(request: HttpRequest) -> HttpResponse:
    """List kept mails, newest first. Not found where mail really leaves."""
    _only_where_readable()
    page = Paginator(_readable(request), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "mail_page/kept.html", {"page": page})


@never_cache
def letter(request: HttpRequest, number: int) -> HttpResponse:
    """Show one kept mail. Not found where mail really leaves."""
    _only_where_readable()
    found = get_object_or_404(_readable(request), pk=number)
    return render(request, "mail_page/letter.html", {"letter": found})


def _readable(request: HttpRequest) -> QuerySet[KeptMail]:
    return KeptMail.objects.readable_by(getattr(request.user, "email", ""))


def _only_where_readable() -> None:
    if not settings.MAIL_READABLE:
        raise Http404
