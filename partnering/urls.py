"""Addresses of the notice boards."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

import registry.addresses  # noqa: F401 -- numbers in addresses
from partnering.views import board, own

app_name = "partnering"
urlpatterns = [
    path(_("calls/<slug:funder>/<number:number>/partners/"), board.notices, name="notices"),
    path(_("calls/<slug:funder>/<number:number>/partners/add/"), own.add, name="add"),
    path(
        _("calls/<slug:funder>/<number:number>/partners/<uuid:notice_id>/report/"),
        board.objection,
        name="objection",
    ),
    path(_("my/partners/"), own.mine, name="mine"),
    path(_("my/partners/<uuid:notice_id>/"), own.edit, name="edit"),
    path(_("my/partners/<uuid:notice_id>/end/"), own.finish, name="end"),
    path(_("my/partners/<uuid:notice_id>/write/"), own.contact, name="contact"),
    path(_("my/partners/conversations/<uuid:pk>/"), own.conversation, name="conversation"),
]
