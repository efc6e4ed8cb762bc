"""A feed for every question: what has last been published that fits it, as Atom 1.0 (RFC 4287)."""

import hashlib
from datetime import UTC, datetime
from heapq import nlargest
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from registry.models import Change
from search.downloads.cells import LICENCE, LICENCE_ADDRESS
from search.downloads.kinds import TABLES
from search.downloads.xml_text import fit_for_xml
from search.engines.base import EngineDown
from search.index import engine
from search.question import Question, read_question
from search.saved.asked import in_words, lasting
from search.saved.items import Item, items_of
from search.saved.links import page_link
from search.saved.news import request_of

MOST = 50
# A question with fewer hits has them all put in order; with more, the latest published are tried in turn.
FEW = 5_000
TRIED_AT_A_TIME = 2_000
TRIED_AT_MOST = 100_000
SECONDS_FRESH = 300
_NEVER = datetime(2026, 1, 1, tzinfo=UTC)


def feed_address(question: Question) -> str:
    """Return the path of a question's feed, in the active language."""
    query = lasting(question).query_string()
    return reverse("search:feed") + (f"?{query}" if query else "")


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Answer with the latest that fit, tagged for asking again; 503 while the index does not answer."""
    question = lasting(read_question(request.GET, language=get_language() or "sv"))
    if question.kind not in TABLES:
        raise Http404
    try:
        items = items_of(question.kind, latest(question), question.language)
    except EngineDown:
        later = HttpResponse(
            _("The search index does not answer. Ask again in a minute."), "text/plain; charset=utf-8", 503
        )
        later["Retry-After"] = "60"
        return later
    answer = HttpResponse(_written(question, items), "application/atom+xml; charset=utf-8")
    answer["ETag"] = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    modified = int(max((item.updated for item in items), default=_NEVER).timestamp())
    answer["Last-Modified"] = http_date(modified)
    patch_cache_control(answer, public=True, max_age=SECONDS_FRESH)
    known = get_conditional_response(request, answer["ETag"], modified, answer)
    return known if isinstance(known, HttpResponse) else answer


def latest(question: Question) -> list[int]:
    """Return the ids of the last published records that a question finds. Raises EngineDown."""
    chosen, wanted = engine(), request_of(question)
    firsts = Change.objects.filter(kind=question.kind, version=1)
    hits = list(islice(chosen.every(wanted), FEW + 1))
    if len(hits) <= FEW:
        numbers: dict[int, int] = {}
        for at in range(0, len(hits), 1_000):
            some = firsts.filter(record_id__in=hits[at : at + 1_000])
            numbers |= dict(some.values_list("record_id", "id"))
        return nlargest(MOST, hits, key=lambda each: (numbers.get(each, 0), each))
    found: list[int] = []
    in_turn = firsts.order_by("-id").values_list("record_id", flat=True)
    for at in range(0, TRIED_AT_MOST, TRIED_AT_A_TIME):
        tried = list(in_turn[at : at + TRIED_AT_A_TIME])
        fitting = set(chosen.every(wanted, tried))
        found += [each for each in tried if each in fitting]
        if len(found) >= MOST or not tried:
            break
    return found[:MOST]


class _Feed(Atom1Feed):
    """Atom with its licence as a link too, and a date even where it is empty."""

    def latest_post_date(self) -> datetime:
        """Return when anything in the feed last changed."""
        return max((item["updateddate"] for item in self.items), default=_NEVER)

    def add_root_elements(self, handler: Any) -> None:
        """Write what stands before the entries."""
        super().add_root_elements(handler)
        handler.addQuickElement("link", "", {"rel": "license", "href": LICENCE_ADDRESS})


def _written(question: Question, items: list[Item]) -> str:
    host = urlsplit(settings.PUBLIC_URL).hostname
    query = question.query_string()
    made = _Feed(
        title=fit_for_xml(_("New: %(search)s") % {"search": in_words(question)}),
        link=page_link(question),
        description=_("What was last published here that fits the search."),
        language=question.language,
        feed_url=f"{settings.PUBLIC_URL}{feed_address(question)}",
        feed_guid=f"tag:{host},2026:search:{question.language}:{query}",
        feed_copyright=f"{LICENCE}, {LICENCE_ADDRESS}",
        author_name="Utlysa",
    )
    for item in items:
        made.add_item(
            title=fit_for_xml(item.title),
            link=item.address,
            description=escape(fit_for_xml(item.summary)),
            unique_id=f"tag:{host},2026:{item.kind}:{item.record_id}",
            pubdate=item.published,
            updateddate=item.updated,
            author_name=fit_for_xml(item.author) or None,
        )
    return str(made.writeString("utf-8"))
