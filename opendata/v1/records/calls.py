"""Programmes, calls and rounds."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from opendata.v1.records.parts import FunderRefSerializer, RecordRefSerializer, address, described, reference
from registry.models import Call, CallAmendment, CallDocument, Programme, Round
from registry.openings import OpeningState, opening_of, state_of

STATUS = {"type": "string", "enum": [state.value for state in OpeningState]}


class ProgrammeSerializer(serializers.ModelSerializer[Programme]):
    """A programme: what calls belong to."""

    id = serializers.SerializerMethodField(help_text=_("Funder and case number, as in the address."))
    url = serializers.SerializerMethodField()
    funder = FunderRefSerializer()
    calls = serializers.SerializerMethodField(help_text=_("The programme's calls, in short."))
    withdrawn = serializers.SerializerMethodField(help_text=_("Always false here; true in a tombstone."))

    class Meta:
        model = Programme
        fields = [
            "id",
            "diarienummer",
            "url",
            "funder",
            "title_sv",
            "title_en",
            "description_sv",
            "description_en",
            "budget",
            "starts",
            "ends",
            "calls",
            "updated_at",
            "version",
            "withdrawn",
        ]
        read_only_fields = fields
        extra_kwargs = {"budget": {"help_text": _("Whole kronor. Null when unknown.")}}

    def get_id(self, programme: Programme) -> str:
        """Funder and number."""
        return f"{programme.funder.slug}/{programme.diarienummer}"

    @described({"type": "string", "format": "uri"})
    def get_url(self, programme: Programme) -> str:
        """Where this answer is fetched."""
        return address(self.context, "opendata:programme", programme.funder.slug, programme.diarienummer)

    @described(RecordRefSerializer(many=True))
    def get_calls(self, programme: Programme) -> list[dict[str, str]]:
        """The calls that are not withdrawn."""
        slug = programme.funder.slug
        found = (reference(self.context, "call", slug, call) for call in programme.calls.all())
        return [call for call in found if call is not None]

    @described({"type": "boolean", "const": False})
    def get_withdrawn(self, programme: Programme) -> bool:
        """A withdrawn programme is never written in full."""
        return False


class RoundShortSerializer(serializers.ModelSerializer[Round]):
    """A round inside its call."""

    url = serializers.SerializerMethodField()
    status = serializers.SerializerMethodField()
    by_invitation_from = serializers.CharField(
        source="follows.diarienummer",
        default=None,
        allow_null=True,
        help_text=_("The sketch round whose invited ones alone may apply; null where anybody may."),
    )

    class Meta:
        model = Round
        fields = [
            "diarienummer",
            "url",
            "title_sv",
            "title_en",
            "step",
            "by_invitation_from",
            "status",
            "opens_at",
            "closes_at",
            "decision_expected",
            "earliest_start",
            "latest_start",
            "latest_end",
        ]
        read_only_fields = fields
        extra_kwargs = {
            "step": {"help_text": _("1, or 2 for the second step of a call in two steps.")},
            "closes_at": {"help_text": _("The last moment at which anything is received.")},
        }

    @described({"type": "string", "format": "uri"})
    def get_url(self, one: Round) -> str:
        """Where the round is fetched."""
        return address(self.context, "opendata:round", one.call.funder.slug, one.diarienummer)

    @described(STATUS)
    def get_status(self, one: Round) -> str:
        """Upcoming, open or closed, now."""
        return state_of(one, self.context["now"]).value


class RoundSerializer(RoundShortSerializer):
    """A round with the form and the rules that its applications are held to."""

    id = serializers.SerializerMethodField(help_text=_("Funder and case number, as in the address."))
    funder = FunderRefSerializer(source="call.funder")
    call = serializers.SerializerMethodField()
    form = serializers.JSONField(
        source="form.content", default=None, help_text=_("Sections, questions and attachments.")
    )
    rules = serializers.JSONField(
        source="rules.content", default=None, help_text=_("The rules with their parameters and clauses.")
    )
    withdrawn = serializers.SerializerMethodField(help_text=_("Always false here; true in a tombstone."))

    class Meta(RoundShortSerializer.Meta):
        fields = [
            "id",
            *RoundShortSerializer.Meta.fields,
            "funder",
            "call",
            "form",
            "rules",
            "updated_at",
            "version",
            "withdrawn",
        ]
        read_only_fields = fields

    def get_id(self, one: Round) -> str:
        """Funder and number."""
        return f"{one.call.funder.slug}/{one.diarienummer}"

    @described(RecordRefSerializer(allow_null=True))
    def get_call(self, one: Round) -> dict[str, str] | None:
        """The call, in short."""
        return reference(self.context, "call", one.call.funder.slug, one.call)

    @described({"type": "boolean", "const": False})
    def get_withdrawn(self, one: Round) -> bool:
        """A withdrawn round is never written in full."""
        return False


class DocumentSerializer(serializers.ModelSerializer[CallDocument]):
    """A document that the call hands out."""

    url = serializers.SerializerMethodField()

    class Meta:
        model = CallDocument
        fields = ["title", "language", "is_primary", "media_type", "sha256", "url"]
        read_only_fields = fields

    @described({"type": "string", "format": "uri"})
    def get_url(self, document: CallDocument) -> str:
        """Where the file lies."""
        return str(self.context["base"]) + document.file.url


class AmendmentSerializer(serializers.ModelSerializer[CallAmendment]):
    """A change of the call after it opened, with its reason."""

    class Meta:
        model = CallAmendment
        fields = ["at", "reason_sv", "reason_en", "changed"]
        read_only_fields = fields


TEXTS = [
    f"{name}_{language}"
    for name in ("title", "ingress", "who", "what", "how_much", "body")
    for language in ("sv", "en")
]


class CallSerializer(serializers.ModelSerializer[Call]):
    """A call for proposals as it was published, with its rounds."""

    id = serializers.SerializerMethodField(help_text=_("Funder and case number, as in the address."))
    url = serializers.SerializerMethodField()
    page_sv = serializers.SerializerMethodField(help_text=_("The call's page in Swedish."))
    page_en = serializers.SerializerMethodField(help_text=_("The call's page in English."))
    funder = FunderRefSerializer()
    programme = serializers.SerializerMethodField()
    status = serializers.SerializerMethodField(help_text=_("Upcoming, open or closed now, by its rounds."))
    rounds = serializers.SerializerMethodField()
    documents = DocumentSerializer(many=True)
    amendments = AmendmentSerializer(many=True)
    withdrawn = serializers.SerializerMethodField(help_text=_("Always false here; true in a tombstone."))

    class Meta:
        model = Call
        fields = [
            "id",
            "diarienummer",
            "url",
            "page_sv",
            "page_en",
            "funder",
            "programme",
            *TEXTS,
            "status",
            "invited_only",
            "rounds",
            "criteria",
            "contacts",
            "links",
            "dates",
            "documents",
            "amendments",
            "published_at",
            "updated_at",
            "version",
            "withdrawn",
        ]
        read_only_fields = fields
        extra_kwargs = {"body_sv": {"help_text": _("HTML of a small, safe kind.")}}

    def get_id(self, call: Call) -> str:
        """Funder and number."""
        return f"{call.funder.slug}/{call.diarienummer}"

    @described({"type": "string", "format": "uri"})
    def get_url(self, call: Call) -> str:
        """Where this answer is fetched."""
        return address(self.context, "opendata:call", call.funder.slug, call.diarienummer)

    @described({"type": "string", "format": "uri"})
    def get_page_sv(self, call: Call) -> str:
        """The call's page in Swedish."""
        return address(self.context, "registry:call", call.funder.slug, call.diarienummer)

    @described({"type": "string", "format": "uri"})
    def get_page_en(self, call: Call) -> str:
        """The call's page in English."""
        return address(self.context, "registry:call", call.funder.slug, call.diarienummer, language="en")

    @described(RecordRefSerializer(allow_null=True))
    def get_programme(self, call: Call) -> dict[str, str] | None:
        """The programme, in short."""
        return reference(self.context, "programme", call.funder.slug, call.programme)

    @described(STATUS)
    def get_status(self, call: Call) -> str:
        """Upcoming, open or closed, now."""
        return opening_of(list(call.rounds.all()), self.context["now"]).state.value

    @described(RoundShortSerializer(many=True))
    def get_rounds(self, call: Call) -> list[dict[str, Any]]:
        """The rounds that are not withdrawn."""
        rounds = [one for one in call.rounds.all() if one.withdrawn_at is None]
        return list(RoundShortSerializer(rounds, many=True, context=self.context).data)

    @described({"type": "boolean", "const": False})
    def get_withdrawn(self, call: Call) -> bool:
        """A withdrawn call is never written in full."""
        return False
