"""The dates of a call: one list for the page and the calendar file, which every calendar can follow."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar, Event

from registry.facts import Amendment, CallFacts, CallTexts, DocumentFacts, RoundFacts
from registry.models import Call, Round
from registry.openings import opening_of
from registry.publish import publish_call, withdraw_call
from registry.templatetags.calls import file_size, time_left
from tests.factories import open_round, own_funder
from tests.registry.pages import words

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ROUND = RoundFacts(
    key="one",
    title_sv="Vinter",
    title_en="Winter",
    opens_at=datetime(2026, 11, 26, 8, tzinfo=UTC),
    closes_at=datetime(2027, 3, 30, 12, tzinfo=UTC),
    decision_expected=date(2027, 6, 15),
    earliest_start=date(2027, 8, 1),
)
FACTS = CallFacts(
    key=UUID(int=9),
    programme_key=None,
    texts_sv=CallTexts(title="Öppna data, kartor; mer"),
    texts_en=CallTexts(title="Open data, maps; more"),
    rounds=(ROUND,),
    dates=(
        {"date": "2026-12-10", "text_sv": "Frågestund", "text_en": "Questions and answers"},
        {"date": "snart", "text_sv": "Oklart", "text_en": ""},
    ),
)


def publish(at: datetime = NOW, **changes: Any) -> Call:
    """Publish the call."""
    own_funder()
    return publish_call(replace(FACTS, **changes), now=at, actor="machine:test")


def events(client: Client, call: Call, address: str = "/utlysningar/{}/{}/datum.ics") -> dict[str, Event]:
    """Read a call's calendar file; its events by the first word of their lasting names."""
    answer = client.get(address.format(call.funder.slug, call.diarienummer))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    read = Calendar.from_ical(answer.content)
    assert (str(read["method"]), str(read["version"])) == ("PUBLISH", "2.0")
    return {str(event["uid"]).partition("-2")[0]: event for event in read.walk("VEVENT")}


def test_the_calendar_holds_what_people_plan_by(client: Client) -> None:
    found = events(client, publish())
    assert {name: event.decoded("dtstart") for name, event in found.items()} == {
        "opens_at": ROUND.opens_at,
        "closes_at": ROUND.closes_at,
        "decision_expected": ROUND.decision_expected,
        "day-1": date(2026, 12, 10),
    }
    assert str(found["closes_at"]["summary"]).endswith(": Öppna data, kartor; mer")
    assert found["closes_at"].decoded("dtstamp") == NOW
    assert {str(event["status"]) for event in found.values()} == {"CONFIRMED"}


def test_moments_are_in_utc_and_lines_are_short(client: Client) -> None:
    call = publish()
    raw = client.get(f"/utlysningar/{call.funder.slug}/{call.diarienummer}/datum.ics").content
    assert b"DTSTART:20270330T120000Z" in raw
    assert b"DTSTART;VALUE=DATE:20270615" in raw
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75


def test_each_language_has_its_own_words_and_the_same_names(client: Client) -> None:
    call = publish()
    swedish, english = events(client, call), events(client, call, "/en/calls/{}/{}/dates.ics")
    assert [e["uid"] for e in swedish.values()] == [e["uid"] for e in english.values()]
    assert str(english["closes_at"]["summary"]) == "Closes: Open data, maps; more"
    assert str(english["day-1"]["summary"]) == "Questions and answers: Open data, maps; more"
    assert "/en/calls/" in str(english["closes_at"]["url"])


def test_a_change_keeps_the_name_and_raises_the_sequence(client: Client) -> None:
    before = events(client, publish())["closes_at"]
    later = replace(ROUND, closes_at=ROUND.closes_at + timedelta(days=7))
    after = events(client, publish(NOW + timedelta(hours=1), rounds=(later,)))["closes_at"]
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after.decoded("dtstart") == later.closes_at
    assert after.decoded("dtstamp") == NOW + timedelta(hours=1)


def test_a_round_taken_away_is_cancelled_not_lost(client: Client) -> None:
    other = replace(ROUND, key="two", title_sv="Vår")
    call = publish(rounds=(ROUND, other))
    publish(NOW + timedelta(hours=1), rounds=(other,))
    answer = client.get(f"/utlysningar/{call.funder.slug}/{call.diarienummer}/datum.ics")
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    assert sorted(str(event["status"]) for event in found) == ["CANCELLED"] * 3 + ["CONFIRMED"] * 4


def test_a_withdrawn_call_has_no_calendar_and_an_unknown_none_either(client: Client) -> None:
    call = publish()
    address = f"/utlysningar/{call.funder.slug}/{call.diarienummer}/datum.ics"
    withdraw_call(call, now=NOW, actor="machine:test")
    assert client.get(address).status_code == 410
    assert client.get(address.replace(call.diarienummer, "2026-99999")).status_code == 404


def test_the_page_lists_every_date_in_order(client: Client) -> None:
    page = words(client, publish().get_absolute_url())
    told = page.partition("Alla datum Vad")[2]
    expected = (
        *("torsdag 26 november 2026 kl. 09.00 (svensk tid)", "torsdag 10 december 2026"),
        *("tisdag 30 mars 2027 kl. 14.00 (svensk tid)", "tisdag 15 juni 2027", "söndag 1 augusti 2027"),
    )
    plain = told.replace("\u00a0", " ")
    assert [plain.index(one) for one in expected] == sorted(plain.index(one) for one in expected)


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(hours=72), "3 dagar"),
        (timedelta(hours=71, minutes=59), "2 dagar"),
        (timedelta(hours=48), "2 dagar"),
        (timedelta(hours=47, minutes=59), "47 timmar"),
        (timedelta(hours=1), "1 timme"),
        (timedelta(minutes=59), "59 minuter"),
        (timedelta(seconds=1), "1 minut"),
    ],
)
def test_the_time_left_is_never_more_than_there_is(left: timedelta, said: str) -> None:
    assert time_left(left) == said


def test_the_time_left_is_told_in_the_last_three_days_only() -> None:
    round_ = open_round()
    closes = round_.closes_at
    assert opening_of([round_], closes - timedelta(hours=72)).left == timedelta(hours=72)
    assert opening_of([round_], closes - timedelta(hours=72, seconds=1)).left is None
    assert opening_of([round_], closes).left == timedelta(0)
    assert opening_of([round_], closes + timedelta(microseconds=1)).left is None


def test_a_call_that_closes_soon_says_how_soon(client: Client) -> None:
    round_ = open_round()
    Round.objects.filter(pk=round_.pk).update(closes_at=timezone.now() + timedelta(hours=30, minutes=5))
    page = words(client, round_.call.get_absolute_url())
    assert "Den stänger om 30 timmar." in page


def test_documents_tell_kind_and_size_and_amendments_what_changed(client: Client) -> None:
    document = DocumentFacts(
        title="Mall", file_name="mall.txt", media_type="text/plain", content=b"x" * 2_345
    )
    call = publish(documents=(document,))
    later = replace(ROUND, closes_at=ROUND.closes_at + timedelta(days=7))
    publish(
        ROUND.opens_at + timedelta(days=1),
        documents=(document,),
        rounds=(later,),
        amendment=Amendment(reason_sv="Avbrott i driften."),
    )
    page = words(client, call.get_absolute_url()).replace("\u00a0", " ")
    assert "TXT, 2 kB" in page
    assert "Avbrott i driften." in page
    file = call.documents.get().file
    file.storage.delete(str(file.name))
    assert "(TXT" in words(client, call.get_absolute_url())


def test_a_file_that_is_not_there_has_no_size() -> None:
    call = publish(
        documents=(DocumentFacts(title="M", file_name="m.txt", media_type="text/plain", content=b"x"),)
    )
    file = call.documents.get().file
    assert file_size(file) == "1\u00a0kB"
    file.storage.delete(str(file.name))
    assert file_size(call.documents.get().file) == ""


def test_the_page_sets_no_cookie(client: Client) -> None:
    answer = client.get(publish().get_absolute_url())
    assert answer.cookies == {}


@pytest.mark.parametrize("rounds", [1, 6])
def test_the_page_takes_a_fixed_number_of_queries(
    client: Client, rounds: int, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    call = publish(rounds=tuple(replace(ROUND, key=str(at)) for at in range(rounds)))
    client.get(call.get_absolute_url())
    with django_assert_num_queries(6):  # type: ignore[operator]
        client.get(call.get_absolute_url())
    address = f"/utlysningar/{call.funder.slug}/{call.diarienummer}/datum.ics"
    with django_assert_num_queries(2):  # type: ignore[operator]
        client.get(address)
