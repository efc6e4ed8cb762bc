"""The editors' page in the Wagtail admin: every notice, those that somebody objects to first."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic.base import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.models import User
from partnering.access import may_moderate
from partnering.actions.moderate import keep, take_down
from partnering.models import Notice
from rulebook.verdict import Refused
from wording.speak import sentence


class Moderation(WagtailAdminTemplateMixin, TemplateView):
    """What stands on the boards, and what is said of it."""

    template_name = "partnering/moderation.html"
    header_icon = "group"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Let editors in; everybody else finds nothing here (404)."""
        super().setup(request, *args, **kwargs)
        if not isinstance(request.user, User) or not may_moderate(request.user, now=timezone.now()):
            raise Http404
        self.user: User = request.user

    def get_page_title(self) -> str:
        """Name the page."""
        return _("Partner notices")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List the notices, those with unsettled objections first."""
        waiting = Count("objections", filter=Q(objections__settled_at__isnull=True))
        shown = Notice.objects.shown(timezone.now()).select_related("call__funder", "written_by")
        rows = (
            shown.annotate(waiting=waiting).prefetch_related("objections").order_by("-waiting", "-posted_at")
        )
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"rows": rows[:200]}

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take a notice down, or let it stand."""
        try:
            notice = UUID(request.POST.get("notice", ""))
            if "keep" in request.POST:
                keep(notice_id=notice, actor=self.user, now=timezone.now())
                messages.success(request, _("The notice stands."))
            else:
                reason = request.POST.get("reason", "")
                take_down(notice_id=notice, reason=reason, actor=self.user, now=timezone.now())
                messages.success(request, _("The notice is taken down, and its writer is told why."))
        except Refused as refused:
            for finding in refused.verdict.findings:
                messages.error(request, sentence(finding.sentence))
        except (ValueError, Notice.DoesNotExist) as missing:
            raise Http404 from missing
        return redirect("partner_notices")
