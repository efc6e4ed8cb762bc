"""Projects with parties, awards, links and outcome."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from opendata.v1.records.outcomes import OutcomeTextsSerializer
from opendata.v1.records.parts import (
    FunderRefSerializer,
    KnownField,
    OrganisationNumberField,
    RecordRefSerializer,
    address,
    described,
    reference,
)
from registry.models import AwardRow, Outcome, Project, ProjectLink, ProjectParty, ProjectStatus
from registry.models.choices import AidGroundChoice, SectorChoice
from rulebook.identifiers import shown_number


def codes(choices: Any) -> dict[str, Any]:
    """The schema of a code that may be unknown."""
    return {"type": ["string", "null"], "enum": [*choices.values, None]}


@described(codes(SectorChoice))
class SectorField(KnownField):
    """The sector of a party or an organisation."""


@described(codes(AidGroundChoice))
class AidGroundField(KnownField):
    """On which legal ground support is given."""


@described(codes(ProjectStatus))
class ProjectStatusField(KnownField):
    """Where a project is in time."""


class PartySerializer(serializers.ModelSerializer[ProjectParty]):
    """A party as the decision, or the import, named it."""

    role = serializers.SerializerMethodField(help_text=_("The coordinator comes first."))
    organisation_number = OrganisationNumberField(source="organisation.number")
    country = serializers.CharField(source="organisation.country", help_text=_("ISO 3166-1, two letters."))
    sector = SectorField(help_text=_("The party's sector in this project. Null when unknown."))
    organisation_url = serializers.SerializerMethodField()

    class Meta:
        model = ProjectParty
        fields = [
            "role",
            "name",
            "organisation_number",
            "country",
            "workplace",
            "sector",
            "county_code",
            "municipality_code",
            "amount_awarded",
            "own_funding",
            "organisation_url",
        ]
        read_only_fields = fields
        extra_kwargs = {
            "workplace": {"help_text": _("The part of the organisation that does the work.")},
            "amount_awarded": {"help_text": _("Whole kronor to this party. Null when unknown.")},
            "own_funding": {"help_text": _("Whole kronor that the party puts in. Null when unknown.")},
        }

    @described({"type": "string", "enum": ["coordinator", "partner"]})
    def get_role(self, party: ProjectParty) -> str:
        """Name the part that the party plays."""
        return "coordinator" if party.is_coordinator else "partner"

    @described({"type": "string", "format": "uri"})
    def get_organisation_url(self, party: ProjectParty) -> str:
        """Where the organisation is fetched."""
        return address(self.context, "opendata:organisation", organisation_id(party.organisation))


def organisation_id(organisation: Any) -> str:
    """What names an organisation in an address: its number, or a short id of ours when it has none."""
    return shown_number(organisation.number) or f"id-{organisation.pk}"


class AwardSerializer(serializers.ModelSerializer[AwardRow]):
    """What one organisation was awarded for one year on one ground."""

    organisation_number = OrganisationNumberField(source="organisation.number")
    organisation_name = serializers.CharField(source="organisation.name")
    aid_ground = AidGroundField(help_text=_("Legal ground of the support. Null when unknown."))

    class Meta:
        model = AwardRow
        fields = ["organisation_number", "organisation_name", "year", "aid_ground", "amount"]
        read_only_fields = fields


class LinkSerializer(serializers.ModelSerializer[ProjectLink]):
    """A link of the project to pages of its own."""

    class Meta:
        model = ProjectLink
        fields = ["title", "url"]
        read_only_fields = fields


class ProjectSerializer(serializers.ModelSerializer[Project]):
    """A project that got a grant: everything the record says about it, in both languages."""

    id = serializers.SerializerMethodField(help_text=_("Funder and case number, as in the address."))
    url = serializers.SerializerMethodField()
    page_sv = serializers.SerializerMethodField(help_text=_("The project's page in Swedish."))
    page_en = serializers.SerializerMethodField(help_text=_("The project's page in English."))
    funder = FunderRefSerializer()
    status = ProjectStatusField(help_text=_("Null when unknown."))
    year = serializers.SerializerMethodField(help_text=_("Year of the decision. Null when unknown."))
    currency = serializers.SerializerMethodField()
    programme = serializers.SerializerMethodField()
    call = serializers.SerializerMethodField()
    round = serializers.SerializerMethodField()
    parties = PartySerializer(many=True)
    awards = AwardSerializer(many=True, source="award_rows")
    links = LinkSerializer(many=True)
    outcome = serializers.SerializerMethodField(help_text=_("Null until the final report is approved."))
    withdrawn = serializers.SerializerMethodField(help_text=_("Always false here; true in a tombstone."))

    class Meta:
        model = Project
        fields = [
            "id",
            "diarienummer",
            "url",
            "page_sv",
            "page_en",
            "funder",
            "title_sv",
            "title_en",
            "summary_sv",
            "summary_en",
            "purpose_sv",
            "purpose_en",
            "effects_sv",
            "effects_en",
            "plan_sv",
            "plan_en",
            "status",
            "year",
            "decided_on",
            "starts",
            "ends",
            "amount_awarded",
            "currency",
            "goals",
            "programme",
            "call",
            "round",
            "parties",
            "awards",
            "links",
            "outcome",
            "source",
            "published_at",
            "updated_at",
            "version",
            "withdrawn",
        ]
        read_only_fields = fields
        extra_kwargs = {
            "diarienummer": {"help_text": _("Case number, YYYY-NNNNN; unique within its funder.")},
            "title_en": {"help_text": _("Empty when there is no English text.")},
            "purpose_sv": {
                "help_text": _("Purpose and goals. Plain text, paragraphs divided by empty lines.")
            },
            "effects_sv": {
                "help_text": _("Expected effects and results; results when the project has ended.")
            },
            "plan_sv": {"help_text": _("Plan and implementation.")},
            "amount_awarded": {"help_text": _("Whole kronor. Null when unknown.")},
            "source": {"help_text": _("Where the record comes from: own, or the importer's name.")},
        }

    def get_id(self, project: Project) -> str:
        """Funder and number."""
        return f"{project.funder.slug}/{project.diarienummer}"

    @described({"type": "string", "format": "uri"})
    def get_url(self, project: Project) -> str:
        """Where this answer is fetched."""
        return address(self.context, "opendata:project", project.funder.slug, project.diarienummer)

    @described({"type": "string", "format": "uri"})
    def get_page_sv(self, project: Project) -> str:
        """The project's page in Swedish."""
        return address(self.context, "registry:project", project.funder.slug, project.diarienummer)

    @described({"type": "string", "format": "uri"})
    def get_page_en(self, project: Project) -> str:
        """The project's page in English."""
        number = project.diarienummer
        return address(self.context, "registry:project", project.funder.slug, number, language="en")

    def get_year(self, project: Project) -> int | None:
        """Year of the decision."""
        return project.decided_on.year if project.decided_on else None

    @described({"type": "string", "const": "SEK"})
    def get_currency(self, project: Project) -> str:
        """Every sum of the record is in kronor."""
        return "SEK"

    @described(RecordRefSerializer(allow_null=True))
    def get_programme(self, project: Project) -> dict[str, str] | None:
        """The programme, in short."""
        return reference(self.context, "programme", project.funder.slug, project.programme)

    @described(RecordRefSerializer(allow_null=True))
    def get_call(self, project: Project) -> dict[str, str] | None:
        """The call, in short."""
        return reference(self.context, "call", project.funder.slug, project.call)

    @described(RecordRefSerializer(allow_null=True))
    def get_round(self, project: Project) -> dict[str, str] | None:
        """The round, in short."""
        return reference(self.context, "round", project.funder.slug, project.round)

    @described(OutcomeTextsSerializer(allow_null=True))
    def get_outcome(self, project: Project) -> dict[str, Any] | None:
        """The outcome, once there is one that is not withdrawn."""
        outcome: Outcome | None = getattr(project, "outcome", None)
        if outcome is None or outcome.withdrawn_at is not None:
            return None
        return dict(OutcomeTextsSerializer(outcome, context=self.context).data)

    @described({"type": "boolean", "const": False})
    def get_withdrawn(self, project: Project) -> bool:
        """A withdrawn project is never written in full."""
        return False
