"""The tick that heals what publishing could not write, and where editors see that it failed."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.models import CallPage, PublishedPage
from cms.reconcile import ReconcileReport, reconcile
from journal.models import Entry
from registry.models import Call, Change, Funder, Programme
from registry.publish import withdraw_call
from tests.cms.pages import (
    RULES,
    again,
    call_of,
    draft_call,
    editor_client,
    english_of,
    programme,
    published,
)
from tests.factories import own_funder

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def without_funder() -> None:
    """Make the record unable to take anything, as a fault would."""
    Funder.objects.update(is_own=False)


def with_funder() -> None:
    Funder.objects.update(is_own=True)


def test_nothing_is_done_when_the_record_holds_everything() -> None:
    page = published(draft_call())
    before = (Change.objects.count(), Entry.objects.count())

    assert reconcile(now=NOW) == ReconcileReport(1, (), ())
    assert (Change.objects.count(), Entry.objects.count()) == before
    assert again(page).failed_reason == ""


def test_a_failure_leaves_the_page_live_and_is_kept_and_healed() -> None:
    page = draft_call()
    without_funder()
    page = published(page)
    assert page.live
    assert not Call.objects.exists()
    assert "Funder" in page.failed_reason
    assert reconcile(now=NOW) == ReconcileReport(1, (), (page.pk,))

    with_funder()
    assert reconcile(now=NOW) == ReconcileReport(1, (page.pk,), ())
    assert call_of(page).title_sv == "Civic tech"
    assert again(page).failed_reason == ""
    assert Entry.objects.filter(actor="machine:reconcile", object_kind="registry.call").exists()


def test_a_failure_shows_on_the_dashboard_in_the_lists_and_on_the_page() -> None:
    client = editor_client()
    page = draft_call(title="Utlysningen som föll")
    assert "not-in-record" not in dashboard(client)
    without_funder()
    page = published(page)
    with_funder()

    assert "not-in-record" in dashboard(client)
    assert "Utlysningen som föll" in dashboard(client)
    assert "inte i registret" in client.get(reverse("calls:index")).content.decode()
    parent = reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    assert "inte i registret" in client.get(parent).content.decode()
    assert "tog inte emot" in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    reconcile(now=NOW)
    assert "not-in-record" not in dashboard(client)


def dashboard(client: Client) -> str:
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_page_that_went_live_unseen_is_published() -> None:
    page = draft_call()
    CallPage.objects.filter(pk=page.pk).update(live=True)

    assert reconcile(now=NOW) == ReconcileReport(1, (page.pk,), ())
    assert call_of(page).title_sv == "Civic tech"


def test_a_lost_translation_is_published() -> None:
    page = published(draft_call())
    english = english_of(page)
    CallPage.objects.filter(pk=english.pk).update(live=True, title="Civic tech in English")

    assert reconcile(now=NOW) == ReconcileReport(2, (english.pk,), ())
    assert call_of(page).title_en == "Civic tech in English"


def test_drafts_aliases_and_unpublished_pages_are_left_alone() -> None:
    draft_call()
    page = published(draft_call(title="Publicerad"))
    page.create_alias(parent=page.get_parent(), update_slug="alias")
    page.unpublish()
    PublishedPage.objects.all().delete()

    assert reconcile(now=NOW) == ReconcileReport(0, (), ())
    assert Call.objects.count() == 1


def test_a_withdrawn_call_stays_withdrawn() -> None:
    page = published(draft_call())
    withdraw_call(call_of(page), now=NOW, actor="user:1")

    assert reconcile(now=NOW) == ReconcileReport(1, (), ())
    assert call_of(page).withdrawn_at == NOW


def test_a_change_that_needs_a_reason_keeps_failing_until_it_has_one() -> None:
    page = published(draft_call(rules=RULES[1:]))
    draft = again(page)
    draft.rules = [("ceiling", {**RULES[1][1], "most": 3_000_000})]
    draft.save_revision().publish()
    assert reconcile(now=timezone.now()).failing == (page.pk,)

    draft = again(page)
    draft.amendment_reason_sv = "Mer pengar."
    draft.save_revision().publish()
    assert reconcile(now=timezone.now()) == ReconcileReport(1, (), ())


def test_a_programme_that_the_record_lacks_is_published() -> None:
    theme = programme()
    Programme.objects.all().delete()
    own_funder()
    reconcile(now=NOW)

    assert Programme.objects.get().key == theme.key
