"""The form of a call in the admin: what it takes, what it refuses, and what it warns of."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.test.utils.form_data import streamfield

from cms.models import CallPage
from registry.models import Call, CallAmendment
from tests.cms.pages import (
    RULES,
    a_round,
    again,
    call_of,
    draft_call,
    editor_client,
    english_of,
    filled_form,
    index,
    posted_round,
    programme,
    published,
)

pytestmark = pytest.mark.django_db


def add_url(language: str = "sv") -> str:
    return reverse("wagtailadmin_pages:add", args=["cms", "callpage", index(language).pk])


def edit_url(page: CallPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def messages_of(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def errors_of(response: Any, field: str) -> str:
    assert response.status_code == 200
    error = response.context["form"].errors.as_data().get(field, [])
    return " ".join(_texts(one) for one in error)


def _texts(error: Any) -> str:
    nested = [*getattr(error, "block_errors", {}).values()] if hasattr(error, "block_errors") else []
    general = getattr(error, "non_block_errors", None)
    parts = [_texts(one) for one in nested] + [str(one) for one in general or []]
    return " ".join(parts) or " ".join(getattr(error, "messages", [str(error)]))


def test_the_empty_form_shows_every_tab_in_swedish() -> None:
    page = editor_client().get(add_url()).content.decode()

    for word in ("Innehåll", "Ansökningsomgångar", "Regler", "Kriterier"):
        assert word in page


def test_an_editor_writes_and_publishes_a_call() -> None:
    response = editor_client().post(add_url(), filled_form("action-publish"))

    assert response.status_code == 302
    call = Call.objects.get()
    assert (call.title_sv, call.how_much_sv) == ("Medborgarbudget på riktigt", "Högst 800 000 kronor.")
    assert call.criteria[0]["title_sv"] == "Potential"
    assert (call.criteria[0]["scale"], call.criteria[0]["weight"]) == ([1, 7], 2)
    row = call.rounds.get()
    assert row.rules is not None
    assert (row.opens_at, row.rules.content[0]["parameters"]) == (
        datetime(2099, 9, 1, 7, tzinfo=UTC),
        {"most": 800_000},
    )
    assert CallPage.objects.get().published_page.failed_reason == ""


def test_a_draft_may_lack_almost_everything() -> None:
    unfinished = {"ingress": "", "rounds": streamfield([]), "rules": streamfield([("ceiling", {"most": ""})])}
    response = editor_client().post(add_url(), filled_form(**unfinished))

    assert response.status_code == 302
    assert not Call.objects.exists()


def test_a_call_without_rounds_is_not_published() -> None:
    response = editor_client().post(add_url(), filled_form("action-publish", rounds=streamfield([])))

    assert "minst en ansökningsomgång" in errors_of(response, "rounds")
    assert not CallPage.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"opens": {"day": "2099-12-01", "clock": "09:00"}}, "stänger innan den öppnar"),
        (
            {
                "closes": {"day": "2027-03-28", "clock": "02:30"},
                "opens": {"day": "2026-12-01", "clock": "09:00"},
            },
            "finns inte",
        ),
        (
            {
                "closes": {"day": "2027-10-31", "clock": "02:30"},
                "opens": {"day": "2026-12-01", "clock": "09:00"},
            },
            "två gånger",
        ),
        ({"earliest_start": "2100-02-01", "latest_start": "2100-01-01"}, "före den tidigaste"),
        ({"latest_start": "2100-02-01", "latest_end": "2100-01-01"}, "måste sluta innan"),
    ],
)
def test_moments_that_can_not_be_are_refused_at_their_field(changes: dict[str, Any], words: str) -> None:
    rounds = streamfield([("round", posted_round(**changes))])
    response = editor_client().post(add_url(), filled_form("action-publish", rounds=rounds))

    assert words in errors_of(response, "rounds")
    assert not Call.objects.exists()


def test_a_sum_that_can_not_be_read_is_refused_at_its_field() -> None:
    rule = {"most": "en miljon", "effect": "blocks", "clause_sv": "Högst en miljon.", "clause_en": ""}
    response = editor_client().post(
        add_url(), filled_form("action-publish", rules=streamfield([("ceiling", rule)]))
    )

    assert errors_of(response, "rules")
    assert "en miljon" in response.content.decode()


def test_settings_stand_once() -> None:
    setting = {"actor_by": "number", "public_company": "by_form", "clause_sv": "", "clause_en": ""}
    rules = streamfield([("counting", setting), ("counting", setting)])
    response = editor_client().post(add_url(), filled_form("action-publish", rules=rules))

    assert errors_of(response, "rules")


@pytest.mark.parametrize("closes", ["2099-11-28", "2099-12-25"])
def test_a_closing_day_off_work_warns_and_stops_nothing(closes: str) -> None:
    rounds = streamfield([("round", posted_round(last_day=closes))])
    response = editor_client().post(add_url(), filled_form("action-publish", rounds=rounds))

    assert response.status_code == 302
    assert "arbetsdag" in messages_of(response)
    assert Call.objects.count() == 1


def edited(page: CallPage, action: str = "action-publish", most: str = "3 000 000", **changes: Any) -> Any:
    client = editor_client()
    rule = {"most": most, "effect": "blocks", "clause_sv": "Högst 2 000 000 kronor.", "clause_en": ""}
    block = posted_round("2026-09-01", title_sv="Hösten", title_en="Autumn")
    values = {
        "slug": page.slug,
        "rules": streamfield([("ceiling", rule)]),
        "criteria": streamfield([]),
        "rounds": streamfield([("round", block)]),
        **changes,
    }
    values["rounds"]["0"]["id"] = page.rounds[0].id
    posted = filled_form(action, **values)
    return client.post(edit_url(page), posted)


def test_a_changed_rule_of_an_open_round_is_refused_without_a_reason() -> None:
    page = published(draft_call(rules=RULES[1:]))
    response = edited(page)

    assert "reglerna" in errors_of(response, "amendment_reason_sv")
    assert call_of(page).title_sv == "Civic tech"
    assert "3 000 000" in response.content.decode().replace("\u202f", " ")


def test_a_moved_closing_moment_is_refused_without_a_reason() -> None:
    page = published(draft_call(rules=RULES[1:]))
    block = posted_round("2026-09-01", "2099-11-30")
    response = edited(page, rounds=streamfield([("round", block)]), most="2 000 000")

    assert "stängningstiden" in errors_of(response, "amendment_reason_sv")


def test_changed_criteria_of_an_open_round_are_refused_without_a_reason() -> None:
    page = published(draft_call(rules=[RULES[1]]))
    criteria = filled_form()
    response = edited(
        page,
        most="2 000 000",
        rules=streamfield([("ceiling", RULES[1][1])]),
        criteria={
            "count": "1",
            "0": {
                "deleted": "",
                "order": "0",
                "type": "criterion",
                "id": "",
                "value": {
                    name: criteria[f"criteria-0-value-{name}"]
                    for name in (
                        "title_sv",
                        "title_en",
                        "description_sv",
                        "description_en",
                        "scale_low",
                        "scale_high",
                        "weight",
                    )
                },
            },
        },
    )

    assert "kriterierna" in errors_of(response, "amendment_reason_sv")


def test_a_draft_of_such_a_change_may_be_saved() -> None:
    page = published(draft_call(rules=RULES[1:]))

    assert edited(page, action="").status_code == 302
    assert not CallAmendment.objects.exists()


def test_a_change_with_a_reason_is_published_as_an_amendment() -> None:
    page = published(draft_call(rules=RULES[1:]))
    response = edited(page, amendment_reason_sv="Regeringen har ökat anslaget.")

    assert response.status_code == 302
    amendment = CallAmendment.objects.get()
    assert (amendment.reason_sv, amendment.changed) == ("Regeringen har ökat anslaget.", ["rules"])
    form = editor_client().get(edit_url(page)).context["form"]
    assert form["amendment_reason_sv"].value() == ""


def test_a_reason_is_not_taken_twice() -> None:
    page = published(draft_call(rules=RULES[1:]))
    reason = "Regeringen har ökat anslaget."
    edited(page, amendment_reason_sv=reason)
    response = edited(again(page), most="4 000 000", amendment_reason_sv=reason)

    assert "tidigare ändring" in errors_of(response, "amendment_reason_sv")


def test_texts_of_an_open_call_change_without_a_reason() -> None:
    page = published(draft_call(rules=[RULES[1]]))
    rules = streamfield([("ceiling", RULES[1][1])])
    response = edited(page, title="Ett klarare namn", rules=rules)

    assert response.status_code == 302
    assert call_of(page).title_sv == "Ett klarare namn"


def test_a_programme_must_be_published_first() -> None:
    draft = programme()
    draft.unpublish()
    response = editor_client().post(add_url(), filled_form("action-publish", programme=str(draft.pk)))

    assert "inte publicerat" in errors_of(response, "programme")


def test_a_translation_asks_for_texts_only() -> None:
    english = english_of(published(draft_call()))
    form = editor_client().get(edit_url(english)).context["form"]

    assert {"title", "ingress", "who", "what", "how_much", "body"} <= set(form.fields)
    assert not {"rules", "rounds", "criteria", "slots", "programme", "invited_only"} & set(form.fields)


def test_a_translation_refuses_particulars() -> None:
    english = english_of(published(draft_call()))
    contact = {"name": "Rut Ek", "role": "", "email": "", "phone": ""}
    posted = filled_form("action-publish", slug=english.slug, body=streamfield([("contact", contact)]))
    response = editor_client().post(edit_url(english), posted)

    assert "svenska sidan" in errors_of(response, "body")


def test_calls_are_begun_in_swedish_only() -> None:
    assert editor_client().get(add_url("en")).status_code == 302
    assert editor_client().get(add_url("sv")).status_code == 200


def test_a_round_that_is_to_come_may_move_freely() -> None:
    opens = date(2099, 9, 1)
    page = published(draft_call(rounds=[("round", a_round(opens))], rules=RULES[1:]))
    block = posted_round("2099-09-02", title_sv="Hösten")
    response = edited(page, rounds=streamfield([("round", block)]))

    assert response.status_code == 302
    assert not CallAmendment.objects.exists()
