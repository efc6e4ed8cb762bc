"""Answers of an application, one row a section, each with its own version."""

from django.conf import settings
from django.db import models

from applications.models.application import Application


class SectionAnswer(models.Model):
    """What stands in one section. `answers` is question key → text as typed.

    `version` grows by one with every save; a save that names an older one is refused with both texts.
    The sections of parties, budget and attachments keep their content in tables and only their version here.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="sections")
    key = models.CharField(max_length=80)
    version = models.PositiveIntegerField(default=0)
    answers = models.JSONField(default=dict, blank=True)
    done = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "key"], name="section_once")]

    def __str__(self) -> str:
        return f"{self.key} v{self.version}"
