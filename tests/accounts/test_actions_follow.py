"""Following a call: asked for, confirmed from the mailbox, ended by one click, told each thing once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from accounts.actions.follow import confirm, follow, letters_of
from accounts.actions.tell_followers import SETTLES_IN, tell_followers
from accounts.actions.unfollow import forget_followers, unfollow
from accounts.follower import Follower
from accounts.following import confirm_link, end_link, to_confirm, to_end
from journal.models import Entry
from mail.models import Letter
from registry.facts import Amendment, CallFacts, CallTexts, DocumentFacts, RoundFacts
from registry.models import Call
from registry.publish import publish_call, publish_call_translation, withdraw_call
from rulebook.verdict import Refused
from tests.factories import own_funder
from tests.factories.followers import follower

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ADDRESS = "frida@foljer.example"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OPENS, CLOSES = NOW + 3 * DAY, NOW + 40 * DAY


def facts(**changes: Any) -> CallFacts:
    """A call that opens in three days and closes in forty."""
    rounds = RoundFacts(key="one", title_sv="Vinter", opens_at=OPENS, closes_at=CLOSES)
    texts = CallTexts(title="Öppna data", what="Karttjänster", body="<p>Läs mer.</p>")
    made = CallFacts(key=UUID(int=7), programme_key=None, texts_sv=texts, rounds=(rounds,))
    return replace(made, **changes)


def publish(at: datetime = NOW, **changes: Any) -> Call:
    """Publish the call."""
    own_funder()
    return publish_call(facts(**changes), now=at, actor="machine:test")


def news_of(one: Follower) -> list[str]:
    """Return the bodies of the news mailed to a follower, the oldest first."""
    sent = Letter.objects.filter(key__startswith=letters_of(one.pk), template="follow_news").order_by("pk")
    return [letter.subject + "\n" + letter.body for letter in sent]


def test_asking_mails_a_link_and_nothing_else() -> None:
    call = publish()
    follow(call_id=call.pk, email=f"  {ADDRESS.upper()} ", language="sv", now=NOW)
    one = Follower.objects.get()
    letter = Letter.objects.get()
    assert (one.email, one.confirmed_at, one.expires_at) == (ADDRESS, None, NOW + 2 * DAY)
    assert (letter.to, letter.template, letter.unsubscribe) == (ADDRESS, "follow_confirm", "")
    assert confirm_link(one) in letter.body
    assert tell_followers(now=OPENS) == 0
    entry = Entry.objects.get(action="ask_to_follow")
    assert (entry.actor, entry.digest, entry.details) == ("machine:visitor", "", {"call": call.pk})


def test_confirming_begins_and_is_harmless_twice() -> None:
    one = follower(publish(), now=NOW)
    again = confirm(follower_id=one.pk, now=NOW + 9 * DAY)
    assert (again.confirmed_at, again.told_until) == (NOW, NOW)
    assert Entry.objects.filter(action="follow").count() == 1


def test_asking_again_before_confirming_sends_the_link_anew() -> None:
    call = publish()
    for hours in (0, 30):
        follow(call_id=call.pk, email=ADDRESS, language="sv", now=NOW + hours * HOUR)
    assert Letter.objects.count() == 2
    assert confirm(follower_id=Follower.objects.get().pk, now=NOW + 70 * HOUR).confirmed_at is not None


def test_asking_again_after_confirming_is_told_by_mail_only() -> None:
    call = publish()
    one = follower(call, now=NOW)
    follow(call_id=call.pk, email=ADDRESS, language="en", now=NOW + HOUR)
    letter = Letter.objects.get(template="follow_already")
    assert end_link(one) in letter.body
    assert letter.unsubscribe == end_link(one)
    assert Follower.objects.get().language == "sv"


def test_a_link_that_is_too_old_is_refused() -> None:
    call = publish()
    follow(call_id=call.pk, email=ADDRESS, language="sv", now=NOW)
    one = Follower.objects.get()
    for when, pk in ((NOW + 2 * DAY, one.pk), (NOW, uuid4())):
        with pytest.raises(Refused) as refused:
            confirm(follower_id=pk, now=when)
        assert [finding.rule for finding in refused.value.verdict.findings] == ["follow_link"]


@pytest.mark.parametrize(
    "hostile",
    [
        *("", " ", "frida", "@", "frida@", "a@b", "frida@foljer.example\nBcc: alla@annanstans.example"),
        *(
            "frida@foljer.example\r\nSubject: x",
            "a@foljer.example, b@foljer.example",
            "a@x.example;b@x.example",
        ),
        *('"a b"@foljer.example', "<script>@foljer.example", "a\x00b@foljer.example", "a@foljer.example\x00"),
        *("😀@foljer.example", "a@" + "x" * 300 + ".example", "9" * 10_000, "Frida <a@foljer.example>"),
        *("a@foljer.example\u202e", "a@foljer.example%0aBcc:b@x.example", "10^30"),
    ],
)
def test_what_is_no_single_address_is_refused(hostile: str) -> None:
    call = publish()
    with pytest.raises(Refused) as refused:
        follow(call_id=call.pk, email=hostile, language="sv", now=NOW)
    assert [finding.field for finding in refused.value.verdict.findings] == ["email"]
    assert not Follower.objects.exists()
    assert not Letter.objects.exists()


def test_a_closed_or_withdrawn_call_can_t_be_followed() -> None:
    call = publish()
    with pytest.raises(Refused):
        follow(call_id=call.pk, email=ADDRESS, language="sv", now=CLOSES + timedelta(microseconds=1))
    withdraw_call(call, now=NOW, actor="machine:test")
    with pytest.raises(Refused):
        follow(call_id=call.pk, email=ADDRESS, language="sv", now=NOW)
    with pytest.raises(Call.DoesNotExist):
        follow(call_id=call.pk + 1, email=ADDRESS, language="sv", now=NOW)


def test_news_of_the_calendar_are_told_once() -> None:
    one = follower(publish(), now=NOW)
    turns = [NOW + hour * HOUR for hour in range(0, 41 * 24, 7)]
    assert sum(tell_followers(now=turn) for turn in turns) == 2
    opened, closing = news_of(one)
    assert [news.splitlines()[0] for news in (opened, closing)] == [
        "Nu öppen: Öppna data",
        "Stänger inom en vecka: Öppna data",
    ]
    assert all(tell_followers(now=turn) == 0 for turn in turns)


def test_a_late_follower_is_not_told_what_had_happened() -> None:
    follower(publish(), now=CLOSES - 2 * DAY)
    assert tell_followers(now=CLOSES - DAY) == 0


def test_changes_are_told_when_the_editor_has_finished_and_once() -> None:
    one = follower(publish(), now=NOW)
    later = RoundFacts(key="one", title_sv="Vinter", opens_at=OPENS, closes_at=CLOSES + DAY)
    publish(NOW + HOUR, rounds=(later,))
    publish(NOW + HOUR + timedelta(minutes=2), rounds=(later,), texts_sv=CallTexts(title="Öppna kartor"))
    assert tell_followers(now=NOW + HOUR + SETTLES_IN) == 0
    settled = NOW + HOUR + SETTLES_IN + timedelta(minutes=2)
    assert [tell_followers(now=settled), tell_followers(now=settled), tell_followers(now=OPENS - HOUR)] == [
        1,
        0,
        0,
    ]
    (told,) = news_of(one)
    assert "Öppna kartor" in told
    letter = Letter.objects.get(template="follow_news")
    assert letter.unsubscribe == end_link(one)


def test_documents_and_amendments_are_told_with_the_reason() -> None:
    one = follower(publish(), now=NOW)
    document = DocumentFacts(title="Mall", file_name="mall.txt", media_type="text/plain", content=b"x")
    publish(NOW + HOUR, documents=(document,))
    assert tell_followers(now=NOW + 2 * HOUR) == 1
    assert tell_followers(now=OPENS) == 1
    later = RoundFacts(key="one", title_sv="Vinter", opens_at=OPENS, closes_at=CLOSES + DAY)
    publish(
        OPENS + HOUR,
        documents=(document,),
        rounds=(later,),
        amendment=Amendment(reason_sv="Längre tid på grund av avbrott."),
    )
    assert tell_followers(now=OPENS + 2 * HOUR) == 1
    assert "Längre tid på grund av avbrott." in news_of(one)[-1]


def test_a_translation_is_no_news_to_who_reads_swedish() -> None:
    call = publish()
    swedish, english = follower(call, now=NOW), follower(call, "eva@foljer.example", now=NOW, language="en")
    publish_call_translation(facts().key, CallTexts(title="Open data"), now=NOW + HOUR, actor="machine:test")
    assert tell_followers(now=NOW + 2 * HOUR) == 1
    assert (len(news_of(swedish)), len(news_of(english))) == (0, 1)
    assert news_of(english)[0].startswith("Changed: Open data")


def test_a_withdrawn_call_says_so_and_lets_go() -> None:
    call = publish()
    one = follower(call, now=NOW)
    withdraw_call(call, now=NOW + HOUR, actor="machine:test")
    assert tell_followers(now=NOW + 2 * HOUR) == 1
    assert len(news_of(one)) == 1
    assert forget_followers(now=NOW + 2 * HOUR) == 0
    assert forget_followers(now=NOW + 2 * DAY) == 1


def test_ending_deletes_the_address_and_every_letter_to_it() -> None:
    call = publish()
    one, other = follower(call, now=NOW), follower(call, "otto@foljer.example", now=NOW)
    tell_followers(now=OPENS)
    assert unfollow(follower_id=one.pk, now=OPENS)
    assert not unfollow(follower_id=one.pk, now=OPENS)
    assert [found.email for found in Follower.objects.all()] == [other.email]
    assert {letter.to for letter in Letter.objects.all()} == {other.email}
    assert not Entry.objects.filter(details__icontains=ADDRESS).exists()


def test_addresses_that_have_served_are_deleted() -> None:
    call = publish()
    follow(call_id=call.pk, email="aldrig@foljer.example", language="sv", now=NOW)
    follower(call, now=NOW)
    assert forget_followers(now=NOW + DAY) == 0
    assert forget_followers(now=NOW + 2 * DAY) == 1
    assert forget_followers(now=CLOSES + 30 * DAY - HOUR) == 0
    assert forget_followers(now=CLOSES + 30 * DAY) == 1
    assert not Follower.objects.exists()
    assert not Letter.objects.exists()


def test_links_are_read_only_as_they_were_made() -> None:
    one = follower(publish(), now=NOW)
    confirming, ending = (link(one).rstrip("/").rpartition("/")[2] for link in (confirm_link, end_link))
    assert (to_confirm(confirming), to_end(ending)) == (one.pk, one.pk)
    for forged in (ending, one.pk.hex, f"{one.pk.hex}:x", "", ":", "\x00", "9" * 31, "😀"):
        assert to_confirm(forged) is None
    assert to_end(confirming) is None
