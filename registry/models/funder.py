"""Funders: one is our own, others come by import."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FunderProfile(models.TextChoices):
    """What kind of funder it is: decides which law's steps and texts apply."""

    STATE_AGENCY = "state_agency", _("State agency")
    MUNICIPALITY_OR_REGION = "municipality_or_region", _("Municipality or region")
    PUBLIC_FOUNDATION = "public_foundation", _("Public foundation")
    PRIVATE_FOUNDATION = "private_foundation", _("Private foundation")


class Funder(models.Model):
    """A funder. Case numbers repeat across funders, so every number belongs to one."""

    slug = models.SlugField(max_length=60, unique=True)
    name_sv = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    organisation_number = models.CharField(max_length=10, blank=True)
    profile = models.CharField(
        max_length=30, choices=FunderProfile.choices, default=FunderProfile.STATE_AGENCY
    )
    website = models.URLField(blank=True)
    is_own = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["is_own"], condition=models.Q(is_own=True), name="one_own_funder")
        ]

    def __str__(self) -> str:
        return self.name_sv
