"""The calls of the demonstration, written as an editor writes them: pages in Wagtail, then published."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils.html import escape
from wagtail.models import Locale

from accounts.models import User
from cms.models import CallIndexPage, CallPage, ProgrammeDraft
from cms.publishing import hand_over, hand_over_programme
from config.demonstration.questions import sections_of
from config.demonstration.reading import read
from registry.models import Call, Funder, FunderProfile
from rulebook.window import STOCKHOLM, swedish_day

DEMONSTRATION = "https://utlysa.example/demonstration/"


def make_funder(texts: dict[str, Any]) -> Funder:
    """Make the portal's own funder."""
    return Funder.objects.create(**texts, profile=FunderProfile.STATE_AGENCY, is_own=True)


def make_programmes(
    texts: dict[str, dict[str, Any]], *, now: datetime, editor: User
) -> dict[str, ProgrammeDraft]:
    """Write and publish the programmes, each in the year it began."""
    made = {}
    for key, values in texts.items():
        programme = ProgrammeDraft(key=uuid5(NAMESPACE_URL, DEMONSTRATION + key), **values)
        programme.save()
        began = datetime.combine(values["starts"], time(9), tzinfo=STOCKHOLM)
        hand_over_programme(programme, now=min(began, now), actor=editor.journal_name)
        programme.save_revision(user=editor).publish(user=editor)
        made[key] = programme
    return made


def make_calls(
    texts: dict[str, Any], programmes: dict[str, ProgrammeDraft], *, now: datetime, editor: User
) -> dict[str, Call]:
    """Write and publish every call a week before its round opens (an upcoming one: a week ago)."""
    index = CallIndexPage.objects.get(locale=Locale.objects.get(language_code="sv"))
    criteria = texts["criteria"]
    made = {}
    for row in texts["calls"]:
        page = _page(row, criteria, programmes[row["programme"]], now)
        index.add_child(instance=page)
        first = row.get("sketch", row)["opens"]
        published = min(now, now + timedelta(days=first)) - timedelta(days=7)
        hand_over(page, now=published, actor=editor.journal_name)
        page.save_revision(user=editor).publish(user=editor)
        _translate(page, row, editor)
        made[row["key"]] = Call.objects.get(key=page.translation_key)
    return made


def _page(
    row: dict[str, Any], criteria: dict[str, Any], programme: ProgrammeDraft, now: datetime
) -> CallPage:
    return CallPage(
        title=row["title_sv"],
        slug=row["key"],
        live=False,
        translation_key=uuid5(NAMESPACE_URL, f"{DEMONSTRATION}call/{row['key']}"),
        programme=programme,
        **{name: row[f"{name}_sv"] for name in ("ingress", "who", "what", "how_much")},
        body=_body(row, "sv") + _particulars(row),
        rules=rules_of(row["rules"]),
        criteria=[_criterion(key, criteria[key]) for key in row["criteria"]],
        rounds=_rounds(row, now),
        sections=sections_of(row["key"]),
    )


def _translate(page: CallPage, row: dict[str, Any], editor: User) -> None:
    english = Locale.objects.get(language_code="en")
    copy = page.copy_for_translation(english, copy_parents=True)
    copy.title = row["title_en"]
    for name in ("ingress", "who", "what", "how_much"):
        setattr(copy, name, row[f"{name}_en"])
    copy.body = _body(row, "en")
    copy.save_revision(user=editor).publish(user=editor)


def _body(row: dict[str, Any], language: str) -> list[dict[str, Any]]:
    if language == "en":
        return []
    blocks: list[dict[str, Any]] = []
    for part in row["body_sv"]:
        blocks.append({"type": "heading", "value": {"text": part["heading"], "level": "h2"}})
        blocks.append({"type": "paragraph", "value": f"<p>{escape(part['text'])}</p>"})
    if "quote" in row:
        blocks.append(
            {"type": "quote", "value": {"text": row["quote"]["text_sv"], "source": row["quote"]["source"]}}
        )
    if "definition" in row:
        term = row["definition"]
        blocks.append({"type": "definition", "value": {"term": term["term"], "meaning": term["text_sv"]}})
    return blocks


def _particulars(row: dict[str, Any]) -> list[dict[str, Any]]:
    contact = {
        "name": "Helga Norin",
        "role": "Handläggare",
        "email": "helga@nyttverket.example",
        "phone": "010-000 00 00",
    }
    return [{"type": "contact", "value": contact}]


def _criterion(key: str, row: dict[str, Any]) -> dict[str, Any]:
    return {"type": "criterion", "id": key, "value": {**row, "scale_low": 1, "scale_high": 7}}


def _rounds(row: dict[str, Any], now: datetime) -> list[dict[str, Any]]:
    """The round of a call; in two steps a sketch round first, and then one for those it invited."""
    last = _round(row, now)
    if "sketch" not in row:
        return [last]
    sketch = _round({**row, **row["sketch"], "key": f"{row['key']}-sketch"}, now)
    sketch["value"] |= {"title_sv": "Skiss", "title_en": "Sketch"}
    last["value"] |= {"title_sv": "Fullständig ansökan", "title_en": "Full application", "only_invited": True}
    return [sketch, last]


def _round(row: dict[str, Any], now: datetime) -> dict[str, Any]:
    opens, closes = (_working_day(now, row[name]) for name in ("opens", "closes"))
    decision = _working_day(now, row["decision"])
    value = {
        "title_sv": f"Ansökningsomgång {opens.year}",
        "title_en": f"Round {opens.year}",
        "opens": {"day": opens.isoformat(), "clock": "09:00"},
        "closes": {"day": closes.isoformat(), "clock": "14:00"},
        "decision_expected": decision.isoformat(),
        "earliest_start": None,
        "latest_start": None,
        "latest_end": None,
        "received_on_submission": True,
    }
    return {
        "type": "round",
        "id": str(uuid5(NAMESPACE_URL, f"{DEMONSTRATION}round/{row['key']}")),
        "value": value,
    }


def _working_day(now: datetime, days: int) -> date:
    found = swedish_day(now + timedelta(days=days))
    return found + timedelta(days={5: 2, 6: 1}.get(found.weekday(), 0))


def rules_of(name: str) -> list[dict[str, Any]]:
    """Return the blocks of a rule set of the demonstration."""
    return [
        {"type": rule["rule"], "value": {k: v for k, v in rule.items() if k != "rule"}}
        for rule in read("rules")[name]
    ]
