"""Records for the tests of search: invented projects written through the registry's own doors."""

from datetime import UTC, date, datetime
from typing import Any

from registry.facts import OutcomeFacts, PartyFacts, ProjectFacts
from registry.models import Funder, Project
from registry.publish import publish_outcome, register_project
from rulebook.facts import SectorClass

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MUNICIPALITY = PartyFacts(
    number="2120009997",
    name="Almköpings kommun",
    workplace="Medborgarkontoret",
    sector=SectorClass.PUBLIC,
    county_code="14",
    is_coordinator=True,
)
SOCIETY = PartyFacts(
    number="8020009994", name="Föreningen Granngluggen", sector=SectorClass.CIVIL_SOCIETY, county_code="12"
)


def make_funder() -> Funder:
    """Return the own funder, made once."""
    return Funder.objects.get_or_create(
        slug="bruksfonden", defaults={"name_sv": "Bruksfonden", "name_en": "The Works Fund", "is_own": True}
    )[0]


def make_project(number: str, title: str, **given: Any) -> Project:
    """Register a project: `summary`, `title_en` and the like are texts; the rest are facts."""
    make_funder()
    names = ("title_en", "summary", "summary_en", "purpose", "effects", "plan")
    texts = {"title_sv": title}
    for name in names:
        if name in given:
            texts[name if name.endswith("_en") else f"{name}_sv"] = given.pop(name)
    facts: dict[str, Any] = {
        "parties": (MUNICIPALITY,),
        "amount_awarded": 1_000_000,
        "decided_on": date(2025, 3, 4),
        "starts": date(2025, 5, 1),
        "ends": date(2027, 4, 30),
        "status": "running",
        "source": "import",
    }
    facts |= given
    return register_project(
        ProjectFacts(funder_slug="bruksfonden", diarienummer=number, texts=texts, **facts),
        now=NOW,
        actor="machine:tests",
    )


def add_outcome(project: Project, summary: str, **texts: str) -> None:
    """Publish a project's outcome."""
    publish_outcome(
        OutcomeFacts(
            funder_slug=project.funder.slug,
            diarienummer=project.diarienummer,
            texts={"summary_sv": summary, **texts},
        ),
        now=NOW,
        actor="machine:tests",
    )
