"""Notices of organisations that look for partners, and what people write to each other about them."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import User
from registry.models import Call
from registry.models.choices import SectorChoice


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices, limited to what somebody may see."""

    def shown(self, now: datetime) -> "NoticeQuerySet":
        """What stands on the board for everyone."""
        return self.filter(
            ended_at__isnull=True,
            taken_down_at__isnull=True,
            expires_at__gt=now,
            call__withdrawn_at__isnull=True,
        )

    def of(self, user: User) -> "NoticeQuerySet":
        """The person's own notices, ended ones included."""
        return self.filter(written_by=user)


class Notice(models.Model):
    """What one organisation offers and seeks for one call. Public until `expires_at` (UTC)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(Call, models.PROTECT, related_name="+")
    organisation = models.CharField(max_length=255)
    sector = models.CharField(max_length=16, choices=SectorChoice.choices)
    county_code = models.CharField(max_length=2, blank=True)
    offers = models.TextField(blank=True)
    seeks = models.TextField(blank=True)
    seeks_sectors = models.JSONField(default=list, blank=True, help_text="Sectors sought; empty means any.")
    language = models.CharField(max_length=2, default="sv")
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    posted_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    taken_down_at = models.DateTimeField(null=True, blank=True)
    taken_down_reason = models.TextField(blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-posted_at", "id"]
        indexes = [models.Index(fields=["call", "expires_at"])]

    def __str__(self) -> str:
        return self.organisation

    def is_shown(self, now: datetime) -> bool:
        """Whether the notice stands on the board."""
        return self.ended_at is None and self.taken_down_at is None and self.expires_at > now


class ConversationQuerySet(models.QuerySet["Conversation"]):
    """Conversations, limited to those who hold them."""

    def visible_to(self, user: User) -> "ConversationQuerySet":
        """Those that the person asked in, or that are about a notice of theirs."""
        return self.filter(Q(asker=user) | Q(notice__written_by=user))


class Conversation(models.Model):
    """What one person and the writer of a notice say to each other. Nobody else reads it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="conversations")
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    objects = ConversationQuerySet.as_manager()

    class Meta:
        ordering = ["begun_at", "id"]
        constraints = [models.UniqueConstraint(fields=["notice", "asker"], name="one_conversation_each")]

    def __str__(self) -> str:
        return f"{self.asker}: {self.notice}"

    def other_than(self, user: User) -> User:
        """The other person in the conversation."""
        return self.notice.written_by if user == self.asker else self.asker


class Message(models.Model):
    """One message, never changed once sent."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField()
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["sent_at", "id"]

    def __str__(self) -> str:
        return f"{self.author}: {self.sent_at}"


class Objection(models.Model):
    """Somebody says that a notice does not belong on the board; an editor settles it."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="objections")
    reason = models.TextField()
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["made_at", "id"]

    def __str__(self) -> str:
        return f"{self.notice}: {self.made_at}"
