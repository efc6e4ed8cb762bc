"""A party's approval of its part, by those who may sign for it."""

import uuid

from django.conf import settings
from django.db import models

from applications.models.application import Application
from applications.models.attachment import Attachment
from applications.models.party import Party


class ApprovalKind(models.TextChoices):
    """How somebody approved for a party."""

    SIGNATORY = "signatory"
    POWER_OF_ATTORNEY = "attorney"
    PAPER = "paper"


class PartyApproval(models.Model):
    """One authorised person's approval of a party's part as it stood, known by its SHA-256.

    It lapses (`voided_at`) when the part or the budget it approved changes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="approvals")
    party = models.ForeignKey(Party, models.CASCADE, related_name="approvals")
    kind = models.CharField(max_length=10, choices=ApprovalKind.choices)
    name = models.CharField(max_length=150, help_text="Who signs for the party.")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    document = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    sha256 = models.CharField(max_length=64, help_text="Of what was approved, as canonical JSON.")
    approved_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    voided_at = models.DateTimeField(null=True, blank=True)
    void_reason = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["approved_at", "id"]

    def __str__(self) -> str:
        return f"{self.name}: {self.party}"
