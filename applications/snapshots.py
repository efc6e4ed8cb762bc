"""Reading the submitted versions of a case."""

import json
from typing import Any

from django.db.models import Max

from applications.models import Application, Letter, Snapshot


def valid_snapshot(application: Application) -> Snapshot:
    """The version that counts: the last submitted one. Raises Snapshot.DoesNotExist for a draft."""
    return application.snapshots.latest("number")


def content_of(snapshot: Snapshot) -> dict[str, Any]:
    """The document that was frozen."""
    content: dict[str, Any] = json.loads(snapshot.content)
    return content


def document_number(document: Snapshot | Letter) -> str:
    """The number of a submitted version or a letter in the case file: `YYYY-NNNNN_N`."""
    return f"{document.application.case_number}_{document.document}"


def next_document(application: Application) -> int:
    """The place of the next document among all documents of the case, which is locked."""
    last = (application.snapshots, application.letters)
    return 1 + max(rows.aggregate(last=Max("document"))["last"] or 0 for rows in last)
