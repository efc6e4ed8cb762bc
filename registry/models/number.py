"""Every case number that is taken, per funder: the one series and what imports brought."""

from django.db import models

from registry.models.funder import Funder


class NumberPurpose(models.TextChoices):
    """What a number was given to."""

    PROGRAMME = "programme"
    CALL = "call"
    ROUND = "round"
    CASE = "case"
    IMPORTED = "imported"


class IssuedNumber(models.Model):
    """A number `YYYY-NNNNN` that is taken within a funder; written only by `registry.numbers`."""

    funder = models.ForeignKey(Funder, models.PROTECT, related_name="numbers")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    purpose = models.CharField(max_length=12, choices=NumberPurpose.choices)
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["funder", "year", "serial"], name="number_given_once")]

    def __str__(self) -> str:
        return f"{self.year}-{self.serial:05d}"
