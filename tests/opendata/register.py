"""A small invented register, written through the registry's own doors."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from registry.facts import (
    AwardFacts,
    CallFacts,
    CallTexts,
    DocumentFacts,
    LinkFacts,
    OutcomeFacts,
    OutputFacts,
    PartyFacts,
    ProgrammeFacts,
    ProjectFacts,
    RoundFacts,
)
from registry.models import Call, Funder, Outcome, Programme, Project
from registry.publish import publish_call, publish_outcome, publish_programme, register_project
from rulebook.facts import AidGround, SectorClass
from tests.rulebook.numbers import number

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ACTOR = "machine:test"
PROGRAMME_KEY = UUID("00000000-0000-4000-8000-000000000001")
MUNICIPALITY = PartyFacts(
    number=number("2120", 901),
    name="Almköpings kommun",
    workplace="Medborgarkontoret",
    sector=SectorClass.PUBLIC,
    county_code="14",
    municipality_code="1499",
    is_coordinator=True,
    amount_awarded=300_000,
    own_funding=50_000,
)
SOCIETY = PartyFacts(
    number=number("8024", 902),
    name="Föreningen Granngluggen",
    sector=SectorClass.CIVIL_SOCIETY,
    county_code="12",
    amount_awarded=200_000,
)
FOREIGN = PartyFacts(number="", name="Fjordlab AS", country="NO", amount_awarded=0)


def own_funder() -> Funder:
    """Return the own funder, made once."""
    return Funder.objects.get_or_create(
        slug="bruksfonden",
        defaults={
            "name_sv": "Bruksfonden",
            "name_en": "The Works Fund",
            "organisation_number": number("2021", 903),
            "is_own": True,
        },
    )[0]


def programme() -> Programme:
    """Publish the programme."""
    own_funder()
    return publish_programme(
        ProgrammeFacts(
            key=PROGRAMME_KEY,
            title_sv="Grannskap",
            title_en="Neighbourhood",
            description_sv="Det lilla livet.",
            budget=20_000_000,
        ),
        now=NOW,
        actor=ACTOR,
    )


def call(key: int = 10, title: str = "Digitala torg", *, opens: datetime | None = None) -> Call:
    """Publish a call with one round of thirty days and a document."""
    opens = opens or NOW - timedelta(days=10)
    programme()
    facts = CallFacts(
        key=UUID(int=key),
        programme_key=PROGRAMME_KEY,
        texts_sv=CallTexts(title=title, ingress="För er som vill mötas.", body="<p>Läs <b>allt</b>.</p>"),
        texts_en=CallTexts(title=f"{title} (en)", ingress="For those who want to meet."),
        rounds=(
            RoundFacts(
                key=f"round-{key}",
                title_sv="Hösten",
                title_en="Autumn",
                opens_at=opens,
                closes_at=opens + timedelta(days=30),
                form=[{"key": "project"}],
                rules=[{"rule": "actors", "parameters": {"least": 2}}],
            ),
        ),
        contacts=({"name": "Handläggaren", "role": "", "email": "torg@bruksfonden.example", "phone": ""},),
        documents=(
            DocumentFacts(
                title="Mall", file_name="mall.pdf", media_type="application/pdf", content=b"%PDF-1.7"
            ),
        ),
    )
    return publish_call(facts, now=NOW, actor=ACTOR)


def project(number: str = "2025-00101", title: str = "Torget som lyssnar", **given: Any) -> Project:
    """Register a project; what is given replaces the facts."""
    own_funder()
    facts: dict[str, Any] = {
        "texts": {"title_sv": title, "title_en": f"{title} (en)", "purpose_sv": "Att höra fler."},
        "parties": (MUNICIPALITY, SOCIETY, FOREIGN),
        "awards": (AwardFacts(party=0, year=2025, aid_ground=AidGround.NOT_AID, amount=300_000),),
        "links": (LinkFacts(url="https://torget.example/", title="Torget"),),
        "goals": (11, 16),
        "amount_awarded": 500_000,
        "starts": date(2025, 5, 1),
        "ends": date(2027, 4, 30),
        "decided_on": date(2025, 3, 4),
        "status": "running",
    }
    return register_project(
        ProjectFacts(funder_slug="bruksfonden", diarienummer=number, **(facts | given)), now=NOW, actor=ACTOR
    )


def outcome(of: Project, summary: str = "Torget hörde dubbelt så många.") -> Outcome:
    """Publish a project's outcome with one thing left behind."""
    return publish_outcome(
        OutcomeFacts(
            funder_slug=of.funder.slug,
            diarienummer=of.diarienummer,
            texts={"summary_sv": summary, "results_sv": "Ett verktyg."},
            outputs=(OutputFacts(kind="software", title="Lyssnaren", url="https://kod.example/"),),
        ),
        now=NOW,
        actor=ACTOR,
    )
