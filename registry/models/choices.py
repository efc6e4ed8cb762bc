"""Choices that several nouns of the record share, with the rulebook's values as what is stored."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rulebook.facts import AidGround, SectorClass


class SectorChoice(models.TextChoices):
    """The sector a party is counted and shown in. Empty in the database means unknown."""

    PUBLIC = SectorClass.PUBLIC.value, _("Public sector")
    ACADEMIA = SectorClass.ACADEMIA.value, _("Academia and institutes")
    BUSINESS = SectorClass.BUSINESS.value, _("Business")
    CIVIL_SOCIETY = SectorClass.CIVIL_SOCIETY.value, _("Civil society")


class AidGroundChoice(models.TextChoices):
    """On which legal ground support is given."""

    NOT_AID = AidGround.NOT_AID.value, _("Not state aid")
    GBER_25 = AidGround.GBER_25.value, _("GBER, article 25")
    GBER_28 = AidGround.GBER_28.value, _("GBER, article 28")
    DE_MINIMIS = AidGround.DE_MINIMIS.value, _("De minimis aid")
