"""Publishing a page copies it into the record: the traps of Wagtail's signals, one by one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from wagtail.models import Locale

from cms.models import PublishedPage
from journal.models import Entry
from registry.models import Call, CallAmendment, Change, Programme
from tests.cms.pages import (
    RULES,
    a_round,
    again,
    call_of,
    draft_call,
    editor,
    english_of,
    index,
    programme,
    published,
)

pytestmark = pytest.mark.django_db


def test_a_published_call_is_copied_with_numbers_of_one_series() -> None:
    theme = programme()
    page = published(draft_call(programme=theme))

    call = call_of(page)
    numbers = [Programme.objects.get(key=theme.key).diarienummer, call.diarienummer]
    numbers.append(call.rounds.get().diarienummer)
    assert len({number[:4] for number in numbers}) == 1
    assert [int(number[5:]) for number in numbers] == [1, 2, 3]
    assert (call.title_sv, call.title_en, call.programme) == (
        "Civic tech",
        "",
        Programme.objects.get(key=theme.key),
    )
    assert (call.ingress_sv, call.who_sv) == (page.ingress, page.who)
    assert "<h2>Bakgrund</h2>" in call.body_sv
    assert "<b>öppna</b>" in call.body_sv
    assert "Rut Ek" not in call.body_sv
    assert call.contacts == [
        {"name": "Rut Ek", "role": "Handläggare", "email": "rut@tallmyren.example", "phone": ""}
    ]
    assert page.published_page.failed_reason == ""


def test_a_round_carries_moments_in_utc_and_the_rules_as_clauses() -> None:
    page = published(draft_call())

    row = call_of(page).rounds.get()
    assert (row.opens_at, row.closes_at) == (
        datetime(2026, 9, 1, 7, tzinfo=UTC),
        datetime(2099, 11, 26, 13, tzinfo=UTC),
    )
    assert row.key == page.rounds[0].id
    assert row.rules is not None
    assert row.rules.content == [
        {
            "rule": "min_actors",
            "effect": "blocks",
            "parameters": {"least": 2},
            "clause_sv": "Minst två aktörer ska delta.",
            "clause_en": "",
        },
        {
            "rule": "ceiling",
            "effect": "blocks",
            "parameters": {"most": 2_000_000},
            "clause_sv": "Högst 2 000 000 kronor.",
            "clause_en": "At most SEK 2,000,000.",
        },
    ]
    assert row.form is not None
    assert row.form.content[0]["key"] == "project"


def test_a_saved_draft_publishes_nothing() -> None:
    draft_call()

    assert not Call.objects.exists()
    assert not Change.objects.filter(kind="call").exists()


def test_a_scheduled_first_publication_stays_secret_until_its_time() -> None:
    page = draft_call(title="Hemlig utlysning")
    draft = page.get_latest_revision_as_object()
    draft.go_live_at = datetime.now(UTC) + timedelta(hours=1)
    draft.save_revision(user=editor()).publish(user=editor())
    assert (again(page).live, again(page).approved_schedule) == (False, True)
    assert not Call.objects.exists()
    assert not PublishedPage.objects.exists()

    revision = again(page).get_latest_revision()
    moved = datetime.now(UTC) - timedelta(minutes=1)
    revision.approved_go_live_at = moved
    revision.content = {**revision.content, "go_live_at": moved.isoformat()}
    revision.save()
    call_command("publish_scheduled")

    assert again(page).live
    assert call_of(page).title_sv == "Hemlig utlysning"


def test_an_alias_is_no_call_of_its_own() -> None:
    page = published(draft_call())
    alias = page.create_alias(parent=index(), update_slug="alias")
    draft = again(page)
    draft.title = "Nytt namn"
    draft.save_revision(user=editor()).publish(user=editor())

    assert again(alias).title == "Nytt namn"
    assert again(alias).live
    assert Call.objects.count() == 1


def test_later_edits_of_the_draft_do_not_change_the_record() -> None:
    page = published(draft_call())
    draft = again(page)
    draft.title = "Inte klar än"
    draft.save_revision(user=editor())

    assert call_of(page).title_sv == "Civic tech"


def test_publishing_twice_makes_no_doubles_and_no_changes() -> None:
    page = published(draft_call())
    before = (Change.objects.count(), Entry.objects.count())
    published(page)

    call = call_of(page)
    assert (call.version, call.rounds.count()) == (1, 1)
    assert (Change.objects.count(), Entry.objects.count()) == before


def test_an_edit_keeps_the_numbers_of_call_and_rounds() -> None:
    page = published(draft_call(rounds=[("round", a_round(opens=date(2099, 9, 1)))]))
    number, round_number = call_of(page).diarienummer, call_of(page).rounds.get().diarienummer
    draft = again(page)
    draft.title = "Nytt namn"
    draft.rounds.append(("round", a_round(date(2099, 9, 1), title="Våren")))
    draft.save_revision(user=editor()).publish(user=editor())

    call = call_of(page)
    assert (call.diarienummer, call.title_sv) == (number, "Nytt namn")
    assert [row.title_sv for row in call.rounds.order_by("diarienummer")] == ["Hösten", "Våren"]
    assert call.rounds.order_by("diarienummer")[0].diarienummer == round_number


def test_a_copy_is_a_new_call_with_its_own_number() -> None:
    page = published(draft_call(amendment_reason_sv="Ett skäl"))
    copied = page.copy(update_attrs={"slug": "kopia", "title": "Kopia"}, keep_live=True)

    assert copied.translation_key != page.translation_key
    assert again(copied).amendment_reason_sv == ""
    assert {call.title_sv for call in Call.objects.all()} == {"Civic tech", "Kopia"}
    assert call_of(copied).diarienummer != call_of(page).diarienummer


def test_a_copy_for_translation_is_the_same_call_and_only_texts() -> None:
    page = published(draft_call())
    english = english_of(page)

    assert english.translation_key == page.translation_key
    assert not english.live
    draft = english.get_latest_revision_as_object()
    assert [block.block_type for block in draft.body] == ["heading", "paragraph"]
    assert (len(draft.rounds), len(draft.rules)) == (0, 0)


def test_a_translation_fills_the_english_texts() -> None:
    page = published(draft_call())
    english = published(english_of(page))

    call = call_of(page)
    assert Call.objects.count() == 1
    assert (call.title_sv, call.title_en, call.ingress_en) == (
        "Civic tech",
        "Civic tech in English",
        "Digital tools for democracy.",
    )
    assert call.rounds.filter(withdrawn_at__isnull=True).count() == 1
    assert english.published_page.failed_reason == ""


def test_a_translation_that_is_published_first_waits_for_the_call() -> None:
    page = draft_call()
    published(english_of(page))
    assert not Call.objects.exists()
    published(page)

    call = call_of(page)
    assert (call.title_sv, call.title_en) == ("Civic tech", "Civic tech in English")


def test_unpublishing_hides_the_page_and_not_the_call() -> None:
    page = published(draft_call())
    page.unpublish()

    assert not again(page).live
    assert call_of(page).withdrawn_at is None


def test_what_a_round_promised_changes_with_a_reason_only() -> None:
    page = published(draft_call())
    draft = again(page)
    draft.rules = [RULES[0], ("ceiling", {**RULES[1][1], "most": 3_000_000})]
    draft.amendment_reason_sv = "Regeringen har ökat anslaget."
    draft.save_revision(user=editor()).publish(user=editor())

    amendment = CallAmendment.objects.get()
    assert (amendment.call, amendment.reason_sv, amendment.changed) == (
        call_of(page),
        "Regeringen har ökat anslaget.",
        ["rules"],
    )
    rules = call_of(page).rounds.get().rules
    assert rules is not None
    assert rules.content[1]["parameters"] == {"most": 3_000_000}


def test_a_reason_serves_one_change() -> None:
    page = published(draft_call(amendment_reason_sv="Regeringen har ökat anslaget."))
    for most in (3_000_000, 4_000_000):
        draft = again(page)
        draft.rules = [("ceiling", {**RULES[1][1], "most": most})]
        draft.save_revision(user=editor()).publish(user=editor())

    assert CallAmendment.objects.count() == 1
    assert "A round has opened" in again(page).failed_reason
    rules = call_of(page).rounds.get().rules
    assert rules is not None
    assert rules.content[0]["parameters"] == {"most": 3_000_000}


def test_a_page_without_its_translation_in_place_is_found_by_locale() -> None:
    assert {page.locale.language_code for page in (index("sv"), index("en"))} == {"sv", "en"}
    assert Locale.objects.count() == 2
    assert index("sv").translation_key == index("en").translation_key
