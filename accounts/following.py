"""What a follower knows of a call, what is new to them, and the links that mails carry."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.utils import translation

from accounts.follower import Follower
from accounts.signed_links import SignedLink
from journal.canonical import sha256_of
from registry.models import Call, Round
from registry.openings import OpeningState, opening_of

WARNING = timedelta(days=7)
_CONFIRMING = SignedLink("accounts:follow_confirm", "accounts.follower.confirm")
_ENDING = SignedLink("accounts:follow_end", "accounts.follower.end")
confirm_link, to_confirm = _CONFIRMING.to, _CONFIRMING.read
end_link, to_end = _ENDING.to, _ENDING.read
_TEXTS = ("title", "ingress", "who", "what", "how_much", "body")
_DAYS = ("decision_expected", "earliest_start", "latest_start", "latest_end")


class News(StrEnum):
    """What a mail tells, the most important first."""

    WITHDRAWN = "withdrawn"
    CLOSING = "closing"
    OPENS = "opens"
    DATES = "dates"
    AMENDED = "amended"
    TEXT = "text"
    DOCUMENTS = "documents"


@dataclass(frozen=True)
class Watched:
    """A call with all that followers are told about: its rounds that stand, documents and amendments."""

    call: Call
    rounds: tuple[Round, ...]
    documents: tuple[str, ...]
    amendments: tuple[int, ...]

    @classmethod
    def of(cls, call: Call) -> "Watched":
        """Read a call with what belongs to it."""
        return cls(
            call,
            tuple(call.rounds.filter(withdrawn_at__isnull=True)),
            tuple(call.documents.values_list("sha256", flat=True)),
            tuple(call.amendments.order_by("pk").values_list("pk", flat=True)),
        )

    def can_be_followed(self, now: datetime) -> bool:
        """Whether the call is public, and open or about to open."""
        return (
            self.call.withdrawn_at is None and opening_of(self.rounds, now).state is not OpeningState.CLOSED
        )


def knowledge_of(watched: Watched, language: str) -> dict[str, Any]:
    """Return what somebody who reads the call in a language knows of it, as JSON."""
    other = "en" if language == "sv" else "sv"
    texts = [
        getattr(watched.call, f"{name}_{language}") or getattr(watched.call, f"{name}_{other}")
        for name in _TEXTS
    ]
    days = [[str(getattr(one, name) or "") for name in _DAYS] for one in watched.rounds]
    moments = [[one.opens_at.isoformat(), one.closes_at.isoformat()] for one in watched.rounds]
    return {
        "text": sha256_of(texts),
        "dates": sha256_of([moments, days, watched.call.dates]),
        "documents": sha256_of(list(watched.documents)),
        "amended": max(watched.amendments, default=0),
    }


def news_for(follower: Follower, watched: Watched, *, now: datetime, settled: datetime) -> list[News]:
    """Return what a follower has not been told. Changes later than `settled` wait for the editor."""
    found = set(occasions(watched.rounds, after=follower.told_until, until=now))
    call = watched.call
    if call.version != follower.told_version and call.updated_at <= settled:
        if call.withdrawn_at is not None:
            return [News.WITHDRAWN]
        now_known = knowledge_of(watched, follower.language)
        found |= {News(name) for name, value in now_known.items() if follower.told.get(name) != value}
    return [news for news in News if news in found]


def occasions(rounds: Sequence[Round], *, after: datetime, until: datetime) -> Iterator[News]:
    """Find what the calendar brings: a round that opened, or that closes within a week."""
    for one in rounds:
        if after < one.opens_at <= until <= one.closes_at:
            yield News.OPENS
        warns_at = one.closes_at - WARNING
        if warns_at > one.opens_at and after < warns_at <= until <= one.closes_at:
            yield News.CLOSING


def call_link(follower: Follower) -> str:
    """Return the absolute address of the call, in the follower's language."""
    with translation.override(follower.language):
        return f"{settings.PUBLIC_URL}{follower.call.get_absolute_url()}"
