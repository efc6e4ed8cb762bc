"""Reports from running projects."""

from django.conf import settings
from django.db import models

from applications.models.application import Application


class Report(models.Model):
    """A final report. Its public texts become the outcome once an officer approves it.

    `outputs` is a list of `{kind, title, url}`.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="reports")
    number = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=0)
    summary_sv = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    results_sv = models.TextField(blank=True)
    results_en = models.TextField(blank=True)
    effects_sv = models.TextField(blank=True)
    effects_en = models.TextField(blank=True)
    outputs = models.JSONField(default=list, blank=True)
    money_used = models.BigIntegerField(null=True, blank=True, help_text="Whole kronor.")
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    return_reason = models.TextField(blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="report_number_once")]

    def __str__(self) -> str:
        return f"{self.application}: {self.number}"
