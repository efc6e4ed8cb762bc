"""The public pages of the record, one file each."""

from registry.views.calls import call_dates, call_page, calls
from registry.views.home import home
from registry.views.organisations import organisation_page
from registry.views.programmes import programme_page
from registry.views.projects import project_page
from registry.views.self_check import self_check
from registry.views.statements import accessibility, privacy

__all__ = [
    "accessibility",
    "call_dates",
    "call_page",
    "calls",
    "home",
    "organisation_page",
    "privacy",
    "programme_page",
    "project_page",
    "self_check",
]
