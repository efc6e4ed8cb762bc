"""A call's notice board, open to everyone."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.limits import Limit, client_of
from accounts.models import User
from partnering.access import last_closing
from partnering.actions.moderate import object_to
from partnering.forms import NarrowForm, ObjectionForm
from partnering.models import Notice, NoticeQuerySet
from registry.models import Call
from registry.places import counties
from rulebook.verdict import Refused
from wording.refusals import show_refusal

PER_PAGE = 20
OBJECTIONS = Limit("object-to-notice", most=10, seconds=3600)


def call_of(funder: str, number: str) -> Call:
    """Return a published call. Raises Http404."""
    found = Call.objects.select_related("funder").filter(withdrawn_at__isnull=True)
    return get_object_or_404(found, funder__slug=funder, diarienummer=number)


@require_safe
def notices(request: HttpRequest, funder: str, number: str) -> HttpResponse:
    """List the notices of a call, newest first, by sector and county."""
    now = timezone.now()
    call = call_of(funder, number)
    form = NarrowForm(request.GET)
    chosen = _narrowed(Notice.objects.shown(now).filter(call=call), form.chosen())
    page = Paginator(chosen, PER_PAGE).get_page(request.GET.get("page"))
    for notice in page:
        _dress(notice, request)
    context = {
        "call": call,
        "form": NarrowForm(initial=form.chosen()),
        "is_narrowed": bool(form.chosen()),
        "page": page,
        "is_open": last_closing(call, now) is not None,
    }
    return render(request, "partnering/notices.html", context)


def _narrowed(found: NoticeQuerySet, chosen: dict[str, str]) -> list[Notice]:
    if sector := chosen.get("sector"):
        found = found.filter(sector=sector)
    if county := chosen.get("county"):
        found = found.filter(county_code__in=[county, ""])
    wanted = chosen.get("looks_for")
    # A board holds tens of notices: reading a list of theirs is no work for the database.
    return [one for one in found if not wanted or not one.seeks_sectors or wanted in one.seeks_sectors]


def _dress(notice: Notice, request: HttpRequest) -> None:
    labels = dict(Notice._meta.get_field("sector").flatchoices)
    place = counties().get(notice.county_code)
    notice.county = place.name if place else ""  # type: ignore[attr-defined]
    notice.sought = [labels[key] for key in notice.seeks_sectors if key in labels]  # type: ignore[attr-defined]
    notice.is_own = request.user.is_authenticated and notice.written_by_id == request.user.pk  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: HttpRequest, funder: str, number: str, notice_id: str) -> HttpResponse:
    """Let anyone say that a notice does not belong here."""
    now = timezone.now()
    call = call_of(funder, number)
    notice = get_object_or_404(Notice.objects.shown(now).filter(call=call), pk=notice_id)
    form = ObjectionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            if not OBJECTIONS.spend(client_of(request)):
                messages.error(request, _("That was many in an hour. Wait a while."))
                return redirect("partnering:notices", funder, number)
            actor = request.user.journal_name if isinstance(request.user, User) else "visitor"
            object_to(notice_id=notice.pk, reason=form.cleaned_data["reason"], actor=actor, now=now)
        except Refused as refused:
            show_refusal(form, refused.verdict)
        else:
            messages.success(request, _("Thank you. An editor looks at the notice."))
            return redirect("partnering:notices", funder, number)
    context = {"call": call, "notice": notice, "form": form}
    return render(request, "partnering/objection.html", context, status=422 if form.errors else 200)
