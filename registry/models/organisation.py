"""Organisations that a published decision or an import has named."""

from collections.abc import Iterable

from django.db import models
from django.urls import reverse

from registry.models.choices import SectorChoice
from rulebook.identifiers import public_number


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
        # The constraint's own index leaves out empty numbers, so SQLite looks nothing up in it.
        indexes = [models.Index(fields=["number"], name="organisation_number")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the permanent address, by `key`."""
        return reverse("registry:organisation", args=[self.key])

    @property
    def public_number(self) -> str:
        """The number as everyone may see it: empty where it is a sole trader's, who has a person's number."""
        return public_number(self.number)

    @property
    def key(self) -> str:
        """What addresses and facets call the organisation: see `organisation_key`."""
        return organisation_key(self.number, self.pk)


def organisation_key(number: str, record_id: int) -> str:
    """Return the number; `id-…` for an organisation without one, and for a person's, which no one may see."""
    return public_number(number) or f"id-{record_id}"


def by_keys(keys: Iterable[str], way: str = "") -> models.Q:
    """Return the condition that an organisation, or one at the end of `way`, has one of these keys."""
    prefix = f"{way}__" if way else ""
    numbers = {public_number(key) for key in keys if not key.startswith("id-")} - {""}
    digits = (key.removeprefix("id-") for key in keys if key.startswith("id-"))
    ids = {int(each) for each in digits if each.isascii() and each.isdigit() and len(each) < 19}
    return models.Q(**{f"{prefix}number__in": numbers}) | models.Q(**{f"{prefix}pk__in": ids})


class OrganisationName(models.Model):
    """A name an organisation had, with when it was last seen; the present name is on the organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="earlier_names")
    name = models.CharField(max_length=255)
    until = models.DateField()

    class Meta:
        ordering = ["-until", "id"]

    def __str__(self) -> str:
        return self.name
