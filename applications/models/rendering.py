"""PDFs that a job has made, or is about to make."""

import uuid

from django.conf import settings
from django.db import models

from applications.models.application import Application
from applications.models.attachment import private_storage
from applications.models.snapshot import Snapshot


def rendering_place(rendering: "Rendering", filename: str) -> str:
    """Return a place under a random name."""
    return f"renderings/{uuid.uuid4().hex}.pdf"


class RenderingKind(models.TextChoices):
    """What a PDF shows."""

    DRAFT = "draft"
    VERSION = "version"
    RECEIPT = "receipt"


class RenderingState(models.TextChoices):
    """Where the job stands."""

    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"


class Rendering(models.Model):
    """One PDF in one language. `content_sha256` is of what it shows, `sha256` of the file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="renderings")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, null=True, blank=True, related_name="renderings")
    kind = models.CharField(max_length=8, choices=RenderingKind.choices)
    language = models.CharField(max_length=2)
    state = models.CharField(
        max_length=8, choices=RenderingState.choices, default=RenderingState.WAITING.value
    )
    content_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64, blank=True)
    file = models.FileField(storage=private_storage, upload_to=rendering_place, blank=True)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ordered_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["ordered_at", "id"]

    def __str__(self) -> str:
        return f"{self.application} {self.kind}"
