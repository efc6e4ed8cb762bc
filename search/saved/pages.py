"""The pages of saved searches: save, confirm, see, end. None of them tells strangers who saved what."""

from dataclasses import replace

from allauth.account.models import EmailAddress
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.limits import Limit, client_of
from rulebook.verdict import Refused
from search.addresses import address_of
from search.ask import ask
from search.downloads.kinds import TABLES
from search.models import Pace, SavedSearch
from search.question import Question, read_question
from search.saved.asked import asked_by, lasting
from search.saved.end import change_pace, end_search
from search.saved.forms import PaceForm, SaveForm
from search.saved.links import list_token, to_confirm, to_end, to_list
from search.saved.save import confirm_search, save_search
from wording.speak import sentence

BY_CLIENT = Limit("saved-client", 30, 60 * 60)
BY_ADDRESS = Limit("saved-address", 10, 60 * 60 * 24)
_READS = require_http_methods(["GET", "HEAD", "POST"])


@_READS
@never_cache
@sensitive_post_parameters()
def save(request: HttpRequest) -> HttpResponse:
    """Show what would be saved, and mail a link to what is posted; every address gets the same answer."""
    question, count = _asked(request)
    form = SaveForm(request.POST if request.method == "POST" else None, initial=_own(request))
    problems: list[tuple[str, str]] = []
    if form.is_valid():
        if not BY_CLIENT.spend(client_of(request)):
            back = {"address": address_of(question)}
            return render(request, "search/saved/too_often.html", back, status=429)
        try:
            _mail(question, form)
        except Refused as refused:
            problems = [("", sentence(finding.sentence)) for finding in refused.verdict.findings]
        else:
            return HttpResponseRedirect(resolve_url("search:saved_asked"))
    context = {
        "question": question,
        "form": form,
        "problems": problems,
        "address": address_of(question),
        "count": count,
    }
    return render(request, "search/saved/save.html", context)


def _asked(request: HttpRequest) -> tuple[Question, int]:
    """Read the question in the address, spelt as its page shows hits of it, and count what mails would tell.

    Hits that have only some of the words are no news.
    """
    question = lasting(read_question(request.GET, language=get_language() or "sv"))
    if question.kind not in TABLES:
        raise Http404
    hits = ask(replace(question, page_size=1), facets=False, passages=False)
    if hits.corrected and hits.did_you_mean:
        question = replace(question, text=hits.did_you_mean)
    return question, 0 if hits.loosened else hits.count


def _mail(question: Question, form: SaveForm) -> None:
    if BY_ADDRESS.spend(form.cleaned_data["email"]):
        save_search(
            question=question,
            email=form.cleaned_data["email"],
            pace=form.cleaned_data["pace"],
            now=timezone.now(),
        )


def _own(request: HttpRequest) -> dict[str, str]:
    return {"email": request.user.email} if request.user.is_authenticated else {}


@never_cache
def asked(request: HttpRequest) -> HttpResponse:
    """Say that a mail is on its way, if it is."""
    return render(request, "search/saved/asked.html")


@_READS
@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once more, for links are opened by machines too; then begin."""
    number = to_confirm(token)
    if number is None:
        return render(request, "search/saved/too_old.html", status=404)
    if request.method != "POST":
        return render(request, "search/saved/confirm.html")
    try:
        search = confirm_search(search_id=number, now=timezone.now())
    except Refused as refused:
        said = {"said": sentence(refused.verdict.findings[0].sentence)}
        return render(request, "search/saved/too_old.html", said, status=404)
    context = {"search": search, "question": asked_by(search), "list_token": list_token(search)}
    return render(request, "search/saved/begun.html", context)


# One click in a mail programme posts here without a cookie (RFC 8058); the link itself is the proof.
@csrf_exempt
@_READS
@never_cache
def end(request: HttpRequest, token: str) -> HttpResponse:
    """End the mails by one POST. Ending again, or by a link that is none of ours, looks the same."""
    if request.method != "POST":
        return render(request, "search/saved/end.html")
    number = to_end(token)
    if number is not None:
        end_search(search_id=number, now=timezone.now())
    return render(request, "search/saved/ended.html")


@_READS
@never_cache
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show everything that the address of the linked search has saved; end it, or change its pace."""
    number = to_list(token)
    search = SavedSearch.objects.filter(pk=number).first() if number else None
    if search is None:
        return render(request, "search/saved/too_old.html", status=404)
    return _list(request, SavedSearch.objects.filter(email=search.email))


@_READS
@never_cache
def own(request: HttpRequest) -> HttpResponse:
    """Show what a signed-in person's confirmed addresses have saved; to others, how to see theirs."""
    if not request.user.is_authenticated:
        return render(request, "search/saved/list.html", {"is_stranger": True})
    confirmed = EmailAddress.objects.filter(user=request.user, verified=True).values_list("email", flat=True)
    return _list(request, SavedSearch.objects.filter(email__in=[email.lower() for email in confirmed]))


def _list(request: HttpRequest, searches: QuerySet[SavedSearch]) -> HttpResponse:
    confirmed = searches.filter(confirmed_at__isnull=False)
    form = PaceForm(request.POST or None)
    if form.is_valid() and (search := confirmed.filter(pk=form.cleaned_data["search"]).first()):
        actor = request.user.journal_name if request.user.is_authenticated else "machine:visitor"
        if form.cleaned_data["end"]:
            rest = confirmed.exclude(pk=search.pk).first()
            end_search(search_id=search.pk, now=timezone.now(), actor=actor)
            # The link that led here may be that of the search that has ended.
            if "token" in request.resolver_match.kwargs:  # type: ignore[union-attr]
                if rest is None:
                    return render(request, "search/saved/ended.html")
                return HttpResponseRedirect(resolve_url("search:saved_list", list_token(rest)))
        elif pace := form.cleaned_data["pace"]:
            change_pace(search_id=search.pk, pace=pace, now=timezone.now(), actor=actor)
        return HttpResponseRedirect(request.path)
    rows = [(search, asked_by(search)) for search in confirmed.order_by("confirmed_at", "pk")]
    context = {"rows": rows, "paces": Pace.choices}
    return render(request, "search/saved/list.html", context)
