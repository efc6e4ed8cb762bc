"""Funders and organisations."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from opendata.v1.records.parts import OrganisationNumberField, address, described
from opendata.v1.records.projects import SectorField, organisation_id
from registry.models import Funder, Organisation, OrganisationName


class FunderSerializer(serializers.ModelSerializer[Funder]):
    """A funder. Case numbers are unique within a funder, not across funders."""

    id = serializers.CharField(source="slug", help_text=_("The funder's name in addresses."))
    url = serializers.SerializerMethodField()
    organisation_number = OrganisationNumberField()

    class Meta:
        model = Funder
        fields = [
            "id",
            "slug",
            "url",
            "name_sv",
            "name_en",
            "organisation_number",
            "profile",
            "website",
            "is_own",
        ]
        read_only_fields = fields
        extra_kwargs = {"is_own": {"help_text": _("True for the funder whose portal this is.")}}

    @described({"type": "string", "format": "uri"})
    def get_url(self, funder: Funder) -> str:
        """Where this answer is fetched."""
        return address(self.context, "opendata:funder", funder.slug)


class EarlierNameSerializer(serializers.ModelSerializer[OrganisationName]):
    """A name that the organisation had."""

    class Meta:
        model = OrganisationName
        fields = ["name", "until"]
        read_only_fields = fields


class OrganisationSerializer(serializers.ModelSerializer[Organisation]):
    """An organisation that takes or took part in a project of the record."""

    id = serializers.SerializerMethodField(
        help_text=_("The organisation number, or an id when there is none.")
    )
    url = serializers.SerializerMethodField()
    organisation_number = OrganisationNumberField(source="number")
    sector = SectorField(help_text=_("Null when unknown."))
    earlier_names = EarlierNameSerializer(many=True)
    merged_into = serializers.SerializerMethodField(
        help_text=_("Id of the organisation it has become part of.")
    )
    withdrawn = serializers.SerializerMethodField(help_text=_("Always false here; true in a tombstone."))

    class Meta:
        model = Organisation
        fields = [
            "id",
            "url",
            "organisation_number",
            "country",
            "name",
            "name_en",
            "sector",
            "legal_form",
            "county_code",
            "municipality_code",
            "earlier_names",
            "merged_into",
            "updated_at",
            "version",
            "withdrawn",
        ]
        read_only_fields = fields

    def get_id(self, organisation: Organisation) -> str:
        """The number, or an id."""
        return organisation_id(organisation)

    @described({"type": "string", "format": "uri"})
    def get_url(self, organisation: Organisation) -> str:
        """Where this answer is fetched."""
        return address(self.context, "opendata:organisation", organisation_id(organisation))

    def get_merged_into(self, organisation: Organisation) -> str | None:
        """The id of what it has become part of."""
        return organisation_id(organisation.merged_into) if organisation.merged_into else None

    @described({"type": "boolean", "const": False})
    def get_withdrawn(self, organisation: Organisation) -> bool:
        """A withdrawn organisation is never written in full."""
        return False
