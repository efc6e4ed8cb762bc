"""What changed in the record: the index's outbox, the API's `updated_since`, the source of feeds."""

from django.db import models


class Change(models.Model):
    """One change of one public record; append-only but for `indexed_at`, which the index worker sets.

    Consumers mark rows done one by one: PostgreSQL commits sequence numbers out of order, so
    "greater than the last one seen" would lose rows.
    """

    kind = models.CharField(max_length=20)
    record_id = models.BigIntegerField()
    version = models.PositiveIntegerField()
    withdrawn = models.BooleanField(default=False)
    at = models.DateTimeField()
    indexed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], condition=models.Q(indexed_at__isnull=True), name="changes_to_index"),
            models.Index(fields=["kind", "record_id"]),
            models.Index(fields=["at", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id} v{self.version}"
