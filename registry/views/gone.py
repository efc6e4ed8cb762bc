"""The page that stands where a record was withdrawn: the address is permanent, the content is not shown."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def gone(request: HttpRequest, number: str, withdrawn_at: datetime) -> HttpResponse:
    """Answer 410 with the number and the day, and nothing of what the record said."""
    context = {"number": number, "withdrawn_at": withdrawn_at}
    return render(request, "registry/gone.html", context, status=410)
