"""What a signed-in person does on the boards: notices of their own, and conversations."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from partnering.access import last_closing
from partnering.actions.change import change, end
from partnering.actions.notices import NoticeChanged
from partnering.actions.post import post
from partnering.actions.write import ask, reply
from partnering.forms import MessageForm, NoticeForm
from partnering.models import Conversation, Notice
from partnering.views.board import call_of
from rulebook.verdict import Refused
from wording.refusals import show_refusal


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 -- login_required lets nobody else in
    return request.user


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show the person's own notices and conversations."""
    user, now = _person(request), timezone.now()
    own = list(Notice.objects.of(user).select_related("call__funder"))
    for notice in own:
        notice.stands = notice.is_shown(now)  # type: ignore[attr-defined]
    held = Conversation.objects.visible_to(user).select_related("notice__call", "notice__written_by", "asker")
    talks = [{"conversation": one, "other": one.other_than(user)} for one in held]
    return render(request, "partnering/mine.html", {"notices": own, "talks": talks})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, funder: str, number: str) -> HttpResponse:
    """Put up a notice."""
    now = timezone.now()
    call = call_of(funder, number)
    if last_closing(call, now) is None:
        return redirect("partnering:notices", funder, number)
    form = NoticeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            post(
                call_id=call.pk,
                given=form.given(),
                language=(get_language() or "sv")[:2],
                actor=_person(request),
                now=now,
            )
        except Refused as refused:
            show_refusal(form, refused.verdict)
        else:
            messages.success(request, _("The notice is on the board."))
            return redirect("partnering:notices", funder, number)
    return _form(request, {"call": call, "form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Change the own notice."""
    user, now = _person(request), timezone.now()
    notice = get_object_or_404(
        Notice.objects.of(user).shown(now).select_related("call__funder"), pk=notice_id
    )
    if request.method != "POST":
        return _form(request, {"call": notice.call, "notice": notice, "form": NoticeForm.of_notice(notice)})
    form = NoticeForm(request.POST)
    if form.is_valid():
        try:
            change(
                notice_id=notice.pk,
                given=form.given(),
                version=form.cleaned_data.get("version") or 0,
                language=notice.language,
                actor=user,
                now=now,
            )
        except Refused as refused:
            show_refusal(form, refused.verdict)
        except NoticeChanged:
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["version"] = notice.version  # type: ignore[index]
            sentence = _(
                "The notice was changed elsewhere meanwhile. Your text stands here: save again to keep it."
            )
            form.add_error(None, sentence)
        else:
            messages.success(request, _("The notice is changed."))
            return redirect("partnering:notices", notice.call.funder.slug, notice.call.diarienummer)
    return _form(request, {"call": notice.call, "notice": notice, "form": form})


def _form(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    form = context["form"]
    wrong = isinstance(form, NoticeForm) and bool(form.errors)
    return render(request, "partnering/notice_form.html", context, status=422 if wrong else 200)


@login_required
@require_POST
def finish(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Take the own notice off the board."""
    try:
        end(notice_id=notice_id, actor=_person(request), now=timezone.now())
    except Notice.DoesNotExist as missing:
        raise Http404 from missing
    except Refused:
        messages.info(request, _("The notice no longer stands on the board."))
        return redirect("partnering:mine")
    messages.success(request, _("The notice is off the board."))
    return redirect("partnering:mine")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Write to whoever put a notice up."""
    user, now = _person(request), timezone.now()
    shown = Notice.objects.shown(now).select_related("call__funder", "written_by")
    notice = get_object_or_404(shown.exclude(written_by=user), pk=notice_id)
    held = Conversation.objects.filter(notice=notice, asker=user).first()
    if held is not None and request.method != "POST":
        return redirect("partnering:conversation", held.pk)
    form = MessageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            message = ask(notice_id=notice.pk, text=form.cleaned_data["text"], actor=user, now=now)
        except Refused as refused:
            show_refusal(form, refused.verdict)
        else:
            messages.success(request, _("Your message is sent."))
            return redirect("partnering:conversation", message.conversation_id)
    context = {"notice": notice, "call": notice.call, "form": form}
    return render(request, "partnering/contact.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def conversation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read a conversation and go on with it."""
    user, now = _person(request), timezone.now()
    held = Conversation.objects.visible_to(user).select_related(
        "notice__call__funder", "notice__written_by", "asker"
    )
    talk = get_object_or_404(held, pk=pk)
    form = MessageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            reply(conversation_id=talk.pk, text=form.cleaned_data["text"], actor=user, now=now)
        except Refused as refused:
            show_refusal(form, refused.verdict)
        else:
            messages.success(request, _("Your message is sent."))
            return redirect("partnering:conversation", talk.pk)
    context = {
        "talk": talk,
        "notice": talk.notice,
        "call": talk.notice.call,
        "other": talk.other_than(user),
        "said": talk.messages.select_related("author"),
        "form": form,
    }
    return render(request, "partnering/conversation.html", context, status=422 if form.errors else 200)
