"""Putting up, changing and ending notices."""

from datetime import timedelta
from uuid import uuid4

import pytest

from journal.models import Entry
from partnering.actions.change import change, end
from partnering.actions.forget import KEPT, follow_closings, forget_old
from partnering.actions.notices import NoticeChanged
from partnering.actions.post import MOST_NOTICES, post
from partnering.models import Notice
from registry.models import Call, Round
from rulebook.verdict import Refused
from tests.factories import APPLIED, FAR_AWAY, applicant, closed_round, open_round, stranger
from tests.partnering.board import fields, given, later, posted

pytestmark = pytest.mark.django_db


def test_a_notice_stands_until_the_call_closes() -> None:
    notice = posted()
    assert (notice.organisation, notice.expires_at) == ("Sjöbro kommun", FAR_AWAY)
    assert list(Notice.objects.shown(APPLIED)) == [notice]
    assert not Notice.objects.shown(FAR_AWAY).exists()
    entry = Entry.objects.get(action="post_notice")
    assert (entry.object_id, entry.actor) == (str(notice.pk), applicant().journal_name)
    assert "byalag" not in str(entry.details)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"organisation": "  "}, ["organisation"]),
        ({"organisation": "x" * 256}, ["organisation"]),
        ({"organisation": "Ring 070-123 45 67"}, ["organisation"]),
        ({"sector": "kingdom"}, ["sector"]),
        ({"county_code": "99"}, ["county_code"]),
        ({"seeks_sectors": ("public", "kingdom")}, ["seeks_sectors"]),
        ({"offers": "", "seeks": " "}, ["offers"]),
        ({"offers": "x" * 1001}, ["offers"]),
        ({"seeks": "Skriv till sara@sjobro.example"}, ["seeks"]),
        ({"seeks": "Se https://sjobro.example"}, ["seeks"]),
        ({"offers": "Ring +46 70 123 45 67", "sector": ""}, ["offers", "sector"]),
    ],
)
def test_everything_wrong_is_said_at_its_field(changes: dict[str, object], expected: list[str]) -> None:
    call = open_round().call
    with pytest.raises(Refused) as refused:
        post(call_id=call.pk, given=given(**changes), language="sv", actor=applicant(), now=APPLIED)
    assert fields(refused.value) == expected
    assert not Notice.objects.exists()


def test_a_text_of_just_the_limit_and_a_sum_are_no_addresses() -> None:
    assert posted(offers="x" * 1000, seeks="Vi söker 2 000 000 kr åren 2027–2028.").pk


def test_a_closed_call_has_no_board() -> None:
    call = closed_round().call
    with pytest.raises(Refused) as refused:
        post(call_id=call.pk, given=given(), language="sv", actor=applicant(), now=FAR_AWAY)
    assert fields(refused.value) == ["call"]


def test_a_call_that_is_not_there() -> None:
    with pytest.raises(Call.DoesNotExist):
        post(call_id=10**6, given=given(), language="sv", actor=applicant(), now=APPLIED)


def test_one_person_cannot_fill_a_board() -> None:
    round_ = open_round()
    for _number in range(MOST_NOTICES):
        posted(round_)
    with pytest.raises(Refused):
        posted(round_)
    assert posted(round_, actor=stranger()).pk


def test_change_own() -> None:
    notice = posted()
    changed = change(
        notice_id=notice.pk,
        given=given(offers="Femton byalag."),
        version=1,
        language="sv",
        actor=applicant(),
        now=later(hours=1),
    )
    assert (changed.offers, changed.version, changed.posted_at) == ("Femton byalag.", 2, APPLIED)
    with pytest.raises(NoticeChanged):
        change(
            notice_id=notice.pk,
            given=given(),
            version=1,
            language="sv",
            actor=applicant(),
            now=later(hours=2),
        )


def test_somebody_elses_notice_looks_like_none() -> None:
    notice = posted()
    for pk in (notice.pk, uuid4()):
        with pytest.raises(Notice.DoesNotExist):
            end(notice_id=pk, actor=stranger(), now=APPLIED)
        with pytest.raises(Notice.DoesNotExist):
            change(notice_id=pk, given=given(), version=1, language="sv", actor=stranger(), now=APPLIED)


def test_an_ended_notice_is_ended() -> None:
    notice = posted()
    end(notice_id=notice.pk, actor=applicant(), now=APPLIED)
    assert not Notice.objects.shown(APPLIED).exists()
    with pytest.raises(Refused):
        end(notice_id=notice.pk, actor=applicant(), now=APPLIED)


def test_a_notice_follows_its_call() -> None:
    notice = posted()
    moved = FAR_AWAY - timedelta(days=400)
    Round.objects.filter(call=notice.call).update(closes_at=moved)
    assert follow_closings(now=APPLIED) == 1
    notice.refresh_from_db()
    assert notice.expires_at == moved
    assert follow_closings(now=APPLIED) == 0


def test_old_notices_are_forgotten() -> None:
    notice = posted()
    end(notice_id=notice.pk, actor=applicant(), now=APPLIED)
    assert forget_old(now=APPLIED + KEPT) == 0
    assert forget_old(now=APPLIED + KEPT + timedelta(seconds=1)) == 1
    assert not Notice.objects.exists()
