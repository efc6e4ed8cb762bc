"""`{% load look %}`: what the components need — sectors, marks, problems of a form, pages of a list."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField, CheckboxInput
from django.template import RequestContext
from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from registry.goals import GOALS
from registry.models import ProjectStatus
from registry.pictures import sector_name, sector_shape, sectors_in_order, weave
from registry.places import counties, municipalities
from rulebook.terms import term
from rulebook.verdict import Answer
from wording.speak import NO_BREAK, day, kronor, parameter

register = template.Library()
register.filter("sector_name", sector_name)


@register.simple_tag
def sector_mark(sector: str) -> SafeString:
    """{% sector_mark "public" %}: the sector's shape and letter, for eyes only."""
    return _sector_mark(sector, get_language() or "sv")


@register.simple_tag
def sector_row(parties: Iterable[Any]) -> SafeString:
    """{% sector_row parties %}: one mark for each sector among them, unknown last."""
    return _sector_row(tuple(sectors_in_order(party.sector for party in parties)), get_language() or "sv")


@register.simple_tag
def drawn_mark(
    number: str, sectors: Sequence[str], county: str = "", goals: Sequence[int] = ()
) -> SafeString:
    """{% drawn_mark number sectors county goals %}: a project's mark from bare facts."""
    return _weave(number, tuple(sectors), county, tuple(goals))


@register.simple_tag
def project_mark(project: Any) -> SafeString:
    """{% project_mark project %}: a project's mark; prefetch `parties` in lists."""
    parties = list(project.parties.all())
    county = next((party.county_code for party in parties if party.is_coordinator), "")
    return _weave(
        project.diarienummer, tuple(party.sector for party in parties), county, tuple(project.goals)
    )


# The same facts give the same picture: lists draw each only once. The language is in the letters.
@lru_cache(maxsize=64)
def _sector_mark(sector: str, language: str) -> SafeString:
    return render_to_string("components/sector_mark.html", {"shape": sector_shape(sector, 8.4)})


@lru_cache(maxsize=256)
def _sector_row(sectors: tuple[str, ...], language: str) -> SafeString:
    return render_to_string("components/sectors_of.html", {"sectors": sectors})


@lru_cache(maxsize=4_096)
def _weave(number: str, sectors: tuple[str, ...], county: str, goals: tuple[int, ...]) -> SafeString:
    woven = weave(number, sectors, county, goals)
    side = woven.size + 12
    threads = "".join(f'<path class="fill-{each.sector}" d="{each.path}"/>' for each in woven.threads)
    dots = "".join(f'<circle class="dot" cx="{x}" cy="{y}" r="1.1"/>' for x, y in woven.dots)
    # Nothing of the record's own words is in it: numbers, and names of sectors that we know.
    box = f'viewBox="-6 -6 {side} {side}" aria-hidden="true" focusable="false"'
    return SafeString(f'<svg class="weave" {box}>{threads}{dots}</svg>')


@register.simple_tag
def status_tag(status: str) -> SafeString:
    """{% status_tag project.status %}: a project's status as a tag; nothing known is a status too."""
    return _status_tag(status, get_language() or "sv")


@lru_cache(maxsize=32)
def _status_tag(status: str, language: str) -> SafeString:
    return render_to_string("components/status.html", {"status": status})


@register.filter
def project_status(status: str) -> str:
    """{{ project.status|project_status }}: Running, Ended …, or that it is not stated."""
    return (
        str(ProjectStatus(status).label) if status in ProjectStatus.values else gettext("Status not stated")
    )


@register.filter
def round_kronor(amount: int) -> str:
    """{{ sum|round_kronor }}: 1,2 miljarder kr, 34 miljoner kr; smaller sums in full."""
    if amount < 1_000_000:
        return kronor(amount)
    billions = amount >= 1_000_000_000
    value = amount / (1_000_000_000 if billions else 1_000_000)
    figure = number_format(value, decimal_pos=0 if value >= 100 else 1)
    words = gettext("SEK %(figure)s billion") if billions else gettext("SEK %(figure)s million")
    return (words % {"figure": figure}).replace(" ", NO_BREAK)


@register.filter
def iso_day(value: str) -> str:
    """{{ "2026-11-22"|iso_day }}: 22 november 2026; what is no date is shown as it stands."""
    try:
        return day(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


@register.filter
def file_kind(name: str) -> str:
    """{{ "calls/template.docx"|file_kind }}: DOCX."""
    return PurePosixPath(name).suffix.removeprefix(".").upper()


@register.filter
def goal_name(goal: int) -> str:
    """{{ 11|goal_name }}: the name of a UN sustainability goal, or nothing for a number that is none."""
    return str(GOALS.get(goal, ""))


@register.filter
def place_name(code: str) -> str:
    """{{ organisation.county_code|place_name }}: a county's or a municipality's name, or nothing."""
    place = counties().get(code) or municipalities().get(code)
    return place.name if place else ""


@register.filter
def web_address(value: str) -> str:
    """{{ link.url|web_address }}: the address where a link may lead, or nothing for `javascript:`."""
    return value if value.startswith(("https://", "http://", "/")) else ""


@register.filter
def answer_name(answer: str) -> str:
    """{{ finding.answer|answer_name }}: met, not met, not known yet, for people to judge."""
    return str(parameter(term(Answer(answer))))


@register.filter
def is_tick(field: BoundField) -> bool:
    """Whether a field is one checkbox, whose label stands after it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.simple_tag
def problems_of(
    form: BaseForm | None = None, problems: Iterable[tuple[str, str]] | None = None
) -> list[tuple[str, str]]:
    """Gather (href, sentence) from what the view hands over and from a form, in page order.

    A form's sentences begin with the field's label: read alone, each says where it belongs.
    """
    found = list(problems or ())
    if not isinstance(form, BaseForm) or not form.is_bound:
        return found
    found += [("", str(error)) for error in form.non_field_errors()]
    for bound in form:
        label = getattr(bound.field, "in_full", bound.label)
        found += [(f"#{_target_of(bound)}", f"{label}: {error}") for error in bound.errors]
    return found


def _target_of(bound: BoundField) -> str:
    """Return the id that a problem links to: the first of several choices, or the field itself."""
    if bound.use_fieldset and len(bound.subwidgets):
        first = bound.subwidgets[0].id_for_label
        return str(first or bound.auto_id)
    return str(bound.id_for_label or bound.auto_id)


@register.filter
def pager_numbers(page: Page[Any]) -> list[int | None]:
    """Return the page numbers to show; None stands for a gap."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in numbers]


@register.simple_tag(takes_context=True)
def page_address(context: RequestContext, number: int) -> str:
    """Return the present query string with another page number; page one has none."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    if number > 1:
        query["page"] = str(number)
    return f"?{query.urlencode()}" if query else context["request"].path
