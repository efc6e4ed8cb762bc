"""What became of each page when it was handed to the record."""

from django.db import models


class PublishedPage(models.Model):
    """One page that has been live: the hash of what the record was given, or why it was refused.

    `facts_sha256` is empty until the record has taken the page. `failed_reason` is empty when the record
    holds what the page says.
    """

    page = models.OneToOneField("cms.CallPage", models.CASCADE, related_name="published_page")
    facts_sha256 = models.CharField(max_length=64, blank=True)
    failed_reason = models.TextField(blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.page_id}: {self.failed_reason or self.facts_sha256[:12]}"
