"""Records of rooms above whose documents must be made anew: the queue beside the registry's change rows."""

from django.db import models


class Waiting(models.Model):
    """One record that has changed, written in the transaction that changed it.

    Rows that are done stay until the next rebuild begins: its index may lack what the present one was told
    after the reading had begun.
    """

    kind = models.CharField(max_length=20)
    record_id = models.BigIntegerField()
    is_done = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["id"], condition=models.Q(is_done=False), name="waiting_to_index")]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}"
