"""Searches that people have mailed to them: an address and a question, without an account."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Pace(models.TextChoices):
    """How often a mail may come."""

    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Every Monday")


class SavedSearch(models.Model):
    """A question that an address has saved. Until it is confirmed, it gets nothing but the link to confirm.

    `query` is the question as its canonical query string, `digest` that query's SHA-256. What is new is
    counted by the registry's change rows: `since` is the last one when the search was confirmed, `looked_to`
    the one up to which all has been looked at. `next_at` (UTC) is when it is looked at again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField()
    language = models.CharField(max_length=2, default="sv")
    query = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    pace = models.CharField(max_length=6, choices=Pace.choices, default=Pace.WEEKLY)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    since = models.BigIntegerField(default=0)
    looked_to = models.BigIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["email", "digest"], name="saved_once")]
        indexes = [models.Index(fields=["next_at"], name="saved_next")]

    def __str__(self) -> str:
        return str(self.pk)


class Told(models.Model):
    """A record that a saved search has been mailed of; kept as long as its change row may be seen again."""

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="told")
    record_id = models.BigIntegerField()
    change = models.BigIntegerField(help_text="The number of the change row by which it was new.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["search", "record_id"], name="told_once")]

    def __str__(self) -> str:
        return f"{self.search_id}: {self.record_id}"
