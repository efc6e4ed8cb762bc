"""Addresses of the public record. They are permanent: never change one without a redirect."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

import registry.addresses  # noqa: F401 -- numbers in addresses
from registry import views

app_name = "registry"
urlpatterns = [
    path("", views.home, name="home"),
    path(_("calls/"), views.calls, name="calls"),
    path(_("calls/<slug:funder>/<number:number>/"), views.call_page, name="call"),
    path(_("calls/<slug:funder>/<number:number>/dates.ics"), views.call_dates, name="call_dates"),
    path(
        _("calls/<slug:funder>/<number:number>/can-we-apply/<number:round_number>/"),
        views.self_check,
        name="self_check",
    ),
    path(_("projects/<slug:funder>/<number:number>/"), views.project_page, name="project"),
    path(_("organisations/<number:number>/"), views.organisation_page, name="organisation"),
    path(_("programmes/<slug:funder>/<number:number>/"), views.programme_page, name="programme"),
    path(_("accessibility/"), views.accessibility, name="accessibility"),
    path(_("personal-data/"), views.privacy, name="privacy"),
]
