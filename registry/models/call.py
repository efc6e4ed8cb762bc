"""Calls for proposals as they were published."""

from django.db import models
from django.urls import reverse

from registry.models.funder import Funder
from registry.models.programme import Programme


class Call(models.Model):
    """A published call. The editors' page is its draft; later edits reach it only by publishing again.

    `key` is the page's translation key (none for imported calls). Body texts are allow-listed HTML.
    `criteria` is a list of `{key, title_sv, title_en, description_sv, description_en, scale, weight}`;
    `contacts` of `{name, role, email, phone}`; `links` of `{title_sv, title_en, url}`;
    `dates` of `{date, text_sv, text_en}`.
    """

    funder = models.ForeignKey(Funder, models.PROTECT, related_name="calls")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="calls", null=True, blank=True)
    diarienummer = models.CharField(max_length=10)
    key = models.UUIDField(null=True, blank=True, unique=True)
    title_sv = models.CharField(max_length=255)
    title_en = models.CharField(max_length=255, blank=True)
    ingress_sv = models.TextField(blank=True)
    ingress_en = models.TextField(blank=True)
    who_sv = models.TextField(blank=True)
    who_en = models.TextField(blank=True)
    what_sv = models.TextField(blank=True)
    what_en = models.TextField(blank=True)
    how_much_sv = models.TextField(blank=True)
    how_much_en = models.TextField(blank=True)
    body_sv = models.TextField(blank=True)
    body_en = models.TextField(blank=True)
    criteria = models.JSONField(default=list, blank=True)
    contacts = models.JSONField(default=list, blank=True)
    links = models.JSONField(default=list, blank=True)
    dates = models.JSONField(default=list, blank=True)
    invited_only = models.BooleanField(default=False)
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["funder", "diarienummer"], name="call_number_per_funder")
        ]

    def __str__(self) -> str:
        return f"{self.diarienummer} {self.title_sv}"

    def get_absolute_url(self) -> str:
        """Return the permanent address in the active language; select `funder` in lists."""
        return reverse("registry:call", args=[self.funder.slug, self.diarienummer])


class CallDocument(models.Model):
    """A document that a call hands out: a copy of the file as it was published."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="documents")
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=255)
    language = models.CharField(max_length=2, default="sv")
    is_primary = models.BooleanField(default=False)
    file = models.FileField(upload_to="calls/")
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.title


class CallAmendment(models.Model):
    """A change of a call after its round opened, with the reason the public was given."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="amendments")
    at = models.DateTimeField()
    reason_sv = models.TextField()
    reason_en = models.TextField(blank=True)
    changed = models.JSONField(default=list, help_text="Names of what changed.")

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.reason_sv
