"""What is suggested for what stands in a search field, as a piece of a page that scripts put under it."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control

from search.suggest import suggest

# Seconds: what is withdrawn must be gone as soon as from every other answer.
KEPT = 10


def suggestions(request: HttpRequest) -> HttpResponse:
    """Answer with options of a listbox, at most ten; with nothing when nothing begins so."""
    groups = suggest(request.GET.get("q") or "")
    many = sum(len(group.suggestions) for group in groups)
    piece = render_to_string("search/suggestions.html", {"groups": groups, "many": many})
    response = HttpResponse(piece)
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, public=True, max_age=KEPT)
    return response
