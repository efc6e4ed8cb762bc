"""Errors of the API."""

from typing import Any

from rest_framework.response import Response
from rest_framework import views


def problem_response(problem: Exception, context: dict[str, Any]) -> Response | None:
    """Answer an error as DRF does."""
    return views.exception_handler(problem, context)
