"""Addresses of the public record. They are permanent: never change one without a redirect."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter
from django.utils.translation import gettext_lazy as _

from registry import views


class NumberConverter(StringConverter):
    """What a record can be called: no control characters, of which a database may refuse even to be asked."""

    regex = r"[^/\x00-\x1f\x7f]+"


register_converter(NumberConverter, "number")
app_name = "registry"
urlpatterns = [
    path("", views.home, name="home"),
    path(_("calls/"), views.calls, name="calls"),
    path(_("calls/<slug:funder>/<number:number>/"), views.call_page, name="call"),
    path(_("projects/<slug:funder>/<number:number>/"), views.project_page, name="project"),
    path(_("organisations/<number:number>/"), views.organisation_page, name="organisation"),
    path(_("programmes/<slug:funder>/<number:number>/"), views.programme_page, name="programme"),
    path(_("accessibility/"), views.accessibility, name="accessibility"),
    path(_("personal-data/"), views.privacy, name="privacy"),
]
