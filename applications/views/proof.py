"""Proof of what was received: a page where anyone verifies a receipt, and the frozen document as a file."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.limits import Limit, client_of
from applications.facts import form_of_version
from applications.genuine import fingerprint_in, received
from applications.snapshots import content_of, document_number
from applications.views.own import own_case
from applications.views.receipt import snapshot_of
from applications.visibility import document_seen_by

TRIES = Limit("verify-receipt", most=60, seconds=3600)


class ProofForm(forms.Form):
    """What stands on a receipt."""

    number = forms.CharField(
        label=_("Case number"),
        help_text=_("As on the receipt, for example 2026-00123."),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "short-input", "autocomplete": "off"}),
        error_messages={"required": _("Write the case number that stands on the receipt.")},
    )
    sha256 = forms.CharField(
        label=_("Fingerprint of the application (SHA-256)"),
        help_text=_("Sixty-four letters and digits."),
        max_length=400,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Write the fingerprint that stands on the receipt.")},
    )

    def clean_sha256(self) -> str:
        """Return the fingerprint's digits. Raises ValidationError when there are none."""
        found = fingerprint_in(self.cleaned_data["sha256"])
        if not found:
            raise forms.ValidationError(
                _("This is not a fingerprint: it has sixty-four of the signs 0–9 and a–f.")
            )
        return found


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Say whether a receipt is genuine, and nothing else about any case."""
    asked = "number" in request.GET or "sha256" in request.GET
    form = ProofForm(request.GET if asked else None)
    context: dict[str, Any] = {"form": form, "is_answered": False}
    if asked and not TRIES.spend(client_of(request)):
        return render(request, "applications/verify.html", context | {"is_too_often": True}, status=429)
    if asked and form.is_valid():
        snapshot = received(form.cleaned_data["number"].strip(), form.cleaned_data["sha256"])
        context |= {"is_answered": True, "snapshot": snapshot}
        context["document"] = document_number(snapshot) if snapshot else ""
    return render(request, "applications/verify.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def frozen(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Hand out the document whose SHA-256 stands on the receipt, to those who see the whole of it.

    Raises Http404 for whoever the call keeps a part of it from: another document has another fingerprint.
    """
    case = own_case(request, pk)
    snapshot = snapshot_of(case, number)
    whole = content_of(snapshot)
    seen = document_seen_by(case.viewer, whole, form_of_version(case.application.round, whole["form"]))
    seen.pop("hidden")
    if seen != whole:
        raise Http404
    answer = HttpResponse(snapshot.content.encode(), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{document_number(snapshot)}.json"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
