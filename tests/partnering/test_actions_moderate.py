"""Objecting to notices, and settling what was said of them."""

import pytest

from mail.models import Letter
from partnering.actions.moderate import keep, object_to, take_down
from partnering.models import Notice
from rulebook.verdict import Refused
from tests.factories import APPLIED, FAR_AWAY, applicant, editor, officer, stranger
from tests.partnering.board import posted

pytestmark = pytest.mark.django_db


def test_taken_down_with_a_reason_that_the_writer_reads() -> None:
    notice = posted()
    object_to(notice_id=notice.pk, reason="Det är reklam.", actor="visitor", now=APPLIED)
    take_down(notice_id=notice.pk, reason="Annonsen säljer en tjänst.", actor=editor(), now=APPLIED)
    assert not Notice.objects.shown(APPLIED).exists()
    letter = Letter.objects.get()
    assert letter.to == applicant().email
    assert "Annonsen säljer en tjänst." in letter.body
    assert notice.objections.get().settled_by == editor()


def test_kept() -> None:
    notice = posted()
    object_to(notice_id=notice.pk, reason="Fel län.", actor="visitor", now=APPLIED)
    keep(notice_id=notice.pk, actor=editor(), now=APPLIED)
    assert Notice.objects.shown(APPLIED).exists()
    assert not notice.objections.filter(settled_at__isnull=True).exists()


def test_only_editors_settle() -> None:
    notice = posted()
    for person in (applicant(), officer(), stranger()):
        with pytest.raises(Refused):
            take_down(notice_id=notice.pk, reason="x", actor=person, now=APPLIED)
        with pytest.raises(Refused):
            keep(notice_id=notice.pk, actor=person, now=APPLIED)
    assert Notice.objects.shown(APPLIED).exists()


def test_a_reason_is_demanded() -> None:
    notice = posted()
    with pytest.raises(Refused):
        take_down(notice_id=notice.pk, reason=" ", actor=editor(), now=APPLIED)
    with pytest.raises(Refused):
        object_to(notice_id=notice.pk, reason="", actor="visitor", now=APPLIED)


def test_nothing_is_said_of_what_is_gone() -> None:
    with pytest.raises(Notice.DoesNotExist):
        object_to(notice_id=posted().pk, reason="x", actor="visitor", now=FAR_AWAY)
