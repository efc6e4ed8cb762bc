"""What the portal adds to the Wagtail admin for editors."""

from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page, ReferenceIndex
from wagtail.snippets.models import register_snippet

from cms.closing_days import closing_notes
from cms.dashboard import FailuresPanel
from cms.forms.addresses import is_taken, refusal
from cms.listings import CallListing, ProgrammeListing
from cms.models import CallPage

register_snippet(ProgrammeListing)


def call_listing() -> ViewSet:
    """Give calls a list and a place in the menu of their own."""
    return CallListing()


def admin_css() -> SafeString:
    """Add the portal's few rules for its own panels."""
    return format_html('<link rel="stylesheet" href="{}">', static("cms/admin.css"))


def admin_js() -> SafeString:
    """Let a pressed button wait for the editor's own saving."""
    return format_html('<script type="module" src="{}"></script>', static("cms/publishing.js"))


def show_failures(request: HttpRequest, panels: list[Any]) -> None:
    """Put what failed first on the dashboard."""
    panels.insert(0, FailuresPanel())


def warn_of_closing_days(request: HttpRequest, page: Any) -> None:
    """Tell the editor about closing days on weekends and public holidays; nothing is stopped."""
    if isinstance(page, CallPage) and page.is_source:
        for note in closing_notes(page):
            messages.warning(request, note)


def tell_of_failure(request: HttpRequest, page: Any) -> None:
    """Tell the editor at once when the record did not take what was published."""
    kept = CallPage.objects.filter(pk=page.pk).select_related("published_page").first()
    if kept is not None and kept.live and kept.failed_reason:
        messages.error(request, kept.failed_reason)


def refuse_taken_address(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Refuse a copy at an address that the portal has for itself."""
    if request.method != "POST":
        return None
    slug = request.POST.get("new_slug", "")
    parent = Page.objects.filter(pk=request.POST.get("new_parent_page") or 0).first()
    if not is_taken(slug, parent):
        return None
    messages.error(request, refusal(slug))
    return HttpResponseRedirect(reverse("wagtailadmin_pages:copy", args=[page.pk]))


def keep_secret_documents(document: Any, request: HttpRequest) -> None:
    """Hand out to the public only what a live page links to (calls publish copies). Raises Http404."""
    pages = ReferenceIndex.get_references_to(document).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    told = Page.objects.live().filter(pk__in=[int(pk) for pk in pages.values_list("object_id", flat=True)])
    if not told.exists() and not user_has_any_page_permission(request.user):
        raise Http404


hooks.register("before_serve_document", keep_secret_documents)
hooks.register("register_admin_viewset", call_listing)
hooks.register("insert_global_admin_css", admin_css)
hooks.register("insert_global_admin_js", admin_js)
hooks.register("construct_homepage_panels", show_failures)
hooks.register("after_create_page", warn_of_closing_days)
hooks.register("after_edit_page", warn_of_closing_days)
hooks.register("after_publish_page", tell_of_failure)
hooks.register("before_copy_page", refuse_taken_address)
