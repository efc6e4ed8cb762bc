"""Addresses of this room's pages."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from search.downloads.views import download
from search.saved import pages as saved
from search.saved.feed import feed
from search.views.choices import choices
from search.views.results import found
from search.views.suggestions import suggestions

app_name = "search"
urlpatterns = [
    path(_("projects/"), found, {"kind": "project"}, name="projects"),
    path(_("search/calls/"), found, {"kind": "call"}, name="calls"),
    path(_("search/results/"), found, {"kind": "outcome"}, name="outcomes"),
    path(_("search/organisations/"), found, {"kind": "organisation"}, name="organisations"),
    path(_("search/programmes/"), found, {"kind": "programme"}, name="programmes"),
    path(_("search/pages/"), found, {"kind": "page"}, name="pages"),
    path(_("search/choices/<slug:facet>/"), choices, name="choices"),
    path(_("search/suggestions/"), suggestions, name="suggestions"),
    path(_("search/download.xlsx"), download, {"form": "xlsx"}, name="download_xlsx"),
    path(_("search/download-excel.csv"), download, {"form": "excel"}, name="download_excel"),
    path(_("search/download.csv"), download, {"form": "csv"}, name="download_csv"),
    path(_("search/download.jsonl"), download, {"form": "jsonl"}, name="download_jsonl"),
    path(_("search/atom/"), feed, name="feed"),
    path(_("search/save/"), saved.save, name="save"),
    path(_("search/saved/"), saved.own, name="saved_own"),
    path(_("search/saved/asked/"), saved.asked, name="saved_asked"),
    path(_("search/saved/confirm/<str:token>/"), saved.confirm, name="saved_confirm"),
    path(_("search/saved/end/<str:token>/"), saved.end, name="saved_end"),
    path(_("search/saved/list/<str:token>/"), saved.by_link, name="saved_list"),
]
