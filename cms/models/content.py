"""The root of the page tree, and ordinary pages."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.blocks.texts import PageBody
from cms.fields import BlocksField
from cms.forms.addresses import AddressedPageForm


class HomePage(Page):
    """The root of the pages in one language. The front page itself is the registry's."""

    parent_page_types: list[str] = []
    subpage_types = ["cms.ContentPage", "cms.CallIndexPage"]
    preview_modes: list[Any] = []

    class Meta:
        verbose_name = _("home")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send readers to the front page."""
        return HttpResponseRedirect(resolve_url("registry:home"))


class ContentPage(Page):
    """An ordinary page: about us, how to apply, news."""

    ingress = models.TextField(
        _("Ingress"),
        blank=True,
        max_length=600,
        help_text=_("One to three sentences that say the most important."),
    )
    body: Any = BlocksField(PageBody(), blank=True, verbose_name=_("Body"))

    parent_page_types = ["cms.HomePage", "cms.ContentPage"]
    subpage_types = ["cms.ContentPage"]
    base_form_class = AddressedPageForm
    template = "cms/content_page.html"
    content_panels = [*Page.content_panels, FieldPanel("ingress"), FieldPanel("body")]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
