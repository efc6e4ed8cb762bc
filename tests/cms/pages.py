"""Pages as an editor would have written them, and the form that an editor fills in."""

from datetime import date, time
from typing import Any
from uuid import uuid4

from django.test import Client
from django.utils import timezone
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from accounts.actions.grant_role import grant_role
from accounts.models import User
from cms.models import CallIndexPage, CallPage, ProgrammeDraft
from registry.models import Call
from rulebook.access import StaffRole
from tests.factories import own_funder, person

CONTACT = {"name": "Rut Ek", "role": "Handläggare", "email": "rut@tallmyren.example", "phone": ""}
RULES: list[tuple[str, dict[str, Any]]] = [
    ("min_actors", {"least": 2, "effect": "blocks", "clause_sv": "Minst två aktörer ska delta."}),
    (
        "ceiling",
        {
            "most": 2_000_000,
            "effect": "blocks",
            "clause_sv": "Högst 2 000 000 kronor.",
            "clause_en": "At most SEK 2,000,000.",
        },
    ),
]


def editor() -> User:
    """Return an editor with the door of the admin open."""
    user = person("edit@tallmyren.example", "Edit Falk")
    now = timezone.now()
    grant_role(user=user, role=StaffRole.EDITOR, since=date(2026, 1, 1), actor="machine:test", now=now)
    return user


def editor_client() -> Client:
    """Return a browser in which the editor is signed in."""
    own_funder()
    client = Client()
    client.force_login(editor())
    return client


def index(language: str = "sv") -> CallIndexPage:
    """Return the place for calls of a language."""
    found: CallIndexPage = CallIndexPage.objects.get(locale__language_code=language)
    return found


def a_round(
    opens: date = date(2026, 9, 1), closes: date = date(2099, 11, 26), title: str = "Hösten"
) -> dict[str, Any]:
    """Return what an editor writes about a round that opens at 9 and closes at 14, Swedish time."""
    return {
        "title_sv": title,
        "title_en": "Autumn",
        "opens": {"day": opens, "clock": time(9, 0)},
        "closes": {"day": closes, "clock": time(14, 0)},
        "decision_expected": None,
        "earliest_start": None,
        "latest_start": None,
        "latest_end": None,
        "received_on_submission": True,
    }


def draft_call(title: str = "Civic tech", **fields: Any) -> CallPage:
    """Return a call that is written but not published."""
    own_funder()
    values: dict[str, Any] = {
        "title": title,
        "slug": f"call-{uuid4().hex[:8]}",
        "ingress": "Digitala verktyg som stärker demokratin.",
        "who": "Minst två aktörer tillsammans.",
        "what": "Verktyg som gör det lättare att delta.",
        "how_much": "Högst 2 000 000 kronor.",
        "body": [
            ("heading", {"text": "Bakgrund", "level": "h2"}),
            ("paragraph", "<p>Vi söker <b>öppna</b> lösningar.</p>"),
            ("contact", CONTACT),
        ],
        "rules": RULES,
        "rounds": [("round", a_round())],
        "live": False,
        "locale": Locale.objects.get(language_code="sv"),
        **fields,
    }
    page: CallPage = index().add_child(instance=CallPage(**values))
    page.save_revision(user=editor())
    return page


def published(page: CallPage) -> CallPage:
    """Publish the latest version of a page, as the button does, and return the page as it is then."""
    page.get_latest_revision().publish(user=editor())
    return again(page)


def again(page: CallPage) -> CallPage:
    """Return a page as the database has it now."""
    found: CallPage = CallPage.objects.get(pk=page.pk)
    return found


def english_of(page: CallPage, title: str = "Civic tech in English") -> CallPage:
    """Return a translation that is written but not published."""
    found: CallPage = page.copy_for_translation(Locale.objects.get(language_code="en"))
    draft = again(found).get_latest_revision_as_object()
    draft.title = title
    draft.ingress = "Digital tools for democracy."
    draft.save_revision(user=editor())
    return again(found)


def call_of(page: CallPage) -> Call:
    """Return the published call of a page."""
    return Call.objects.get(key=page.translation_key)


def programme(title: str = "Öppen demokrati") -> ProgrammeDraft:
    """Return a programme that is published."""
    own_funder()
    draft: ProgrammeDraft = ProgrammeDraft.objects.create(
        title_sv=title, title_en="Open democracy", live=False
    )
    draft.save_revision(user=editor()).publish(user=editor())
    found: ProgrammeDraft = ProgrammeDraft.objects.get(pk=draft.pk)
    return found


def filled_form(action: str = "", **changes: Any) -> dict[str, Any]:
    """Return what the browser posts when an editor has filled in a whole call; `action` names the button."""
    values: dict[str, Any] = {
        "title": "Medborgarbudget på riktigt",
        "slug": "medborgarbudget",
        "ingress": "Vi stödjer kommuner som låter invånare besluta.",
        "who": "Kommuner och föreningar.",
        "what": "Medborgarbudgetar.",
        "how_much": "Högst 800 000 kronor.",
        "body": streamfield(
            [
                ("heading", {"text": "Bakgrund", "level": "h2"}),
                ("paragraph", rich_text("<p>Invånare vet mest om sin plats.</p>")),
            ]
        ),
        "programme": "",
        "rules": streamfield(
            [
                (
                    "ceiling",
                    {
                        "most": "800 000",
                        "effect": "blocks",
                        "clause_sv": "Högst 800 000 kronor.",
                        "clause_en": "",
                    },
                )
            ]
        ),
        "criteria": streamfield(
            [
                (
                    "criterion",
                    {
                        "title_sv": "Potential",
                        "title_en": "Potential",
                        "description_sv": "",
                        "description_en": "",
                        "scale_low": "1",
                        "scale_high": "7",
                        "weight": "2",
                    },
                )
            ]
        ),
        "rounds": streamfield([("round", posted_round())]),
        "slots": streamfield([]),
        "sections": streamfield([]),
        "amendment_reason_sv": "",
        "amendment_reason_en": "",
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
        "comments": inline_formset([]),
        **changes,
    }
    if action:
        values[action] = action
    posted: dict[str, Any] = nested_form_data(values)
    return posted


def posted_round(
    first_day: str = "2099-09-01", last_day: str = "2099-11-26", **changes: Any
) -> dict[str, Any]:
    """Return a round as the browser posts it."""
    return {
        "title_sv": "Omgång 1",
        "title_en": "",
        "opens": {"day": first_day, "clock": "09:00"},
        "closes": {"day": last_day, "clock": "14:00"},
        "decision_expected": "",
        "earliest_start": "",
        "latest_start": "",
        "latest_end": "",
        "received_on_submission": "on",
        **changes,
    }
