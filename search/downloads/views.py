"""The downloads' addresses: everything that the question in the address finds, as a file."""

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.limits import Limit, client_of
from search.downloads.answering import FORMS, LARGE, PLACES, Form, InAPlace, file_name, whole, written
from search.downloads.cells import LICENCE_ADDRESS
from search.downloads.everything import everything
from search.downloads.kinds import TABLES
from search.downloads.tables import Reading
from search.question import Question, read_question

BY_CLIENT = Limit("downloads", 120, 60 * 60)


@require_safe
def download(request: HttpRequest, form: str) -> HttpResponseBase:
    """Answer with everything that is found, streamed. Raises Http404 for kinds that are no data (pages)."""
    question = whole(read_question(request.GET, language=get_language() or "sv"))
    table = TABLES.get(question.kind)
    if table is None:
        raise Http404
    asked = FORMS[form]
    reading = Reading(question.language, timezone.now())
    if request.method == "HEAD":
        return _headed(HttpResponse(), asked, question, reading)
    if not BY_CLIENT.spend(client_of(request)):
        return _not_now(request, question, 429, 60 * 60)
    found = everything(question)
    is_large = len(found.ids) > LARGE
    if is_large and not PLACES.acquire(blocking=False):
        return _not_now(request, question, 503, 60)
    notice = (
        _("The search index did not answer. This was found by a simpler search.") if found.is_plain else ""
    )
    pieces = written(asked, table, found.ids, reading, question, notice)
    answer = StreamingHttpResponse(InAPlace(pieces, PLACES) if is_large else pieces)
    return _headed(answer, asked, question, reading)


def _headed(answer: HttpResponseBase, form: Form, question: Question, reading: Reading) -> HttpResponseBase:
    name = file_name(form, question, reading)
    answer["Content-Type"] = form.media_type
    answer["Content-Disposition"] = f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(name)}"
    answer["Link"] = f'<{LICENCE_ADDRESS}>; rel="license"'
    answer["X-Robots-Tag"] = "noindex"
    answer["Cache-Control"] = "no-cache"
    return answer


def _not_now(request: HttpRequest, question: Question, status: int, seconds: int) -> HttpResponse:
    context = {"question": question, "too_often": status == 429}
    answer = render(request, "search/download_later.html", context, status=status)
    answer["Retry-After"] = str(seconds)
    return answer
