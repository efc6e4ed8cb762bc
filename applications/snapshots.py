"""Reading the submitted versions of a case."""

import json
from typing import Any

from applications.models import Application, Snapshot


def valid_snapshot(application: Application) -> Snapshot:
    """The version that counts: the last submitted one. Raises Snapshot.DoesNotExist for a draft."""
    return application.snapshots.latest("number")


def content_of(snapshot: Snapshot) -> dict[str, Any]:
    """The document that was frozen."""
    content: dict[str, Any] = json.loads(snapshot.content)
    return content


def document_number(snapshot: Snapshot) -> str:
    """The number of the document in the case file: `YYYY-NNNNN_N`."""
    return f"{snapshot.application.case_number}_{snapshot.number}"
