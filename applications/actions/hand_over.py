"""Hand a section, or one of its questions, to a person of the case; done; taken back."""

from datetime import datetime
from uuid import UUID

from accounts.models import User
from applications.actions.beats import locked, note, require
from applications.actions.sections import place_seen_by
from applications.handing import send_handover
from applications.models import Application, Handover, SectionAnswer
from rulebook.access import Role
from rulebook.verdict import Refused, say
from rulebook.visible import visible_length
from rulebook.workflow import Action

LONGEST_NOTE = 1000
MOST_WAITING = 200


def hand_over(
    *,
    application_id: UUID,
    section: str,
    question: str = "",
    to: int,
    words: str = "",
    actor: User,
    now: datetime,
) -> Handover:
    """Ask a person who takes part (the user's id) to answer, and mail them that there is something to answer.

    Raises SectionAnswer.DoesNotExist for a place that the actor does not see, Refused for a person who
    takes no part, does not see the place or has been asked already, and for too long a note.
    """
    with locked(application_id) as application:
        require(application, actor, Action.SAVE, now=now)
        place_seen_by(application, actor, section, question)
        person = _somebody_here(application, to, section, question)
        _check(application, section, question, person, words)
        handover = Handover.objects.create(
            application=application,
            section=section,
            question=question,
            to=person,
            handed_by=actor,
            handed_at=now,
            note=words,
        )
        _written(handover, "hand_over", actor=actor, now=now)
        if person != actor:
            send_handover(handover, now=now)
    return handover


def finish(*, application_id: UUID, handover_id: int, actor: User, now: datetime) -> Handover:
    """Say that what was handed over is answered. Raises Handover.DoesNotExist, Refused for an outsider."""
    with locked(application_id) as application:
        require(application, actor, Action.SAVE, now=now)
        handover = _of_actor(application, handover_id, actor, receiver_may=True)
        if handover.done_at is None:
            handover.done_at = now
            handover.save(update_fields=["done_at"])
            _written(handover, "finish_handover", actor=actor, now=now)
    return handover


def take_back(*, application_id: UUID, handover_id: int, actor: User, now: datetime) -> None:
    """Ask no longer. Raises Handover.DoesNotExist, Refused for others than who asked and the coordinator."""
    with locked(application_id) as application:
        require(application, actor, Action.SAVE, now=now)
        handover = _of_actor(application, handover_id, actor, receiver_may=False)
        _written(handover, "take_back", actor=actor, now=now)
        handover.delete()


def _somebody_here(application: Application, to: int, section: str, question: str) -> User:
    found = application.participants.filter(user_id=to, ended_at__isnull=True).select_related("user").first()
    if found is None:
        raise Refused.because("hand_over", say("Choose somebody who takes part in the application."), "to")
    try:
        place_seen_by(application, found.user, section, question)
    except SectionAnswer.DoesNotExist:
        sentence = say("The call keeps this part from that person. Choose somebody else.")
        raise Refused.because("hand_over", sentence, "to") from None
    return found.user


def _check(application: Application, section: str, question: str, person: User, words: str) -> None:
    if visible_length(words) > LONGEST_NOTE:
        sentence = say(
            "The note is {over} characters too long. Shorten it; nothing has been cut.",
            over=visible_length(words) - LONGEST_NOTE,
        )
        raise Refused.because("hand_over", sentence, "words")
    waiting = Handover.objects.filter(application=application, done_at__isnull=True)
    if waiting.filter(section=section, question=question, to=person).exists():
        raise Refused.because("hand_over", say("That person has been asked already."), "to")
    if waiting.count() >= MOST_WAITING:
        raise Refused.because("hand_over", say("Two hundred questions are waiting for an answer."), "to")


def _of_actor(application: Application, handover_id: int, actor: User, *, receiver_may: bool) -> Handover:
    handover = Handover.objects.select_related("to").get(application=application, pk=handover_id)
    own = {handover.handed_by_id, handover.to_id} if receiver_may else {handover.handed_by_id}
    leads = application.participants.filter(
        user=actor, role=Role.COORDINATOR.value, ended_at__isnull=True
    ).exists()
    if actor.pk not in own and not leads:
        sentence = say("Only those it is about and the coordinator can do this.")
        raise Refused.because("hand_over", sentence)
    return handover


def _written(handover: Handover, what: str, *, actor: User, now: datetime) -> None:
    note(
        handover.application,
        what,
        actor=actor.journal_name,
        now=now,
        content=handover.note,
        place=handover.section,
        question=handover.question,
        to=handover.to.journal_name,
    )
