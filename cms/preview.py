"""A call as its page in the record would show it, before it is published. Nothing is written.

The record's own template is used, with rows that are made but never saved.
"""

from dataclasses import asdict
from datetime import datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext, override

from cms.facts import call_facts, documents_of
from cms.form import form_of_page
from registry.facts import CallFacts, CallTexts, RoundFacts
from registry.models import Call, Funder, Programme, Round, RuleSet
from registry.openings import opening_of, state_of
from registry.publish.markup import allowed_html
from registry.rule_words import spoken_rules

if TYPE_CHECKING:
    from cms.models import CallPage


def preview_of(page: "CallPage", request: HttpRequest) -> HttpResponse:
    """Answer with the page of the call as it would be, in the language of the page."""
    source = page if page.is_source else _source_of(page)
    facts = call_facts(source, None if source is page else page)
    with override(page.locale.language_code):
        context = _context(facts, page.record, timezone.now())
        context |= {"documents": _documents(source), "page": page}
        return TemplateResponse(request, "cms/call_preview.html", context).render()


def form_preview_of(page: "CallPage", request: HttpRequest) -> HttpResponse:
    """Answer with the application form as the page would publish it, in the language of the page."""
    form = form_of_page(page if page.is_source else _source_of(page))
    with override(page.locale.language_code):
        return TemplateResponse(request, "cms/form_preview.html", {"form": form, "page": page}).render()


def _source_of(page: "CallPage") -> "CallPage":
    others = type(page).objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    source: CallPage | None = others.first()
    return source.get_latest_revision_as_object() if source else page


def _context(facts: CallFacts, known: Call | None, now: datetime) -> dict[str, Any]:
    call = _call(facts, known, now)
    rounds = [_round(call, one, known) for one in facts.rounds]
    opening = opening_of(rounds, now)
    rules = opening.round.rules if opening.round else None
    return {
        "call": call,
        "opening": opening,
        "rounds": [(one, state_of(one, now)) for one in rounds],
        "rules": spoken_rules(rules.content) if rules else [],
        "amendments": known.amendments.all() if known else [],
        "dates": sorted(call.dates, key=lambda one: str(one["date"])),
        "projects": [],
    }


def _call(facts: CallFacts, known: Call | None, now: datetime) -> Call:
    values: dict[str, Any] = {}
    for language, texts in (("sv", facts.texts_sv), ("en", facts.texts_en or CallTexts(title=""))):
        kept = asdict(texts) | {"body": allowed_html(texts.body)}
        values |= {f"{name}_{language}": value for name, value in kept.items()}
    return Call(
        funder=Funder.objects.filter(is_own=True).first() or Funder(slug="-", name_sv="–"),
        programme=Programme.objects.select_related("funder").filter(key=facts.programme_key).first(),
        diarienummer=known.diarienummer if known else gettext("given when the call is published"),
        published_at=known.published_at if known else now,
        criteria=list(facts.criteria),
        contacts=list(facts.contacts),
        links=list(facts.links),
        dates=list(facts.dates),
        invited_only=facts.invited_only,
        **values,
    )


def _round(call: Call, facts: RoundFacts, known: Call | None) -> Round:
    values = {
        name: value for name, value in asdict(facts).items() if name not in ("form", "rules", "follows")
    }
    row = Round(call=call, rules=RuleSet(content=facts.rules), **values)
    if facts.follows:
        row.follows = Round(call=call, key=facts.follows)
    held = known.rounds.filter(key=facts.key).first() if known and facts.key else None
    row.pk, row.diarienummer = (held.pk, held.diarienummer) if held else (0, "")
    return row


def _documents(page: "CallPage") -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            title=row["title"] or row["document"].title,
            language=row["language"],
            is_primary=row["is_primary"],
            file=SimpleNamespace(url=row["document"].url, name=row["document"].filename),
        )
        for row in documents_of(page)
    ]
