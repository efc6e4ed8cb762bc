"""Invitations to take part in an application."""

import uuid

from django.conf import settings
from django.db import models

from applications.models.application import Application


class Invitation(models.Model):
    """A link by mail that lets one person in, once, until it expires. Only the link's hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="invitations")
    party = models.ForeignKey("applications.Party", models.CASCADE, related_name="+")
    email = models.EmailField()
    sha256 = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    as_signatory = models.BooleanField(default=False)
    greeting = models.TextField(blank=True, help_text="What the inviting person wrote.")

    class Meta:
        ordering = ["invited_at"]

    def __str__(self) -> str:
        return self.email
