"""What the boards add to the Wagtail admin: the editors' page and its place in the menu."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.models import User
from partnering.access import may_moderate
from partnering.views.moderation import Moderation


def moderation_address() -> list[URLPattern]:
    """Put the editors' page under /admin/partners/."""
    return [path("partners/", Moderation.as_view(), name="partner_notices")]


class ModerationItem(MenuItem):
    """Shown to editors."""

    def is_shown(self, request: HttpRequest) -> Any:
        """Show the item to those who may take notices down."""
        return isinstance(request.user, User) and may_moderate(request.user, now=timezone.now())


def moderation_item() -> MenuItem:
    """Every notice on the boards."""
    return ModerationItem(
        _("Partner notices"), reverse_lazy("partner_notices"), name="partners", icon_name="group", order=130
    )


hooks.register("register_admin_urls", moderation_address)
hooks.register("register_admin_menu_item", moderation_item)
