"""Letters in the queue and letters that were sent."""

from django.db import models


class Letter(models.Model):
    """One letter to one address. `key` keeps the same occasion from being mailed twice.

    `unsubscribe` is where one POST ends letters of this kind (RFC 8058); empty for letters about a case.
    """

    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField()
    language = models.CharField(max_length=2, default="sv")
    template = models.CharField(max_length=60)
    subject = models.CharField(max_length=255)
    body = models.TextField()
    unsubscribe = models.CharField(max_length=500, blank=True)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    error = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["-queued_at", "-id"]
        indexes = [
            models.Index(
                fields=["next_attempt_at"], condition=models.Q(sent_at__isnull=True), name="letters_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"


class KeptMailQuerySet(models.QuerySet["KeptMail"]):
    """Kept mails, limited to what somebody may read."""

    def readable_by(self, address: str) -> "KeptMailQuerySet":
        """Everything but what tells who has a draft: that is read by whom it is addressed to only."""
        own = models.Q(to__iexact=address) if address else models.Q(pk__in=[])
        return self.filter(models.Q(own_space=False) | own)


class KeptMail(models.Model):
    """A mail as it left the portal, kept where no mail server is set so that it can be read on a page."""

    to = models.CharField(max_length=500)
    subject = models.CharField(max_length=500)
    body = models.TextField()
    kept_at = models.DateTimeField(auto_now_add=True)
    own_space = models.BooleanField(default=False, help_text="About a draft: shown to the addressee only.")

    objects = KeptMailQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.subject
