"""The OpenAPI document and the pages that explain the API to people."""

import json
from functools import lru_cache
from threading import Lock
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path, reverse
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.settings import patched_settings
from rest_framework.settings import api_settings

from opendata.answering import CORS, SECONDS_FRESH, language_of
from opendata.chapters import chapters, shapes
from opendata.description import PROBLEM, SUMMARIES
from opendata.paging import LARGEST_PAGE_SIZE, PAGE_SIZE
from opendata.trying import LISTS, attempt, form_for
from opendata.v1.urls import urlpatterns as v1_patterns
from registry.models import Project

_generating = Lock()  # drf-spectacular keeps its settings in one place for all threads


@lru_cache(maxsize=4)
def openapi(language: str) -> dict[str, Any]:
    """Return the OpenAPI 3.1 document with its texts in a language."""
    with _generating, translation.override(language), patched_settings(_settings()):
        patterns = [path("api/v1/", include(v1_patterns))]
        document = SchemaGenerator(patterns=patterns).get_schema(request=None, public=True)
        written: dict[str, Any] = json.loads(OpenApiJsonRenderer().render(document))
    if language != "en":
        for shape in written["components"]["schemas"].values():
            shape.pop("description", None)  # these come from the code, which is in English only
    return written


def _settings() -> dict[str, Any]:
    return {
        "OAS_VERSION": "3.1.0",
        "TITLE": _("Utlysa: open data"),
        "DESCRIPTION": _(
            "Everything that is public, for machines: funders, programmes, calls, rounds, projects, "
            "organisations and outcomes, in Swedish and English. Reading needs no key. "
            "The data is CC0: use it as you like."
        ),
        "VERSION": "1.0.0",
        "LICENSE": {"name": "CC0-1.0", "identifier": "CC0-1.0"},
        "POSTPROCESSING_HOOKS": [],
        "PREPROCESSING_HOOKS": [],
        "SCHEMA_PATH_PREFIX": "/api/v1",
        "TAGS": [{"name": f"{noun}s", "description": str(texts[2])} for noun, texts in SUMMARIES.items()],
        "APPEND_COMPONENTS": {"schemas": {"Problem": PROBLEM}},
        "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
        "SORT_OPERATION_PARAMETERS": False,
        "SERVERS": [{"url": "/"}],
    }


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """Serve the OpenAPI document: JSON, or YAML with `?format=yaml`."""
    language = language_of(request)
    document = openapi(language)
    if request.GET.get("format") == "yaml":
        content, kind = OpenApiYamlRenderer().render(document), "application/yaml"
    else:
        content, kind = json.dumps(document, ensure_ascii=False, indent=1).encode(), "application/json"
    response = HttpResponse(content, content_type=kind, headers={**CORS, "Content-Language": language})
    patch_cache_control(response, public=True, max_age=SECONDS_FRESH)
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def manual(request: HttpRequest) -> HttpResponse:
    """Explain the API: how to ask, every address and field, errors, examples."""
    document = openapi(_page_language())
    nouns = chapters(document)
    rates = api_settings.DEFAULT_THROTTLE_RATES
    newest = Project.objects.filter(withdrawn_at__isnull=True).select_related("funder").last()
    context = {
        "base": request.build_absolute_uri("/").rstrip("/"),
        "example": f"{newest.funder.slug}/{newest.diarienummer}" if newest else "vinnova/2015-04551",
        "chapters": nouns,
        "shapes": shapes(document, nouns),
        "limit": str(rates["anonymous"]).partition("/")[0],
        "limit_with_key": str(rates["key"]).partition("/")[0],
        "page_size": PAGE_SIZE,
        "largest_page_size": LARGEST_PAGE_SIZE,
    }
    return render(request, "opendata/manual.html", context)


@require_safe
def try_it(request: HttpRequest) -> HttpResponse:
    """Ask the API from a form, and show the address and the answer."""
    noun = request.GET.get("noun", "")
    noun = noun if noun in LISTS else next(iter(LISTS))
    language = _page_language()
    has_asked = "ask" in request.GET
    context = {
        "base": request.build_absolute_uri("/").rstrip("/"),
        "trail": [(_("Open data"), reverse("manual:start"))],
        "lists": LISTS,
        "noun": noun,
        "form": form_for(noun, request.GET if has_asked else None),
        "trial": attempt(request, noun, language) if has_asked else None,
    }
    return render(request, "opendata/try.html", context)


def _page_language() -> str:
    return "en" if (get_language() or "").startswith("en") else "sv"
