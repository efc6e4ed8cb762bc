"""How views describe themselves in the OpenAPI document: from their tables, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, PolymorphicProxySerializer

from opendata.v1.records.parts import TombstoneSerializer

SUMMARIES: Mapping[str, tuple[Promise, Promise, Promise]] = {
    "funder": (
        gettext_lazy("Funders"),
        gettext_lazy("One funder"),
        gettext_lazy("The funders whose records are here. Case numbers are unique within a funder."),
    ),
    "programme": (
        gettext_lazy("Programmes"),
        gettext_lazy("One programme"),
        gettext_lazy("What calls belong to."),
    ),
    "call": (
        gettext_lazy("Calls"),
        gettext_lazy("One call"),
        gettext_lazy("Calls for proposals as they were published, with rounds, criteria and documents."),
    ),
    "round": (
        gettext_lazy("Rounds"),
        gettext_lazy("One round"),
        gettext_lazy("When a call opens and closes, with the form and the rules that hold in the round."),
    ),
    "project": (
        gettext_lazy("Projects"),
        gettext_lazy("One project"),
        gettext_lazy("Projects that got a grant, with parties, award rows, links and outcome."),
    ),
    "organisation": (
        gettext_lazy("Organisations"),
        gettext_lazy("One organisation"),
        gettext_lazy("Organisations that take or took part in a project. By number, with or without hyphen."),
    ),
    "outcome": (
        gettext_lazy("Outcomes"),
        gettext_lazy("One outcome"),
        gettext_lazy("What projects led to, in their own words. An outcome has its project's number."),
    ),
}
PATH_PARAMETERS: Mapping[str, tuple[Promise, str]] = {
    "funder": (gettext_lazy("The funder's short name."), "vinnova"),
    "diarienummer": (gettext_lazy("Case number, YYYY-NNNNN."), "2015-04551"),
    "slug": (gettext_lazy("The funder's short name."), "vinnova"),
    "number": (gettext_lazy("Organisation number, or the id of one that has none."), "202100-5216"),
}


class RecordSchema(AutoSchema):
    """Describes lists and single records of API v1."""

    @property
    def is_list(self) -> bool:
        """Whether the view answers pages of records."""
        return hasattr(self.view, "parameters")

    def _is_list_view(self, serializer: Any = None) -> bool:
        return self.is_list

    def get_operation_id(self) -> str:
        """Name the operation: `list_projects`, `get_project`."""
        return f"list_{self.view.noun}s" if self.is_list else f"get_{self.view.noun}"

    def get_tags(self) -> list[str]:
        """Group by noun."""
        return [f"{self.view.noun}s"]

    def get_summary(self) -> str:
        """Say in a word or two what comes back."""
        return str(SUMMARIES[self.view.noun][0 if self.is_list else 1])

    def get_description(self) -> str:
        """Say what comes back."""
        return str(SUMMARIES[self.view.noun][2])

    def get_override_parameters(self) -> list[OpenApiParameter]:
        """Describe the list's own parameters from its table, and the parts of the address."""
        if self.is_list:
            return [_query_parameter(parameter) for parameter in self.view.parameters]
        return [
            OpenApiParameter(
                name=name,
                location=OpenApiParameter.PATH,
                type={"type": "string", "examples": [PATH_PARAMETERS[name][1]]},
                description=str(PATH_PARAMETERS[name][0]),
            )
            for name in PATH_PARAMETERS
            if f"{{{name}}}" in self.path
        ]

    def get_response_serializers(self) -> Any:
        """A list that tells what has changed holds tombstones among its records."""
        serializer = self.get_serializer() if hasattr(self, "get_serializer") else self._get_serializer()
        tells_changes = self.is_list and any(one.name == "updated_since" for one in self.view.parameters)
        if not tells_changes:
            return serializer
        return PolymorphicProxySerializer(
            component_name=f"{self.view.noun.title()}OrTombstone",
            serializers=[type(serializer), TombstoneSerializer],
            resource_type_field_name=None,
        )

    def _get_response_bodies(self, direction: str = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        numbers = ["400", "404", "429"] if self.is_list else ["404", "410", "429"]
        meanings = {
            "400": _("A parameter can't be used; the answer says which and why."),
            "404": _("There is no such page, or no such record."),
            "410": _("The record was withdrawn. Delete your copy."),
            "429": _("Too many requests. Wait for as long as Retry-After says."),
        }
        for number in numbers:
            reference = {"schema": {"$ref": "#/components/schemas/Problem"}}
            bodies[number] = {
                "description": meanings[number],
                "content": {"application/problem+json": reference},
            }
        return bodies


def _query_parameter(parameter: Any) -> OpenApiParameter:
    schema: dict[str, Any] = {"type": "string"}
    if parameter.enum:
        schema["enum"] = list(parameter.enum)
    if parameter.example:
        schema["examples"] = [parameter.example]
    if parameter.many:
        schema = {"type": "array", "items": schema}
    return OpenApiParameter(
        name=parameter.name,
        location=OpenApiParameter.QUERY,
        type=schema,
        description=str(parameter.description),
        style="form" if parameter.many else None,
        explode=True if parameter.many else None,
    )


class KeyScheme(OpenApiAuthenticationExtension):
    """Describes the key that raises the limit."""

    target_class = "opendata.keys.ApiKeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """A bearer key; reading works without."""
        return {
            "type": "http",
            "scheme": "bearer",
            "description": _("Not needed for reading; a key only raises the limit."),
        }


PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["parameter", "detail"],
                "properties": {"parameter": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
        "withdrawn_at": {"type": "string", "format": "date-time"},
    },
}
