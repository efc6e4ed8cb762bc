"""Addresses of this room's pages."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from search import views
from search.downloads.views import download

app_name = "search"
urlpatterns = [
    path(_("projects/"), views.projects, name="projects"),
    path(_("search/download.xlsx"), download, {"form": "xlsx"}, name="download_xlsx"),
    path(_("search/download-excel.csv"), download, {"form": "excel"}, name="download_excel"),
    path(_("search/download.csv"), download, {"form": "csv"}, name="download_csv"),
    path(_("search/download.jsonl"), download, {"form": "jsonl"}, name="download_jsonl"),
]
