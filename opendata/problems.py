"""Errors of the API as RFC 9457 problem details: what is wrong, why, and how to mend it, in a sentence."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions, status
from rest_framework.response import Response

MEDIA_TYPE = "application/problem+json"
DOCS = "/api/docs/"


class BadParameters(exceptions.APIException):
    """Some parameters can't be meant as they stand: name → sentence."""

    status_code = status.HTTP_400_BAD_REQUEST

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__()
        self.faults = dict(faults)


class Gone(exceptions.APIException):
    """The record was public once and has been withdrawn."""

    status_code = status.HTTP_410_GONE

    def __init__(self, withdrawn_at: datetime) -> None:
        super().__init__()
        self.withdrawn_at = withdrawn_at


def problem(code: str, number: int, title: str, detail: str, **more: Any) -> dict[str, Any]:
    """Build a problem's body; `type` leads to its paragraph in the documentation."""
    return {"type": f"{DOCS}#{code}", "title": title, "status": number, "detail": detail, **more}


def not_found(detail: str = "") -> dict[str, Any]:
    """Build the body of a 404."""
    return problem(
        "not-found",
        404,
        _("Not found"),
        detail or _("There is nothing at this address. The documentation lists the addresses there are."),
    )


def not_found_response() -> HttpResponse:
    """Answer 404 as a problem, outside the views of the API."""
    return JsonResponse(not_found(), status=404, content_type=MEDIA_TYPE)


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """Turn an error into a problem; None lets what nobody expected become a server error."""
    body, headers = _body(error), {}
    if body is None:
        return None
    if isinstance(error, exceptions.Throttled):
        seconds: float = getattr(error, "wait", None) or 1  # set by the limit; the stubs do not know it
        headers["Retry-After"] = str(max(1, round(seconds)))
    if isinstance(error, OperationalError):
        headers["Retry-After"] = "5"
    if isinstance(error, exceptions.AuthenticationFailed):
        headers["WWW-Authenticate"] = "Bearer"
    return Response(body, status=body["status"], headers=headers, content_type=MEDIA_TYPE)


def _body(error: Exception) -> dict[str, Any] | None:
    if isinstance(error, BadParameters):
        return _bad_parameters(error)
    if isinstance(error, Gone):
        detail = _("The record has been withdrawn from the public register. Delete your copy of it.")
        moment = error.withdrawn_at.isoformat().replace("+00:00", "Z")
        return problem("gone", 410, _("Withdrawn from the register"), detail, withdrawn_at=moment)
    if isinstance(error, Http404 | exceptions.NotFound):
        told = str(error) if isinstance(error, Http404) else str(error.detail)
        return not_found(told)
    if isinstance(error, exceptions.Throttled):
        detail = _("You have asked too often. Wait for as long as Retry-After says. A key gives more.")
        return problem("too-many-requests", 429, _("Too many requests"), detail)
    if isinstance(error, exceptions.AuthenticationFailed):
        detail = _("The API key is unknown or has been revoked. Leave it out: reading needs no key.")
        return problem("bad-key", 401, _("The key is not good"), detail)
    if isinstance(error, exceptions.MethodNotAllowed):
        detail = _("This API is read only: use GET, HEAD or OPTIONS.")
        return problem("read-only", 405, _("Method not allowed"), detail)
    if isinstance(error, SuspiciousOperation | exceptions.ParseError):
        detail = _("The request can't be read. Send fewer and shorter parameters.")
        return problem("bad-request", 400, _("The request can't be read"), detail)
    if isinstance(error, OperationalError):
        detail = _("The register is busy. Try again in a few seconds.")
        return problem("busy", 503, _("Busy"), detail)
    if isinstance(error, PermissionDenied | exceptions.APIException):
        number = getattr(error, "status_code", 403)
        code = re.sub(r"[^a-z]+", "-", type(error).__name__.lower())
        return problem(code, number, _("The request can't be answered"), str(getattr(error, "detail", "")))
    return None


def _bad_parameters(error: BadParameters) -> dict[str, Any]:
    detail = " ".join(f"{name}: {sentence}" for name, sentence in error.faults.items())
    errors = [{"parameter": name, "detail": sentence} for name, sentence in error.faults.items()]
    return problem("bad-parameter", 400, _("A parameter can't be used"), detail, errors=errors)
