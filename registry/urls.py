"""Addresses of the public record. They are permanent: never change one without a redirect."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from registry import views

app_name = "registry"
urlpatterns = [
    path("", views.home, name="home"),
    path(_("calls/"), views.calls, name="calls"),
    path(_("calls/<slug:funder>/<str:number>/"), views.call_page, name="call"),
    path(_("projects/<slug:funder>/<str:number>/"), views.project_page, name="project"),
    path(_("organisations/<str:number>/"), views.organisation_page, name="organisation"),
    path(_("programmes/<slug:funder>/<str:number>/"), views.programme_page, name="programme"),
    path(_("accessibility/"), views.accessibility, name="accessibility"),
    path(_("personal-data/"), views.privacy, name="privacy"),
]
