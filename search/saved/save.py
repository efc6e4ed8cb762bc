"""Save a search: ask, and confirm from one's own mailbox."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from accounts.actions.follow import address_in
from journal.record import record
from mail.queue import enqueue
from rulebook.verdict import Refused, say
from search.downloads.kinds import TABLES
from search.models import Pace, SavedSearch
from search.question import Question
from search.saved.asked import asked_by, digest_of, holds_personal_number, lasting
from search.saved.hours import next_after
from search.saved.links import confirm_link, end_link, list_link, page_link
from search.saved.news import last_change

LASTS = timedelta(days=2)
MOST = 50
VISITOR = "machine:visitor"


@transaction.atomic
def save_search(*, question: Question, email: str, pace: str, now: datetime) -> None:
    """Mail a link that saves a search; an address that has saved it already is told so by mail.

    Nothing here tells which of the two it was. Raises Refused for what is no address, for a question that
    names a person by number, and for a kind of which nothing is mailed (pages).
    """
    address = address_in(email)
    if question.kind not in TABLES:
        raise Refused.because("saved_kind", say("Searches among pages can't be saved."))
    if holds_personal_number(question):
        raise Refused.because(
            "saved_personal",
            say("The search holds a personal identity number, so it can't be saved. Search without it."),
        )
    query = lasting(question).query_string()
    known = SavedSearch.objects.select_for_update().filter(email=address, digest=digest_of(query)).first()
    search = known or SavedSearch(email=address, digest=digest_of(query), query=query)
    is_new = search.confirmed_at is None
    if is_new:
        search.language, search.pace = question.language, Pace(pace)
        search.asked_at, search.expires_at = now, now + LASTS
        search.save()
        note("ask_to_save", search, now)
    template = "saved_confirm" if is_new else "saved_already"
    enqueue(
        key=f"{letters_of(search.pk)}{template}:{now.isoformat()}",
        to=search.email,
        template=template,
        context=context_of(search) | {"confirm_link": confirm_link(search) if is_new else ""},
        language=search.language,
        now=now,
        unsubscribe="" if is_new else end_link(search),
    )


@transaction.atomic
def confirm_search(*, search_id: UUID, now: datetime) -> SavedSearch:
    """Begin to mail, from what is published from now on. Confirming again changes nothing.

    Raises Refused when the link is too old, the address no longer waits, or has saved too many.
    """
    search = SavedSearch.objects.select_for_update().filter(pk=search_id).first()
    if search is None or (search.confirmed_at is None and search.expires_at <= now):
        raise Refused.because("saved_link", say("The link is too old. Save the search again."))
    if search.confirmed_at is not None:
        return search
    others = SavedSearch.objects.filter(email=search.email, confirmed_at__isnull=False)
    if others.count() >= MOST:
        raise Refused.because(
            "saved_many", say("You have saved as many searches as one can. End one of them first.")
        )
    search.confirmed_at, search.next_at = now, next_after(now, search.pace)
    search.since = search.looked_to = last_change()
    search.save()
    note("save", search, now)
    return search


def letters_of(search_id: UUID) -> str:
    """Return how the keys of a saved search's letters begin."""
    return f"saved:{search_id.hex}:"


def context_of(search: SavedSearch) -> dict[str, object]:
    """Return what every mail about a saved search says: the question, why the mail came, how it ends."""
    question = asked_by(search)
    return {
        "search": search,
        "question": question,
        "page_link": page_link(question),
        "end_link": end_link(search),
        "list_link": list_link(search),
    }


def note(action: str, search: SavedSearch, now: datetime, actor: str = VISITOR) -> None:
    """Journal that somebody did it; neither the address nor what was searched for."""
    record(
        actor=actor,
        action=f"{action}_search",
        object_kind="search.saved_search",
        object_id=search.pk,
        now=now,
        details={"pace": search.pace},
    )
