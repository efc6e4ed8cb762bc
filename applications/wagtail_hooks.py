"""The officers' desk in the Wagtail admin: its addresses, its menu, its panel on the first page."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLResolver, include, path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from accounts.models import User
from applications import desk_urls
from applications.worklist import WAIT_NAMES, WAITS_OF, Desk, desk_of
from rulebook.access import StaffRole


def desk_of_request(request: HttpRequest) -> Desk | None:
    """The desk of the person who asks, found once for each request; None for everybody without a role."""
    if not isinstance(request.user, User):
        return None
    kept: Desk | None = getattr(request, "desk", None)
    if kept is None:
        kept = desk_of(request.user, now=timezone.now())
        request.desk = kept  # type: ignore[attr-defined]
    return kept if kept.roles else None


def desk_addresses() -> list[URLResolver]:
    """Put the desk under /admin/cases/."""
    return [path("cases/", include(desk_urls))]


class DeskMenuItem(MenuItem):
    """A menu item for some roles at the desk."""

    def __init__(self, *args: Any, roles: frozenset[StaffRole], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roles = roles

    def is_shown(self, request: HttpRequest) -> bool:
        """Show the item to these roles only, superusers not excepted."""
        desk = desk_of_request(request)
        return desk is not None and bool(desk.roles & self.roles)


def cases_item() -> MenuItem:
    """Every case, for those who work with all of them."""
    return DeskMenuItem(
        _("Cases"),
        reverse_lazy("desk:start"),
        name="cases",
        icon_name="folder-open-inverse",
        order=10,
        roles=frozenset({StaffRole.OFFICER, StaffRole.DECIDER, StaffRole.REGISTRAR}),
    )


def assignments_item() -> MenuItem:
    """The assessor's own cases."""
    return DeskMenuItem(
        _("My assignments"),
        reverse_lazy("desk:assignments"),
        name="assignments",
        icon_name="clipboard-list",
        order=11,
        roles=frozenset({StaffRole.ASSESSOR}),
    )


def only_what_is_theirs(request: HttpRequest, items: list[MenuItem]) -> None:
    """Keep the editors' menus from people who only work at the desk."""
    if not user_has_any_page_permission(request.user):
        items[:] = [item for item in items if isinstance(item, DeskMenuItem) or item.name == "settings"]


class WaitingPanel(Component):
    """What waits for the person: every number leads to the cases behind it."""

    name = "waiting"
    order = 5
    template_name = "applications/desk/waiting_panel.html"

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Count what waits."""
        own = set(WAITS_OF[StaffRole.ASSESSOR])
        rows = []
        for wait, cases in self.desk.waiting().items():
            count = cases.count()
            address = (
                reverse("desk:assignments") if wait in own else f"{reverse('desk:start')}?waits={wait.value}"
            )
            if count:
                rows.append({"label": WAIT_NAMES[wait], "count": count, "url": address})
        return {"rows": rows}


def show_waiting(request: HttpRequest, panels: list[Any]) -> None:
    """Put what waits first on the admin's first page."""
    desk = desk_of_request(request)
    if desk is not None:
        panels.insert(0, WaitingPanel(desk))


def desk_css() -> SafeString:
    """Add the desk's few rules to Wagtail's own."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/desk.css"))


hooks.register("register_admin_urls", desk_addresses)
hooks.register("register_admin_menu_item", cases_item)
hooks.register("register_admin_menu_item", assignments_item)
hooks.register("construct_main_menu", only_what_is_theirs)
hooks.register("construct_homepage_panels", show_waiting)
hooks.register("insert_global_admin_css", desk_css)
