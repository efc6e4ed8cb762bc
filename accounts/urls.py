"""Addresses about the person who is signed in."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

import registry.addresses  # noqa: F401 -- numbers in addresses
from accounts import follow_pages, profile_pages
from accounts.session import session
from accounts.views import start

app_name = "accounts"
urlpatterns = [
    path("start/", start, name="start"),
    path("session/", session, name="session"),
    path(_("follow/<slug:funder>/<number:number>/"), follow_pages.follow_call, name="follow"),
    path(_("following/"), follow_pages.asked, name="follow_asked"),
    path(_("following/confirm/<str:token>/"), follow_pages.confirm_following, name="follow_confirm"),
    path(_("following/end/<str:token>/"), follow_pages.end_following, name="follow_end"),
    path(_("organisations/"), profile_pages.profiles, name="profiles"),
    path(_("organisations/new/"), profile_pages.new_profile, name="new_profile"),
    path(_("organisations/invitation/<str:secret>/"), profile_pages.invitation, name="member_invitation"),
    path(_("organisations/<int:pk>/"), profile_pages.profile, name="profile"),
    path(_("organisations/<int:pk>/change/"), profile_pages.change_profile, name="change_profile"),
    path(_("organisations/<int:pk>/invite/"), profile_pages.invite, name="invite_member"),
    path(
        _("organisations/<int:pk>/invitations/<uuid:invitation_id>/withdraw/"),
        profile_pages.uninvite,
        name="uninvite_member",
    ),
    path(_("organisations/<int:pk>/people/<int:membership_id>/"), profile_pages.member, name="member"),
]
