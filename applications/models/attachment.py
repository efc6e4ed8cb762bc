"""Files that belong to an application, kept apart from everything public."""

import uuid

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models

from applications.models.application import Application


class ScanState(models.TextChoices):
    """What is known of a file's health. Only clean and unscanned-by-choice files are handed out."""

    NOT_CONFIGURED = "not_configured"
    PENDING = "pending"
    CLEAN = "clean"
    INFECTED = "infected"


def private_storage() -> Storage:
    """Return the storage that no address serves."""
    return storages["private"]


def random_place(attachment: "Attachment", filename: str) -> str:
    """Return a place under a random name; what the file was called is kept in the row."""
    return f"attachments/{uuid.uuid4().hex}"


class Attachment(models.Model):
    """One file in a slot. A replaced one is kept with `replaced_at`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="attachments")
    slot = models.CharField(max_length=40)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    file = models.FileField(storage=private_storage, upload_to=random_place)
    scan = models.CharField(max_length=16, choices=ScanState.choices, default=ScanState.NOT_CONFIGURED.value)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    scanned_at = models.DateTimeField(null=True, blank=True)
    party = models.ForeignKey(
        "applications.Party", models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    letter = models.ForeignKey(
        "applications.Letter", models.PROTECT, null=True, blank=True, related_name="attachments"
    )

    # Known while a picture is being attached, and not kept: whether it says where it was taken.
    has_place = False

    class Meta:
        ordering = ["slot", "added_at", "id"]

    def __str__(self) -> str:
        return self.name
