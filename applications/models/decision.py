"""Decisions: prepared by one person, signed by another."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.models.application import Application
from applications.models.party import Party
from registry.models.choices import AidGroundChoice
from rulebook.states import DecisionKind


class Decision(models.Model):
    """How a case is decided, why, by whom. Sums are whole kronor; it is public from `publish_at` (UTC)."""

    KINDS = [
        (DecisionKind.GRANTED.value, _("Grant")),
        (DecisionKind.REFUSED.value, _("Refuse after assessment")),
        (DecisionKind.RESERVE.value, _("Reserve")),
        (DecisionKind.INVITED.value, _("Invite to the full application")),
        (DecisionKind.NOT_INVITED.value, _("Do not invite to the full application")),
        (DecisionKind.EARLY_REFUSED.value, _("Refuse on formal grounds, without assessment")),
        (DecisionKind.DISMISSED.value, _("Dismiss: too late, or not from the right party")),
        (DecisionKind.STRUCK_OFF.value, _("Strike off: withdrawn or a duplicate")),
    ]
    application = models.ForeignKey(Application, models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=16, choices=KINDS)
    reasons = models.TextField()
    reason_for_more = models.TextField(blank=True, help_text="Why more is granted than was sought.")
    conditions = models.TextField(blank=True)
    final_report_due = models.DateField(null=True, blank=True)
    publish_at = models.DateTimeField(null=True, blank=True)
    publish_refused = models.BooleanField(default=False, help_text="Show a refusal in the public record.")
    verdict = models.JSONField(default=list)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True, blank=True)
    return_reason = models.TextField(blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="decision_number_once"),
            models.CheckConstraint(
                condition=models.Q(signed_by__isnull=True) | ~models.Q(signed_by=models.F("prepared_by")),
                name="signed_by_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.kind}"


class DecisionRow(models.Model):
    """What one party is granted for one year on one ground, whole kronor."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="rows")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    aid_ground = models.CharField(max_length=12, choices=AidGroundChoice.choices)
    amount = models.BigIntegerField()
    highest_support_level = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Percent.")

    class Meta:
        ordering = ["party__order", "year", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "party", "year", "aid_ground"], name="decision_row_once"
            ),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="decision_row_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.year}: {self.amount} kr"
