"""Whoever follows a call by mail: an address, without an account. Private, and gone when it has served."""

import uuid

from django.db import models

from registry.models import Call


class Follower(models.Model):
    """An address that follows a call. Until it is confirmed it gets nothing but the link to confirm.

    `told` is what the follower knows of the call (`accounts.following.knowledge_of`), `told_version` the
    version of the call and `told_until` the moment (UTC) up to which occasions have been told.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(Call, models.CASCADE, related_name="+")
    email = models.EmailField()
    language = models.CharField(max_length=2, default="sv")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    told = models.JSONField(default=dict, blank=True)
    told_version = models.PositiveIntegerField(default=0)
    told_until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "email"], name="follows_once")]

    def __str__(self) -> str:
        return str(self.pk)
