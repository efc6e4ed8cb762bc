"""Submitted versions, frozen."""

import uuid
from typing import Any, NoReturn

from django.conf import settings
from django.db import models

from applications.models.application import Application


class SnapshotIsFrozen(Exception):
    """Somebody tried to change or delete a submitted version."""


class Snapshot(models.Model):
    """A version as it was submitted: canonical JSON and its SHA-256. Never changed, never deleted.

    `submission_key` comes from the form and makes a double click one submission.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="snapshots")
    number = models.PositiveSmallIntegerField()
    document = models.PositiveSmallIntegerField(help_text="Its place among the documents of the case.")
    content = models.TextField(help_text="Canonical JSON.")
    sha256 = models.CharField(max_length=64)
    verdict = models.JSONField(help_text="What the rules said when it was submitted.")
    submission_key = models.UUIDField()
    arrived_at = models.DateTimeField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="snapshot_number_once"),
            models.UniqueConstraint(fields=["application", "document"], name="snapshot_document_once"),
            models.UniqueConstraint(fields=["application", "submission_key"], name="submitted_once_per_form"),
        ]

    def __str__(self) -> str:
        return f"{self.application} ({self.number})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the snapshot. Raises SnapshotIsFrozen when it exists already."""
        if not self._state.adding:
            raise SnapshotIsFrozen("A submitted version is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: raises SnapshotIsFrozen."""
        raise SnapshotIsFrozen("A submitted version is never deleted.")
