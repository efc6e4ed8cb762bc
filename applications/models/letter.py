"""Letters between the funder and the applicants of a received case."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.models.application import Application


class LetterKind(models.TextChoices):
    """What a letter is."""

    MESSAGE = "message", _("Message")
    COMPLETION_REQUEST = "request", _("Request for completion")
    COMPLETION = "completion", _("Completion")


class Letter(models.Model):
    """One letter, never changed once sent. A completion never alters a submitted version (FL 20 §)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="letters")
    document = models.PositiveSmallIntegerField(help_text="Its place among the documents of the case.")
    kind = models.CharField(max_length=12, choices=LetterKind.choices)
    from_funder = models.BooleanField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answers = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replies")
    answer_by = models.DateField(null=True, blank=True, help_text="Last day to answer, Swedish time.")
    otherwise = models.TextField(blank=True, help_text="What happens without an answer.")

    class Meta:
        ordering = ["sent_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "document"], name="letter_document_once"),
        ]

    def __str__(self) -> str:
        return self.subject
