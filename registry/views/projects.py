"""A project's page: every fact of the record, its texts, its consortium, its money, its time, its outcome."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from registry.models import AwardRow, Outcome, Project, ProjectParty, ProjectStatus
from registry.pictures import (
    MoneyBar,
    NetworkParty,
    Timeline,
    draw_network,
    draw_timeline,
    money_bars,
    sectors_in_order,
)
from registry.views.gone import gone
from wording.speak import in_language, speaks_swedish

CALL_ONLY = (
    "ingress_sv ingress_en who_sv who_en what_sv what_en how_much_sv how_much_en body_sv body_en "
    "criteria contacts links dates"
).split()


@dataclass(frozen=True)
class ShownText:
    """One of a record's texts, under the heading that fits, in the language that exists."""

    heading: str
    text: str
    language: str


@dataclass(frozen=True)
class ShownParty:
    """A party in the table, with its number in the picture and its bar."""

    ordinal: int
    party: ProjectParty
    bar: MoneyBar


def project_page(request: HttpRequest, funder: str, number: str) -> HttpResponse:
    """Show a project; a withdrawn one answers 410 with its number only."""
    project = get_object_or_404(_with_what_it_is_part_of(), funder__slug=funder, diarienummer=number)
    if project.withdrawn_at is not None:
        return gone(request, project.diarienummer, project.withdrawn_at)
    for part in (project.call, project.programme):
        if part is not None and part.funder_id == project.funder_id:
            part.funder = project.funder
    parties = list(project.parties.select_related("organisation"))
    outcome = _outcome_of(project)
    context = {
        "project": project,
        "coordinator": next((party for party in parties if party.is_coordinator), None),
        "parties": _shown(parties),
        "network": draw_network([_in_picture(party) for party in parties]),
        "timeline": _timeline(project, outcome, timezone.localdate()),
        "texts": _texts(project),
        "outcome": outcome,
        "outcome_texts": _outcome_texts(outcome) if outcome else [],
        "outputs": outcome.outputs.all() if outcome else [],
        "years": _by_year(project.award_rows.all()),
        "links": project.links.all(),
        "mark_sectors": [party.sector for party in parties],
        "sums": _sums(parties),
        "sectors": sectors_in_order(party.sector for party in parties),
    }
    return render(request, "registry/project.html", context)


def _with_what_it_is_part_of() -> QuerySet[Project]:
    """Return projects with their round, call and programme, without what those say on their own pages."""
    found = Project.objects.select_related("funder", "call", "programme", "round", "outcome")
    return found.defer(
        *(f"call__{name}" for name in CALL_ONLY),
        "programme__description_sv",
        "programme__description_en",
    )


def _outcome_of(project: Project) -> Outcome | None:
    outcome: Outcome | None = getattr(project, "outcome", None)
    return outcome if outcome is not None and outcome.withdrawn_at is None else None


def _shown(parties: Sequence[ProjectParty]) -> list[ShownParty]:
    bars = money_bars([(party.amount_awarded, party.own_funding) for party in parties])
    return [ShownParty(at, party, bar) for at, (party, bar) in enumerate(zip(parties, bars, strict=True), 1)]


def _in_picture(party: ProjectParty) -> NetworkParty:
    return NetworkParty(
        name=party.name,
        sector=party.sector,
        amount=party.amount_awarded,
        is_coordinator=party.is_coordinator,
    )


def _sums(parties: Sequence[ProjectParty]) -> dict[str, int | None]:
    grants = [party.amount_awarded for party in parties if party.amount_awarded is not None]
    own = [party.own_funding for party in parties if party.own_funding is not None]
    return {"grant": sum(grants) if grants else None, "own": sum(own) if own else None}


def _texts(project: Project) -> list[ShownText]:
    """Return the texts that exist; a project that has ended speaks of results before expectations."""
    ended = project.status == ProjectStatus.ENDED
    effects = _("Results and expected effects") if ended else _("Expected effects and results")
    return _existing(
        (_("Purpose and goals"), project.purpose_sv, project.purpose_en),
        (effects, project.effects_sv, project.effects_en),
        (_("Plan and implementation"), project.plan_sv, project.plan_en),
    )


def _outcome_texts(outcome: Outcome) -> list[ShownText]:
    return _existing(
        (_("In short"), outcome.summary_sv, outcome.summary_en),
        (_("What the project did and found"), outcome.results_sv, outcome.results_en),
        (_("What it led to"), outcome.effects_sv, outcome.effects_en),
    )


def _existing(*texts: tuple[str, str, str]) -> list[ShownText]:
    return [
        ShownText(heading, in_language(swedish, english), _language_of(swedish, english))
        for heading, swedish, english in texts
        if swedish or english
    ]


def _language_of(swedish: str, english: str) -> str:
    if speaks_swedish():
        return "sv" if swedish else "en"
    return "en" if english else "sv"


def _timeline(project: Project, outcome: Outcome | None, today: date) -> Timeline | None:
    published = timezone.localtime(outcome.published_at).date() if outcome else None
    return draw_timeline(
        starts=project.starts,
        ends=project.ends,
        others=[
            (project.decided_on, _("The grant was decided")),
            (published, _("The outcome was published")),
        ],
        today=today,
        start_title=_("The project starts"),
        end_title=_("The project ends"),
    )


def _by_year(rows: Iterable[AwardRow]) -> list[tuple[int, int]]:
    years: dict[int, int] = {}
    for row in rows:
        years[row.year] = years.get(row.year, 0) + row.amount
    return sorted(years.items())
