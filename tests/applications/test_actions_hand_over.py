"""Handing a question to a person of the case: asked by mail without a word of it, done, taken back."""

from typing import Any

import pytest

from applications.actions.hand_over import LONGEST_NOTE, finish, hand_over, take_back
from applications.models import Application, Handover, SectionAnswer
from mail.models import Letter
from rulebook.verdict import Refused
from tests import factories as make
from tests.applications.refusals import refuses

pytestmark = pytest.mark.django_db
NOTE = "Du kan det här med vattnet"


def ask(application: Application, **more: Any) -> Handover:
    """Hand the plan to Petra as Alma, some arguments otherwise."""
    given = {
        "section": "plan",
        "question": "plan_sv",
        "to": make.partner().pk,
        "words": NOTE,
        "actor": make.applicant(),
        **more,
    }
    return hand_over(application_id=application.pk, now=make.APPLIED, **given)


@pytest.fixture
def together() -> Application:
    """A draft that Alma and Petra write."""
    application = make.draft_application()
    make.with_partner(application)
    return application


def test_the_person_is_asked_and_mailed_without_what_it_is_about(together: Application) -> None:
    handover = ask(together)
    assert (handover.section, handover.question, handover.to, handover.handed_by, handover.done_at) == (
        "plan",
        "plan_sv",
        make.partner(),
        make.applicant(),
        None,
    )
    letter = Letter.objects.get(template="handover")
    assert letter.to == make.partner().email
    assert f"/{together.pk}/" in letter.body
    label = "Beskriv hur"
    for word in (NOTE, label, "Projektplan"):
        assert word not in letter.subject + letter.body


def test_asking_oneself_sends_no_mail(together: Application) -> None:
    assert ask(together, to=make.applicant().pk).to == make.applicant()
    assert not Letter.objects.filter(template="handover").exists()


def test_a_whole_section_can_be_handed_over(together: Application) -> None:
    assert ask(together, section="budget", question="").question == ""


def test_whoever_takes_no_part_is_not_asked(together: Application) -> None:
    for nobody in (make.stranger().pk, make.officer().pk, 0, 10**9):
        with refuses(("hand_over", "to")):
            ask(together, to=nobody)


def test_nobody_is_asked_the_same_twice_while_it_waits(together: Application) -> None:
    first = ask(together)
    with refuses(("hand_over", "to")):
        ask(together)
    finish(application_id=together.pk, handover_id=first.pk, actor=make.partner(), now=make.APPLIED)
    assert ask(together).pk != first.pk


def test_too_long_a_note_is_refused(together: Application) -> None:
    with refuses(("hand_over", "words")):
        ask(together, words="x" * (LONGEST_NOTE + 1))


def test_a_question_that_the_section_does_not_have_does_not_exist(together: Application) -> None:
    with pytest.raises(SectionAnswer.DoesNotExist):
        ask(together, question="title_sv")


def test_whoever_was_asked_says_that_it_is_done(together: Application) -> None:
    handover = ask(together)
    done = finish(application_id=together.pk, handover_id=handover.pk, actor=make.partner(), now=make.APPLIED)
    assert done.done_at == make.APPLIED


def test_who_asked_takes_it_back_and_who_was_asked_can_not(together: Application) -> None:
    handover = ask(together)
    where: dict[str, Any] = {"application_id": together.pk, "handover_id": handover.pk, "now": make.APPLIED}
    with pytest.raises(Refused):
        take_back(actor=make.partner(), **where)
    take_back(actor=make.applicant(), **where)
    assert not Handover.objects.exists()


def test_a_third_person_changes_nothing_of_what_two_have_agreed(together: Application) -> None:
    make.with_partner(together, make.person("tore@oppnakarta.example", "Tore Berg"))
    handover = ask(together, actor=make.partner(), to=make.applicant().pk)
    where: dict[str, Any] = {"application_id": together.pk, "handover_id": handover.pk, "now": make.APPLIED}
    for step in (finish, take_back):
        with pytest.raises(Refused):
            step(actor=make.person("tore@oppnakarta.example"), **where)
    assert Handover.objects.get().done_at is None


def test_strangers_and_the_funder_ask_nobody(together: Application) -> None:
    for nobody in (make.stranger(), make.officer()):
        with pytest.raises(Refused):
            ask(together, actor=nobody)


def test_a_handover_of_another_application_does_not_exist_here(together: Application) -> None:
    handover = ask(together)
    other = make.draft_application(round_=together.round)
    with pytest.raises(Handover.DoesNotExist):
        finish(application_id=other.pk, handover_id=handover.pk, actor=make.applicant(), now=make.APPLIED)
