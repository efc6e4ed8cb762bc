"""Calls as editors write them. The published call is the registry's copy, never this page."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page

from cms.blocks.criteria import CriteriaBlock, SlotsBlock
from cms.blocks.particulars import CallBody
from cms.blocks.rounds import RoundsBlock
from cms.blocks.rules import RulesBlock
from cms.blocks.sections import SectionsBlock
from cms.fields import BlocksField
from cms.forms.addresses import AddressedPageForm
from cms.forms.call import CallPageForm
from cms.panels import CallStatePanel
from cms.preview import form_preview_of, preview_of
from registry.models import Call

# What only the page in the source language says. Its translations hold texts and nothing else.
SOURCE_ONLY = ("programme", "invited_only", "rules", "criteria", "rounds", "slots", "sections")
REASONS = ("amendment_reason_sv", "amendment_reason_en")


class CallIndexPage(Page):
    """The place in the page tree where calls are written. Readers see the registry's list of calls."""

    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.CallPage"]
    base_form_class = AddressedPageForm
    preview_modes: list[Any] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = gettext_lazy("place for calls")
        verbose_name_plural = gettext_lazy("places for calls")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send readers to the list of published calls."""
        return HttpResponseRedirect(resolve_url("registry:calls"))


class CallPage(Page):
    """A call: the editors' draft. Publishing copies it into the record (see `cms.publishing`).

    The page in the source language gives facts and rounds; its translation fills the texts of the other
    language. Both share their translation key, which is the call's key in the record.
    """

    ingress = models.TextField(
        gettext_lazy("Ingress"),
        blank=True,
        max_length=600,
        help_text=gettext_lazy("What the call is about, in one to three sentences."),
    )
    who = models.TextField(gettext_lazy("Who can apply?"), blank=True, max_length=600)
    what = models.TextField(gettext_lazy("For what?"), blank=True, max_length=600)
    how_much = models.TextField(gettext_lazy("How much?"), blank=True, max_length=600)
    body: Any = BlocksField(CallBody(required=False), blank=True, verbose_name=gettext_lazy("The call"))
    programme = models.ForeignKey(
        "cms.ProgrammeDraft",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("Programme"),
    )
    invited_only = models.BooleanField(gettext_lazy("Only those invited may apply"), default=False)
    rules: Any = BlocksField(RulesBlock(required=False), blank=True, verbose_name=gettext_lazy("Rules"))
    criteria: Any = BlocksField(
        CriteriaBlock(required=False), blank=True, verbose_name=gettext_lazy("Criteria")
    )
    rounds: Any = BlocksField(RoundsBlock(required=False), blank=True, verbose_name=gettext_lazy("Rounds"))
    slots: Any = BlocksField(SlotsBlock(required=False), blank=True, verbose_name=gettext_lazy("Attachments"))
    sections: Any = BlocksField(
        SectionsBlock(required=False), blank=True, verbose_name=gettext_lazy("Sections")
    )
    amendment_reason_sv = models.TextField(
        gettext_lazy("Why the call changes, in Swedish"), blank=True, max_length=1000
    )
    amendment_reason_en = models.TextField(
        gettext_lazy("Why the call changes, in English"), blank=True, max_length=1000
    )

    parent_page_types = ["cms.CallIndexPage"]
    subpage_types: list[str] = []
    base_form_class = CallPageForm
    exclude_fields_in_copy = list(REASONS)
    preview_modes = [("", gettext_lazy("The call")), ("form", gettext_lazy("The form"))]

    content_panels = [
        CallStatePanel(),
        *Page.content_panels,
        FieldPanel("ingress"),
        MultiFieldPanel(
            [FieldPanel("who"), FieldPanel("what"), FieldPanel("how_much")],
            heading=gettext_lazy("The call in short"),
        ),
        FieldPanel("body"),
        FieldPanel("programme"),
        FieldPanel("invited_only"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=gettext_lazy("Content")),
            ObjectList(
                [
                    FieldPanel(
                        "rounds",
                        help_text=gettext_lazy(
                            "A round that has opened keeps its moments, form and rules. "
                            "To change them you must tell readers why, on the tab “Publishing”."
                        ),
                    ),
                ],
                heading=gettext_lazy("Rounds"),
            ),
            ObjectList(
                [
                    FieldPanel(
                        "sections",
                        help_text=gettext_lazy(
                            "Applicants fill in the standard form: the project, the parties, goals and plan, "
                            "budget, contacts and attachments. Here you add sections with questions of your "
                            "own. See them as applicants will under Preview, “The form”."
                        ),
                    ),
                    FieldPanel(
                        "slots",
                        help_text=gettext_lazy("What applicants attach on the page “Attachments”."),
                    ),
                ],
                heading=gettext_lazy("Questions"),
            ),
            ObjectList(
                [
                    FieldPanel(
                        "rules",
                        help_text=gettext_lazy(
                            "Every rule is shown beside the application while it is written, "
                            "and checked again before a decision."
                        ),
                    )
                ],
                heading=gettext_lazy("Rules"),
            ),
            ObjectList([FieldPanel("criteria")], heading=gettext_lazy("Criteria")),
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldPanel(name) for name in REASONS],
                        heading=gettext_lazy("Change of an open call"),
                        help_text=gettext_lazy(
                            "Write this only if a round has opened and you change its form, rules, "
                            "criteria or moments. Readers see the reason on the page of the call."
                        ),
                    ),
                    FieldPanel("slug"),
                ],
                heading=gettext_lazy("Publishing"),
            ),
        ]
    )

    class Meta:
        verbose_name = gettext_lazy("call")
        verbose_name_plural = gettext_lazy("calls")

    @classmethod
    def can_create_at(cls, parent: Any) -> bool:
        """Allow new calls among the pages in the source language only; others are translations."""
        return bool(super().can_create_at(parent)) and parent.locale.language_code == settings.LANGUAGE_CODE

    @property
    def is_source(self) -> bool:
        """Whether this page is in the language whose page gives facts and rounds; new pages always are."""
        return self.locale_id is None or bool(self.locale.language_code == settings.LANGUAGE_CODE)

    @cached_property
    def record(self) -> Call | None:
        """The published call that this page has become, or None."""
        return Call.objects.filter(key=self.translation_key).first()

    @property
    def failed_reason(self) -> str:
        """Why the record does not hold what this page says; empty when it does."""
        published = getattr(self, "published_page", None)
        return published.failed_reason if published else ""

    @property
    def status_string(self) -> str:
        """Wagtail's word for where the page stands; says so when the record refused it."""
        if self.live and self.failed_reason:
            return _("live, but not in the record")
        return str(super().status_string)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send readers to the call's permanent address in the record, or answer 404 if it is not there."""
        call = self.record
        if call is None or call.withdrawn_at is not None:
            raise Http404
        return HttpResponseRedirect(resolve_url(call))

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the call as its page in the record would show it, or its form as applicants would see it."""
        return form_preview_of(self, request) if mode_name == "form" else preview_of(self, request)
