"""Support that an applicant has let into a draft, for a time."""

from django.conf import settings
from django.db import models

from applications.models.application import Application


class SupportVisit(models.Model):
    """From `opened_at` until `until` (UTC), or until it is ended, support may read the draft."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="support_visits")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["opened_at", "id"]

    def __str__(self) -> str:
        return f"{self.application}: {self.until}"
