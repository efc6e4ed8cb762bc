"""Outcomes: what projects led to."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from opendata.v1.records.parts import FunderRefSerializer, RecordRefSerializer, address, described, reference
from registry.models import Outcome, Output

TEXTS = ["summary_sv", "summary_en", "results_sv", "results_en", "effects_sv", "effects_en"]


class OutputSerializer(serializers.ModelSerializer[Output]):
    """One thing that the project left behind."""

    class Meta:
        model = Output
        fields = ["kind", "title", "url"]
        read_only_fields = fields


class OutcomeTextsSerializer(serializers.ModelSerializer[Outcome]):
    """An outcome inside its project."""

    outputs = OutputSerializer(many=True)

    class Meta:
        model = Outcome
        fields = [*TEXTS, "outputs", "published_at", "updated_at"]
        read_only_fields = fields


class OutcomeSerializer(serializers.ModelSerializer[Outcome]):
    """What a project led to, in its own words; it has the project's case number."""

    id = serializers.SerializerMethodField(help_text=_("Funder and case number, as in the address."))
    diarienummer = serializers.CharField(
        source="project.diarienummer", help_text=_("Case number, YYYY-NNNNN; unique within its funder.")
    )
    url = serializers.SerializerMethodField()
    funder = FunderRefSerializer(source="project.funder")
    project = serializers.SerializerMethodField()
    outputs = OutputSerializer(many=True)
    withdrawn = serializers.SerializerMethodField(help_text=_("Always false here; true in a tombstone."))

    class Meta:
        model = Outcome
        fields = [
            "id",
            "diarienummer",
            "url",
            "funder",
            "project",
            *TEXTS,
            "outputs",
            "published_at",
            "updated_at",
            "version",
            "withdrawn",
        ]
        read_only_fields = fields

    def get_id(self, outcome: Outcome) -> str:
        """Funder and number of the project."""
        return f"{outcome.project.funder.slug}/{outcome.project.diarienummer}"

    @described({"type": "string", "format": "uri"})
    def get_url(self, outcome: Outcome) -> str:
        """Where this answer is fetched."""
        project = outcome.project
        return address(self.context, "opendata:outcome", project.funder.slug, project.diarienummer)

    @described(RecordRefSerializer(allow_null=True))
    def get_project(self, outcome: Outcome) -> dict[str, Any] | None:
        """The project, in short."""
        return reference(self.context, "project", outcome.project.funder.slug, outcome.project)

    @described({"type": "boolean", "const": False})
    def get_withdrawn(self, outcome: Outcome) -> bool:
        """A withdrawn outcome is never written in full."""
        return False
