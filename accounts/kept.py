"""What somebody was writing when their session ended: kept for that person alone, in the same browser.

A form that says who is writing (`writer_mark`, signed) may come back after the session has ended, or with a
token from before a new sign-in. Its fields are then put into the browser's session for a day, and shown
again, unsaved, when the same person has signed in. Nobody else is shown them.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from accounts.models import User

FIELD = "writer"
LASTS = 60 * 60 * 24  # seconds that a browser keeps fields for somebody who has not signed in again
_SALT = "accounts.kept"
_PLACE = "kept_forms"
_OLDEST_PAGE = 60 * 60 * 24 * 60
_MOST = 5


def writer_mark(user: User) -> str:
    """Return a signed word for a form: this person is writing it."""
    return signing.dumps(user.pk, salt=_SALT)


def _writer(request: HttpRequest) -> int | None:
    try:
        found = signing.loads(request.POST.get(FIELD, ""), salt=_SALT, max_age=_OLDEST_PAGE)
    except signing.BadSignature:
        return None
    return found if isinstance(found, int) else None


def keep(request: HttpRequest) -> bool:
    """Keep the posted fields for whoever wrote them; say whether that could be done.

    It can't for a form that does not say who wrote it, nor while somebody else is signed in.
    """
    writer = _writer(request)
    signed_in = request.user.pk if request.user.is_authenticated else None
    if writer is None or signed_in not in (None, writer):
        return False
    fields = request.POST.copy()
    for name in (FIELD, "csrfmiddlewaretoken"):
        fields.pop(name, None)
    forms = dict(request.session.get(_PLACE, {}))
    forms.pop(request.path, None)
    forms[request.path] = {"writer": writer, "fields": fields.urlencode()}
    request.session[_PLACE] = dict(list(forms.items())[-_MOST:])
    if signed_in is None:
        request.session.set_expiry(LASTS)
    return True


def kept(request: HttpRequest) -> QueryDict | None:
    """Return what the signed-in person had written on this address, if it was never saved."""
    form = request.session.get(_PLACE, {}).get(request.path)
    if form is None or not request.user.is_authenticated or form["writer"] != request.user.pk:
        return None
    return QueryDict(form["fields"])


def let_go(request: HttpRequest) -> None:
    """Forget what was kept for this address: it is saved, or its writer does not want it."""
    forms = request.session.get(_PLACE, {})
    if request.path in forms:
        request.session[_PLACE] = {path: form for path, form in forms.items() if path != request.path}


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks, and not a person's browser."""
    return request.headers.get("Accept", "").startswith("application/json")


def sign_in_address(path: str) -> str:
    """Return the address to sign in at that leads back to a path."""
    return f"{resolve_url('account_login')}?next={quote(path)}"


_View = Callable[..., HttpResponse]


def writers_only(view: _View) -> _View:
    """Let in who is signed in, as `login_required` does; what others post is kept until they are.

    A script is answered 401 with the address to sign in at.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if wants_json(request):
            address = sign_in_address(request.path)
            return JsonResponse({"problem": "signed_out", "sign_in": address}, status=401)
        if request.method == "POST" and keep(request):
            messages.warning(
                request,
                _("You had been signed out. What you wrote is kept: sign in, and it is in the form again."),
            )
        return redirect_to_login(request.path if request.method == "POST" else request.get_full_path())

    return guarded
