"""Programmes as editors write them."""

import uuid

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PublishingPanel
from wagtail.models import DraftStateMixin, RevisionMixin
from wagtail.search import index

from registry.facts import ProgrammeFacts


class ProgrammeDraft(DraftStateMixin, RevisionMixin, index.Indexed, models.Model):
    """A programme, as a draft until it is published; `key` ties it to the record through every edit."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title_sv = models.CharField(_("Name in Swedish"), max_length=255)
    title_en = models.CharField(_("Name in English"), max_length=255, blank=True)
    description_sv = models.TextField(_("Description in Swedish"), blank=True)
    description_en = models.TextField(_("Description in English"), blank=True)
    budget = models.PositiveBigIntegerField(_("Budget, whole kronor"), null=True, blank=True)
    starts = models.DateField(_("First day"), null=True, blank=True)
    ends = models.DateField(_("Last day"), null=True, blank=True)
    _revisions = GenericRelation(
        "wagtailcore.Revision", related_query_name="programme_draft", for_concrete_model=False
    )

    panels = [
        MultiFieldPanel([FieldPanel("title_sv"), FieldPanel("description_sv")], heading=_("In Swedish")),
        MultiFieldPanel([FieldPanel("title_en"), FieldPanel("description_en")], heading=_("In English")),
        MultiFieldPanel(
            [FieldPanel("budget"), FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")])],
            heading=_("Budget and time"),
        ),
        PublishingPanel(),
    ]
    search_fields = [
        index.SearchField("title_sv"),
        index.SearchField("title_en"),
        index.AutocompleteField("title_sv"),
        index.AutocompleteField("title_en"),
    ]

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["title_sv"]

    def __str__(self) -> str:
        return self.title_sv

    @property
    def revisions(self) -> "GenericRelation":
        """The versions of this programme, as Wagtail asks for them."""
        kept: GenericRelation = self._revisions
        return kept

    def clean(self) -> None:
        """Refuse a programme that ends before it starts."""
        super().clean()
        if self.starts and self.ends and self.ends < self.starts:
            raise ValidationError({"ends": _("The last day is before the first. Choose a later day.")})

    def facts(self) -> ProgrammeFacts:
        """Return what the record is to hold."""
        return ProgrammeFacts(
            key=self.key,
            title_sv=self.title_sv,
            title_en=self.title_en,
            description_sv=self.description_sv,
            description_en=self.description_en,
            budget=self.budget,
            starts=self.starts,
            ends=self.ends,
        )
