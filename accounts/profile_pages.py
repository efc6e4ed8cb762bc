"""The pages about the organisations that a person belongs to. What is not theirs is not found."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actions.change_member import change_member, end_membership
from accounts.actions.invite_member import (
    accept_membership,
    invite_member,
    open_member_invitation,
    waiting,
    withdraw_member_invitation,
)
from accounts.actions.save_profile import ProfileChanged, begin_profile, save_profile
from accounts.models import Membership, OrganisationInvitation, User
from accounts.profile_forms import InviteMemberForm, MemberForm, ProfileForm
from accounts.profiles import is_administrator, membership_in, people_of, profiles_of
from rulebook.verdict import Refused
from wording.refusals import show_refusal
from wording.speak import clock

PAGE = ["GET", "HEAD", "POST"]


def _signed_in(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 -- login_required lets nobody else in
    return request.user


def _own(request: HttpRequest, pk: int) -> Membership:
    try:
        return membership_in(pk, _signed_in(request))
    except Membership.DoesNotExist:
        raise Http404 from None


@login_required
@require_safe
def profiles(request: HttpRequest) -> HttpResponse:
    """List the organisations that the person belongs to."""
    own = profiles_of(_signed_in(request)).prefetch_related("workplaces")
    return render(request, "accounts/profiles.html", {"profiles": own})


@login_required
@require_http_methods(PAGE)
def new_profile(request: HttpRequest) -> HttpResponse:
    """Begin a profile."""
    form = ProfileForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = begin_profile(given=form.given(), actor=_signed_in(request), now=timezone.now())
        except Refused as refused:
            show_refusal(form, refused.verdict)
        else:
            messages.success(request, _("The profile is saved."))
            return redirect("accounts:profile", made.pk)
    return _form(request, {"form": form}, status=422 if form.is_bound else 200)


@login_required
@require_safe
def profile(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a profile with its workplaces and people."""
    own, now = _own(request, pk), timezone.now()
    administers = is_administrator(own)
    context = {
        "profile": own.organisation,
        "own": own,
        "administers": administers,
        "workplaces": own.organisation.workplaces.order_by("name"),
        "people": people_of(own.organisation),
        "invitations": waiting(own.organisation, now=now) if administers else (),
    }
    return render(request, "accounts/profile.html", context)


@login_required
@require_http_methods(PAGE)
def change_profile(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a profile says. A page older than the last save shows what stands beside what was typed."""
    own = _administered(request, pk)
    current = own.organisation
    if request.method != "POST":
        form = ProfileForm.of_profile(current)
        return _form(request, {"form": form, "profile": current, "version": current.version})
    form, status = ProfileForm(request.POST), 422
    version = str(request.POST.get("version", ""))
    if form.is_valid():
        try:
            save_profile(
                profile_id=pk,
                given=form.given(),
                version=int(version) if version.isascii() and version.isdigit() and len(version) < 10 else -1,
                actor=own.user,
                now=(now := timezone.now()),
            )
        except ProfileChanged as changed:
            current, version, status = changed.current, str(changed.current.version), 409
        except Refused as refused:
            show_refusal(form, refused.verdict)
        else:
            messages.success(request, _("Saved %(time)s.") % {"time": clock(now)})
            return redirect("accounts:profile", pk)
    theirs = ProfileForm.of_profile(current) if status == 409 else None
    context = {"form": form, "profile": current, "version": version, "theirs": _differences(theirs, form)}
    return _form(request, context, status=status)


@login_required
@require_http_methods(PAGE)
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Mail somebody a link into the profile."""
    own = _administered(request, pk)
    form = InviteMemberForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            invite_member(profile_id=pk, actor=own.user, now=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            show_refusal(form, refused.verdict)
        else:
            told = _("We have mailed an invitation to %(email)s.") % {"email": form.cleaned_data["email"]}
            messages.success(request, told)
            return redirect("accounts:profile", pk)
    context = {"form": form, "profile": own.organisation}
    return render(request, "accounts/profile_invite.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def uninvite(request: HttpRequest, pk: int, invitation_id: UUID) -> HttpResponse:
    """Take an invitation back."""
    own = _administered(request, pk)
    try:
        withdraw_member_invitation(
            profile_id=pk, invitation_id=invitation_id, actor=own.user, now=timezone.now()
        )
    except OrganisationInvitation.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("The invitation has been taken back."))
    return redirect("accounts:profile", pk)


@login_required
@require_http_methods(PAGE)
def member(request: HttpRequest, pk: int, membership_id: int) -> HttpResponse:
    """Change what a member is, or take the member out; everybody may leave."""
    own = _own(request, pk)
    theirs = own.organisation.memberships.select_related("user").filter(pk=membership_id).first()
    if theirs is None or not (is_administrator(own) or theirs.pk == own.pk):
        raise Http404
    initial = {"role": theirs.role, "is_signatory": theirs.is_signatory}
    form = MemberForm(request.POST if "save" in request.POST else None, initial=initial)
    refusals: tuple[str, ...] = ()
    changing: dict[str, Any] = {
        "profile_id": pk,
        "membership_id": membership_id,
        "actor": own.user,
        "now": timezone.now(),
    }
    try:
        if "end" in request.POST:
            end_membership(**changing)
            messages.success(request, _("The membership has ended."))
            is_own = theirs.pk == own.pk
            return redirect("accounts:profiles") if is_own else redirect("accounts:profile", pk)
        if form.is_bound and form.is_valid() and is_administrator(own):
            change_member(**changing, **form.cleaned_data)
            return redirect("accounts:profile", pk)
    except Refused as refused:
        refusals = tuple(str(finding.sentence) for finding in refused.verdict.findings)
        form = MemberForm(request.POST if form.is_bound else {**initial}, initial=initial)
        form.full_clean()
        show_refusal(form, refused.verdict)
    context = {
        "form": form,
        "profile": own.organisation,
        "member": theirs,
        "is_own": theirs.pk == own.pk,
        "administers": is_administrator(own),
    }
    return render(request, "accounts/profile_member.html", context, status=422 if refusals else 200)


@require_http_methods(PAGE)
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Say who invites to what; make the person a member on POST. A used or old link says so, whoever asks."""
    found = open_member_invitation(secret, now=timezone.now())
    if found is None:
        return render(request, "accounts/profile_invitation_closed.html", status=410)
    refused_because = None
    if request.method == "POST" and isinstance(request.user, User):
        try:
            made = accept_membership(secret=secret, actor=request.user, now=timezone.now())
        except Refused as refused:
            refused_because = refused.verdict.findings[0].sentence
        else:
            return redirect("accounts:profile", made.organisation_id)
    context = {"invitation": found, "refused": refused_because}
    return render(
        request, "accounts/profile_invitation.html", context, status=422 if refused_because else 200
    )


def _administered(request: HttpRequest, pk: int) -> Membership:
    own = _own(request, pk)
    if not is_administrator(own):
        raise Http404
    return own


def _differences(theirs: ProfileForm | None, mine: ProfileForm) -> list[tuple[str, str, str]]:
    if theirs is None:
        return []
    pairs = (
        (str(mine[n].label), str(theirs[n].value() or ""), str(mine[n].value() or "")) for n in mine.fields
    )
    return [(label, one, other) for label, one, other in pairs if one != other]


def _form(request: HttpRequest, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    return render(request, "accounts/profile_form.html", dict(context), status=status)
