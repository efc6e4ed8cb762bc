"""What the portal says about itself: how accessible it is, and what it keeps about people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return render(request, "registry/accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    """Show what the portal keeps about people, and which cookies it sets."""
    return render(request, "registry/privacy.html")
