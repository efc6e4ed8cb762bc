"""Follow a call by mail: ask, and confirm from one's own mailbox."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from accounts.follower import Follower
from accounts.following import Watched, call_link, confirm_link, end_link, knowledge_of
from journal.record import record
from mail.queue import enqueue
from registry.models import Call
from rulebook.verdict import Refused, say

LASTS = timedelta(days=2)
VISITOR = "machine:visitor"
_NOT_AN_ADDRESS = say("This is not an e-mail address. Write it like name@example.se.")


@transaction.atomic
def follow(*, call_id: int, email: str, language: str, now: datetime) -> None:
    """Mail a link that lets an address follow a call; one that follows already is told so by mail.

    Nothing here tells which of the two it was. Raises Refused for what is no address, and for a call that is
    withdrawn or closed; Call.DoesNotExist.
    """
    call = Call.objects.select_for_update().get(pk=call_id)
    address = address_in(email)
    watched = Watched.of(call)
    if not watched.can_be_followed(now):
        raise Refused.because("follow_closed", say("The call is closed, so there is nothing to follow."))
    known = Follower.objects.select_for_update().filter(call=call, email=address).first()
    follower = known or Follower(call=call, email=address, told_until=now)
    if follower.confirmed_at is None:
        follower.language, follower.asked_at, follower.expires_at = language, now, now + LASTS
        follower.save()
        _note("ask_to_follow", follower, now)
    is_new = follower.confirmed_at is None
    template = "follow_confirm" if is_new else "follow_already"
    link = confirm_link(follower) if is_new else end_link(follower)
    enqueue(
        key=f"{letters_of(follower.pk)}{template}:{now.isoformat()}",
        to=follower.email,
        template=template,
        context={"call": call, "link": link, "call_link": call_link(follower), "follower": follower},
        language=follower.language,
        now=now,
        unsubscribe="" if is_new else link,
    )


@transaction.atomic
def confirm(*, follower_id: UUID, now: datetime) -> Follower:
    """Begin to follow, from now on. Confirming again changes nothing.

    Raises Refused when the link is too old or the address no longer waits.
    """
    follower = (
        Follower.objects.select_for_update(of=("self",))
        .select_related("call__funder")
        .filter(pk=follower_id)
        .first()
    )
    if follower is None or (follower.confirmed_at is None and follower.expires_at <= now):
        raise Refused.because(
            "follow_link", say("The link is too old. Ask for a new one on the call's page.")
        )
    if follower.confirmed_at is None:
        follower.confirmed_at, follower.told_until = now, now
        follower.told = knowledge_of(Watched.of(follower.call), follower.language)
        follower.told_version = follower.call.version
        follower.save()
        _note("follow", follower, now)
    return follower


def address_in(text: str) -> str:
    """Read one e-mail address, in lower case. Raises Refused for anything else, quoted names among it."""
    address = text.strip().lower()
    try:
        validate_email(address)
    except ValidationError as problem:
        raise Refused.because("email", _NOT_AN_ADDRESS, "email") from problem
    if len(address) > 254 or '"' in address or not address.isprintable():
        raise Refused.because("email", _NOT_AN_ADDRESS, "email")
    return address


def letters_of(follower_id: UUID) -> str:
    """Return how the keys of a follower's letters begin."""
    return f"follow:{follower_id.hex}:"


def _note(action: str, follower: Follower, now: datetime) -> None:
    """Journal that somebody did it; neither the address nor a digest of it, which could be guessed."""
    record(
        actor=VISITOR,
        action=action,
        object_kind="accounts.follower",
        object_id=follower.pk,
        now=now,
        details={"call": follower.call_id},
    )
