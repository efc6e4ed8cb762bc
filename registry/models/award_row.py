"""Award rows: one per organisation, year and aid ground, as the shared open-data standard counts money."""

from django.db import models

from registry.models.choices import AidGroundChoice
from registry.models.organisation import Organisation
from registry.models.project import Project


class AwardRow(models.Model):
    """What one organisation was awarded for one year on one ground, whole kronor."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="award_rows")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="award_rows")
    year = models.PositiveSmallIntegerField()
    aid_ground = models.CharField(max_length=12, choices=AidGroundChoice.choices, blank=True)
    amount = models.BigIntegerField()

    class Meta:
        ordering = ["year", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "organisation", "year", "aid_ground"], name="award_row_once"
            ),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="award_row_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year}: {self.amount} kr"
