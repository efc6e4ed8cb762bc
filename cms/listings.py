"""Lists in the admin menu: every call, every programme."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.blocks.moments import moment_of
from cms.models import CallPage, ProgrammeDraft
from wording.speak import day


def number_of(page: CallPage) -> str:
    """Return the number that the record gave the call, or a dash."""
    return page.record.diarienummer if page.record else "–"


def closing_of(page: CallPage) -> str:
    """Return the last closing day among the rounds of the draft, or a dash."""
    moments = [moment_of(child.value["closes"]) for child in page.specific.rounds]
    known = [moment for moment in moments if moment is not None]
    return day(max(known)) if known else "–"


class CallListing(PageListingViewSet):
    """Every call that editors have written."""

    model = CallPage
    icon = "doc-full"
    menu_label = _("Calls")
    menu_order = 110
    add_to_admin_menu = True
    name = "calls"

    columns = [
        *PageListingViewSet.index_view_class.base_columns[:2],
        Column("number", label=_("Case number"), accessor=number_of, width="12%"),
        Column("closing", label=_("Closes"), accessor=closing_of, width="16%"),
        *PageListingViewSet.index_view_class.base_columns[3:],
    ]


class ProgrammeListing(SnippetViewSet):
    """Every programme."""

    model = ProgrammeDraft
    icon = "folder-open-inverse"
    menu_label = _("Programmes")
    menu_order = 120
    add_to_admin_menu = True
    list_display: list[Any] = ["title_sv", "title_en", "starts", "ends"]
    search_fields = ["title_sv", "title_en"]
