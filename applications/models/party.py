"""Parties of an application and their budgets."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.models.application import Application
from registry.models.choices import AidGroundChoice
from rulebook.facts import CompanySize, CostCategory, FundingKind, PartyRole, Sector, SectorOrigin


class SectorOfParty(models.TextChoices):
    """What kind of body a party is."""

    STATE = Sector.STATE.value, _("State agency")
    MUNICIPALITY = Sector.MUNICIPALITY.value, _("Municipality")
    REGION = Sector.REGION.value, _("Region")
    MUNICIPAL_FEDERATION = Sector.MUNICIPAL_FEDERATION.value, _("Federation of municipalities")
    HEALTH_CARE = Sector.HEALTH_CARE.value, _("Health care provider")
    PARISH = Sector.PARISH.value, _("Parish or faith community")
    UNIVERSITY = Sector.UNIVERSITY.value, _("University or university college")
    INSTITUTE = Sector.INSTITUTE.value, _("Research institute")
    COMPANY = Sector.COMPANY.value, _("Company")
    ASSOCIATION = Sector.ASSOCIATION.value, _("Association")
    FOUNDATION = Sector.FOUNDATION.value, _("Foundation")
    OTHER = Sector.OTHER.value, _("Other")


class RoleOfParty(models.TextChoices):
    """What a party does in the consortium."""

    COORDINATOR = PartyRole.COORDINATOR.value, _("Coordinator")
    PARTNER = PartyRole.PARTNER.value, _("Partner")
    NEED_OWNER = PartyRole.NEED_OWNER.value, _("Need owner")


class SizeOfCompany(models.TextChoices):
    """Size class by EU rules, owners included."""

    SMALL = CompanySize.SMALL.value, _("Small")
    MEDIUM = CompanySize.MEDIUM.value, _("Medium-sized")
    LARGE = CompanySize.LARGE.value, _("Large")


class BudgetKind(models.TextChoices):
    """What a budget line is: a cost category (general terms § 6.1) or a way of paying for the costs."""

    PERSONNEL = CostCategory.PERSONNEL.value, _("Personnel")
    EQUIPMENT = CostCategory.EQUIPMENT.value, _("Equipment, land and buildings")
    CONSULTANTS = CostCategory.CONSULTANTS.value, _("Consultants and licences")
    OTHER_DIRECT = CostCategory.OTHER_DIRECT.value, _("Other direct costs, travel included")
    INDIRECT = CostCategory.INDIRECT.value, _("Indirect costs")
    GRANT = FundingKind.GRANT.value, _("Grant sought")
    OWN_CASH = FundingKind.OWN_CASH.value, _("Own funding in cash")
    OWN_IN_KIND = FundingKind.OWN_IN_KIND.value, _("Own funding in kind")


class Party(models.Model):
    """One party: its own copy of what it is, so that a later change elsewhere does not change the case.

    `other_funders` and `subcontractors` are lists of `{name, organisation_number, amount}`, whole kronor.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="parties")
    order = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=255, blank=True)
    country = models.CharField(max_length=2, default="SE")
    organisation_number = models.CharField(
        max_length=30, blank=True, help_text="Ten digits; a foreign party's number as it was given."
    )
    workplace = models.CharField(max_length=255, blank=True)
    county_code = models.CharField(max_length=2, blank=True)
    municipality_code = models.CharField(max_length=4, blank=True)
    sector = models.CharField(max_length=24, choices=SectorOfParty.choices, blank=True)
    sector_origin = models.CharField(
        max_length=10,
        choices=[(origin.value, origin.value) for origin in SectorOrigin],
        default=SectorOrigin.DECLARED.value,
    )
    role = models.CharField(max_length=12, choices=RoleOfParty.choices, default=RoleOfParty.PARTNER)
    is_need_owner = models.BooleanField(default=False)
    owner_number = models.CharField(max_length=10, blank=True)
    owner_name = models.CharField(max_length=255, blank=True)
    owner_sector = models.CharField(max_length=24, choices=SectorOfParty.choices, blank=True)
    owner_share = models.PositiveSmallIntegerField(null=True, blank=True)
    economic_activity = models.BooleanField(null=True, blank=True)
    aid_ground = models.CharField(max_length=12, choices=AidGroundChoice.choices, blank=True)
    size = models.CharField(max_length=8, choices=SizeOfCompany.choices, blank=True)
    seeks_grant = models.BooleanField(default=True)
    is_fund_holder = models.BooleanField(default=False)
    swedish_branch = models.BooleanField(null=True, blank=True)
    aid_bonus = models.BooleanField(default=False, help_text="The conditions for a higher level are met.")
    de_minimis_received = models.BigIntegerField(
        null=True, blank=True, help_text="Whole kronor in three years, the owner group's included."
    )
    in_difficulty = models.BooleanField(null=True, blank=True)
    unpaid_recovery = models.BooleanField(null=True, blank=True)
    work_starts = models.DateField(null=True, blank=True)
    managed_by = models.CharField(
        max_length=30, blank=True, help_text="The number of the organisation that manages the party's funds."
    )
    member_of = models.JSONField(default=list, blank=True, help_text="Numbers of organisations, as texts.")
    other_funders = models.JSONField(default=list, blank=True)
    subcontractors = models.JSONField(default=list, blank=True)
    signatories_needed = models.PositiveSmallIntegerField(default=1)
    contact_name = models.CharField(max_length=150, blank=True)
    contact_email = models.EmailField(blank=True)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return f"{self.name} – {self.workplace}" if self.workplace else self.name


class BudgetLine(models.Model):
    """One sum of one party, year and kind, whole kronor."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="budget_lines")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=BudgetKind.choices)
    amount = models.BigIntegerField()

    class Meta:
        ordering = ["year", "id"]
        constraints = [
            models.UniqueConstraint(fields=["party", "year", "kind"], name="budget_line_once"),
            models.CheckConstraint(
                condition=models.Q(amount__gte=0, amount__lte=10**12), name="budget_line_in_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.year} {self.kind}: {self.amount} kr"


class PersonnelRow(models.Model):
    """Hours of one person or role in one year, at a rate in whole kronor; sums make the personnel line."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="personnel_rows")
    order = models.PositiveSmallIntegerField(default=0)
    year = models.PositiveSmallIntegerField()
    description = models.CharField(max_length=200, blank=True)
    hours = models.PositiveIntegerField()
    hourly_rate = models.PositiveIntegerField(help_text="Whole kronor an hour.")

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return f"{self.party} {self.year}: {self.hours} h"
