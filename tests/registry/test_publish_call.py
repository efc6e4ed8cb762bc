"""Publishing a call: a copy, numbered, with frozen rounds."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from journal.models import Entry
from registry.facts import Amendment, CallFacts, CallTexts, DocumentFacts, ProgrammeFacts, RoundFacts
from registry.models import Call, Change, FormVersion, Funder, RuleSet
from registry.publish import publish_call, publish_call_translation, publish_programme, withdraw_call
from rulebook.examples import CIVIC_TECH
from rulebook.verdict import Refused
from rulebook.vocabulary import clause_as_json

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
RULES = [clause_as_json(clause) for clause in CIVIC_TECH]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_funder() -> Funder:
    Funder.objects.update(is_own=False)
    return Funder.objects.create(slug="nyttverket-test", name_sv="Nyttverket", is_own=True)


def facts(*, opens_in: int = 1) -> CallFacts:
    round_ = RoundFacts(
        key="first",
        title_sv="Omgång 1",
        opens_at=NOW + timedelta(days=opens_in),
        closes_at=NOW + timedelta(days=opens_in + 30),
        rules=RULES,
    )
    return CallFacts(
        key=uuid4(),
        programme_key=None,
        texts_sv=CallTexts(title="Digitala tjänster", body="<p>Hej</p>"),
        rounds=(round_,),
    )


def test_a_call_gets_numbers_and_a_change_row_for_each_record() -> None:
    programme = publish_programme(
        ProgrammeFacts(key=uuid4(), title_sv="Delaktighet"), now=NOW, actor="user:1"
    )
    call = publish_call(replace(facts(), programme_key=programme.key), now=NOW, actor="user:1")
    round_ = call.rounds.get()
    assert (programme.diarienummer, call.diarienummer, round_.diarienummer) == (
        "2026-00001",
        "2026-00002",
        "2026-00003",
    )
    assert call.programme == programme
    assert list(Change.objects.order_by("id").values_list("kind", "record_id", "version")) == [
        ("programme", programme.pk, 1),
        ("round", round_.pk, 1),
        ("call", call.pk, 1),
    ]
    assert list(Entry.objects.order_by("sequence").values_list("action", flat=True)) == ["publish"] * 3


def test_publishing_the_same_facts_again_writes_nothing() -> None:
    given = facts()
    publish_call(given, now=NOW, actor="user:1")
    before = Change.objects.count()
    call = publish_call(given, now=NOW + timedelta(hours=1), actor="user:1")
    assert (Change.objects.count(), call.version, Call.objects.count()) == (before, 1, 1)


def test_forms_and_rules_with_the_same_content_are_one_row() -> None:
    publish_call(facts(), now=NOW, actor="user:1")
    publish_call(facts(), now=NOW, actor="user:1")
    assert (RuleSet.objects.count(), FormVersion.objects.count()) == (1, 1)


def test_scripts_and_handlers_do_not_enter_the_record() -> None:
    body = '<p onclick="x()">Text</p><script>alert(1)</script><a href="javascript:x()">länk</a>'
    given = replace(facts(), texts_sv=CallTexts(title="Titel", body=body))
    call = publish_call(given, now=NOW, actor="user:1")
    assert call.body_sv == '<p>Text</p><a rel="noopener">länk</a>'


def test_an_opened_round_keeps_its_rules_without_a_reason() -> None:
    given = facts(opens_in=-1)
    publish_call(given, now=NOW, actor="user:1")
    changed = replace(given, rounds=(replace(given.rounds[0], rules=RULES[:1]),))
    with pytest.raises(Refused) as refused:
        publish_call(changed, now=NOW, actor="user:1")
    assert [finding.rule for finding in refused.value.verdict.findings] == ["frozen_round"]
    assert Call.objects.get().rounds.get().rules.content == RULES  # type: ignore[union-attr]


def test_an_amendment_says_why_and_what() -> None:
    given = facts(opens_in=-1)
    publish_call(given, now=NOW, actor="user:1")
    longer = replace(given.rounds[0], closes_at=given.rounds[0].closes_at + timedelta(days=7))
    reason = Amendment(reason_sv="Portalen låg nere.", reason_en="The portal was down.")
    call = publish_call(replace(given, rounds=(longer,), amendment=reason), now=NOW, actor="user:1")
    assert list(call.amendments.values_list("reason_sv", "changed")) == [
        ("Portalen låg nere.", ["closes_at"])
    ]
    assert call.rounds.get().closes_at == longer.closes_at


def test_a_round_that_has_not_opened_may_change_freely() -> None:
    given = facts(opens_in=10)
    publish_call(given, now=NOW, actor="user:1")
    later = replace(given.rounds[0], opens_at=NOW + timedelta(days=12))
    call = publish_call(replace(given, rounds=(later,)), now=NOW, actor="user:1")
    assert call.rounds.get().opens_at == later.opens_at
    assert not call.amendments.exists()


def test_a_translation_fills_the_english_texts_only() -> None:
    given = facts()
    publish_call(given, now=NOW, actor="user:1")
    call = publish_call_translation(given.key, CallTexts(title="Digital services"), now=NOW, actor="user:1")
    assert call is not None
    assert (call.title_sv, call.title_en, call.version) == ("Digitala tjänster", "Digital services", 2)


def test_a_translation_of_an_unpublished_call_changes_nothing() -> None:
    assert publish_call_translation(uuid4(), CallTexts(title="Secret"), now=NOW, actor="user:1") is None
    assert not Change.objects.exists()


def test_documents_are_copied_and_replaced() -> None:
    document = DocumentFacts(
        title="Mall", file_name="mall.pdf", media_type="application/pdf", content=b"%PDF-1"
    )
    given = replace(facts(), documents=(document,))
    call = publish_call(given, now=NOW, actor="user:1")
    first = call.documents.get()
    assert first.file.read() == b"%PDF-1"
    call = publish_call(
        replace(given, documents=(replace(document, content=b"%PDF-2"),)), now=NOW, actor="user:1"
    )
    assert call.documents.get().file.read() == b"%PDF-2"
    assert call.documents.get().sha256 != first.sha256


def test_a_withdrawn_call_tells_the_outbox_and_comes_back() -> None:
    given = facts()
    call = withdraw_call(publish_call(given, now=NOW, actor="user:1"), now=NOW, actor="user:1")
    assert Change.objects.filter(kind="call", withdrawn=True, record_id=call.pk).count() == 1
    again = publish_call(given, now=NOW, actor="user:1")
    assert (again.withdrawn_at, again.diarienummer) == (None, call.diarienummer)
