"""Organisations that a published decision or an import has named."""

from django.db import models
from django.urls import reverse

from registry.models.choices import SectorChoice


class Organisation(models.Model):
    """An organisation in the public record. `number` is ten digits, or empty for foreign and unknown ones."""

    number = models.CharField(max_length=10, blank=True)
    country = models.CharField(max_length=2, default="SE")
    name = models.CharField(max_length=255)
    name_en = models.CharField(max_length=255, blank=True)
    sector = models.CharField(max_length=20, choices=SectorChoice.choices, blank=True)
    legal_form = models.CharField(max_length=2, blank=True, help_text="Statistics Sweden's code.")
    county_code = models.CharField(max_length=2, blank=True)
    municipality_code = models.CharField(max_length=4, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=~models.Q(number=""), name="organisation_number_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the permanent address: by number, or by id for organisations that have none."""
        return reverse("registry:organisation", args=[self.number or f"id-{self.pk}"])


class OrganisationName(models.Model):
    """A name an organisation had, with when it was last seen; the present name is on the organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="earlier_names")
    name = models.CharField(max_length=255)
    until = models.DateField()

    class Meta:
        ordering = ["-until", "id"]

    def __str__(self) -> str:
        return self.name
