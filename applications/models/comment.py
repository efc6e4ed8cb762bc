"""What the applicants say to each other about a section: never a part of the application."""

from django.conf import settings
from django.db import models

from applications.models.application import Application


class Comment(models.Model):
    """A remark on a section, or on one of its questions. Only the applicants see it, the funder never."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="comments")
    section = models.CharField(max_length=80)
    question = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["written_at", "id"]

    def __str__(self) -> str:
        return f"{self.section}: {self.written_by}"


class Handover(models.Model):
    """A question that somebody has been asked to answer."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="handovers")
    section = models.CharField(max_length=80)
    question = models.CharField(max_length=40, blank=True)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    handed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    handed_at = models.DateTimeField()
    note = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["handed_at", "id"]

    def __str__(self) -> str:
        return f"{self.section}: {self.to}"
