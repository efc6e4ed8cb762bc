"""Who may do what in the Wagtail admin: the groups, with exactly the permissions that they need."""

from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site
from wagtail.snippets.models import create_extra_permissions

from accounts.groups import EDITORS, STAFF

ENTER = "wagtailadmin.access_admin"
PAGE_RIGHTS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
COLLECTION_RIGHTS = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)
EDITOR_RIGHTS = (
    ENTER,
    "cms.view_programmedraft",
    "cms.add_programmedraft",
    "cms.change_programmedraft",
    "cms.publish_programmedraft",
    "simple_translation.submit_translation",
)


GRANTED_BY = ("wagtailcore", "wagtailimages", "wagtaildocs", "wagtailadmin", "simple_translation", "cms")


def on_migrated(sender: Any, **_signal: Any) -> None:
    """Settle groups and site after every migration.

    Django and Wagtail make each room's permissions after this one's turn, so those given are made here.
    """
    for label in GRANTED_BY:
        create_permissions(apps.get_app_config(label), verbosity=0)
    create_extra_permissions(apps.get_app_config("cms"))
    settle_groups()
    settle_site()


def settle_groups() -> None:
    """Make the groups, and give them what they need. Permissions that somebody added stay."""
    staff, _made = Group.objects.get_or_create(name=STAFF)
    staff.permissions.add(*_permissions(ENTER))
    editors, _made = Group.objects.get_or_create(name=EDITORS)
    editors.permissions.add(*_permissions(*EDITOR_RIGHTS))
    root, top = Page.get_first_root_node(), Collection.get_first_root_node()
    for permission in _permissions(*(f"wagtailcore.{name}" for name in PAGE_RIGHTS)) if root else []:
        GroupPagePermission.objects.get_or_create(group=editors, page=root, permission=permission)
    for permission in _permissions(*COLLECTION_RIGHTS) if top else []:
        GroupCollectionPermission.objects.get_or_create(group=editors, collection=top, permission=permission)


def settle_site() -> None:
    """Tell Wagtail the portal's own address, so that the links it makes lead there."""
    address = urlsplit(settings.PUBLIC_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.filter(is_default_site=True).update(
        hostname=address.hostname or "localhost", port=port, site_name="Utlysa"
    )


def _permissions(*names: str) -> list[Permission]:
    found: list[Permission] = []
    for name in names:
        label, codename = name.split(".")
        found += Permission.objects.filter(content_type__app_label=label, codename=codename)
    return found
