"""Small shapes that several records share, and how addresses are written."""

from collections.abc import Callable
from typing import Any, TypedDict, TypeVar

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from registry.models import Funder
from rulebook.identifiers import shown_number
from wording.addresses import address_pattern

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def described(schema: Any) -> Callable[[Decorated], Decorated]:
    """Say what a field's value looks like: a piece of schema, or the serializer of its shape."""
    decorate: Callable[[Decorated], Decorated] = extend_schema_field(schema)
    return decorate


class Context(TypedDict):
    """What serializers are told: the address of this server, and the moment."""

    base: str
    now: Any


def address(context: Any, name: str, *parts: object, language: str = "sv") -> str:
    """The absolute address of a page or an answer; the pattern is looked up once."""
    return str(context["base"]) + address_pattern(name, language, len(parts)).format(*parts)


@described({"type": ["string", "null"], "examples": ["202100-5216"]})
class OrganisationNumberField(serializers.Field[str, str, "str | None", Any]):
    """Ten digits with a hyphen, or null."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Organisation number, NNNNNN-NNNN. Null when there is none."))
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: str) -> str | None:
        """Write the number with its hyphen."""
        return shown_number(value) or None


class KnownField(serializers.Field[str, str, "str | None", Any]):
    """A code of a fixed list; what is unknown (empty in the record) is null."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: str) -> str | None:
        """Write the code, or null."""
        return value or None


class FunderRefSerializer(serializers.ModelSerializer[Funder]):
    """The funder of a record, in short."""

    organisation_number = OrganisationNumberField()

    class Meta:
        model = Funder
        fields = ["slug", "name_sv", "name_en", "organisation_number"]
        read_only_fields = fields


class RecordRefSerializer(serializers.Serializer[Any]):
    """Another record, in short: enough to show it and to fetch it."""

    id = serializers.CharField(help_text=_("Funder and case number, as in the address."))
    diarienummer = serializers.CharField(help_text=_("Case number, YYYY-NNNNN; unique within its funder."))
    title_sv = serializers.CharField()
    title_en = serializers.CharField(help_text=_("Empty when there is no English text."))
    url = serializers.URLField()


class TombstoneSerializer(serializers.Serializer[Any]):
    """A record that was withdrawn. Delete your copy of it."""

    id = serializers.CharField()
    diarienummer = serializers.CharField(required=False)
    withdrawn = serializers.BooleanField(help_text=_("Always true here."))
    withdrawn_at = serializers.DateTimeField()


def reference(context: Any, name: str, funder: str, record: Any) -> dict[str, str] | None:
    """Write a reference to a record of `funder`, or None when there is no record or it is withdrawn."""
    if record is None or record.withdrawn_at is not None:
        return None
    return {
        "id": f"{funder}/{record.diarienummer}",
        "diarienummer": record.diarienummer,
        "title_sv": record.title_sv,
        "title_en": record.title_en,
        "url": address(context, f"opendata:{name}", funder, record.diarienummer),
    }
