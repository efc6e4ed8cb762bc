"""What a script that saves while people write is answered."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.http import JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.models import SectionAnswer
from applications.views.pages import Conflict
from rulebook.verdict import Finding
from rulebook.window import STOCKHOLM
from wording.speak import sentence, speaks_swedish


def saved(
    row: SectionAnswer, marks: Mapping[str, str], *, now: datetime, errors: Mapping[str, str] | None = None
) -> JsonResponse:
    """Say that what was sent is saved, when, and the marks of what stands there now.

    `errors` is field → sentence for what could not be saved; everything else that was sent is.
    """
    content = {
        "message": _("Saved %(time)s") % {"time": _hour(now)},
        "version": row.version,
        "marks": dict(marks),
        "errors": dict(errors or {}),
    }
    return JsonResponse(content, status=422 if errors else 200)


def refused(findings: Iterable[Finding]) -> JsonResponse:
    """Say why nothing could be saved: the round has closed, the person may no longer write."""
    return JsonResponse(
        {"problem": "refused", "message": " ".join(sentence(finding.sentence) for finding in findings)},
        status=422,
    )


def clashed(
    row: SectionAnswer, conflict: Conflict, theirs: Mapping[str, Any], marks: Mapping[str, str]
) -> JsonResponse:
    """Tell of what somebody else wrote in the same fields. What was sent in other fields is saved.

    `theirs` is field → the value as the form's controls hold it.
    """
    clashes = [
        {
            "field": one.field,
            "label": one.label,
            "who": one.who,
            "words": one.theirs,
            "theirs": theirs.get(one.field),
            "mark": marks.get(one.field, ""),
            "may_join": one.may_join,
        }
        for one in conflict.differences
    ]
    own = {name: mark for name, mark in marks.items() if name not in {one["field"] for one in clashes}}
    content = {"problem": "clash", "version": row.version, "clashes": clashes, "marks": own}
    return JsonResponse(content, status=409)


def _hour(now: datetime) -> str:
    local = timezone.localtime(now, STOCKHOLM)
    return f"{local:%H.%M}" if speaks_swedish() else f"{local:%H:%M}"
