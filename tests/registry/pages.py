"""What the tests of the public pages share: a project of any size, and pages without their whitespace."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

from django.test import Client

from registry.facts import AwardFacts, LinkFacts, OutcomeFacts, OutputFacts, PartyFacts, ProjectFacts
from registry.models import Outcome, Project
from registry.publish import publish_outcome, register_project
from rulebook.facts import AidGround, SectorClass
from tests.factories import own_funder

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
NUMBER = "2015-06869"

FACTS = ProjectFacts(
    funder_slug="tallmyren",
    diarienummer=NUMBER,
    texts={
        "title_sv": "Sjöbro digitalt",
        "title_en": "Digital Sjöbro",
        "summary_sv": "Invånarna lär varandra.",
        "purpose_sv": "Visa vad digitala tjänster kan.",
        "purpose_en": "Show what digital services can do.",
        "effects_sv": "Fler är med.",
        "plan_sv": "Kurser på biblioteket.",
    },
    parties=(
        PartyFacts(
            number="2120000142",
            name="Sjöbro kommun",
            workplace="Kommunkontoret",
            sector=SectorClass.PUBLIC,
            county_code="20",
            is_coordinator=True,
            amount_awarded=500_000,
            own_funding=100_000,
        ),
        PartyFacts(
            number="", name="Fjordlab AS", country="NO", sector=SectorClass.BUSINESS, amount_awarded=200_000
        ),
    ),
    awards=(
        AwardFacts(party=0, year=2015, aid_ground=AidGround.NOT_AID, amount=200_000),
        AwardFacts(party=0, year=2016, aid_ground=AidGround.NOT_AID, amount=300_000),
    ),
    links=(LinkFacts(url="https://sjobro.example/", title="Projektets webbplats"),),
    goals=(11,),
    amount_awarded=700_000,
    starts=date(2015, 12, 1),
    ends=date(2016, 6, 30),
    decided_on=date(2015, 11, 3),
    status="ended",
)


def project(**changes: Any) -> Project:
    """Register the project of the own funder, with other facts where given."""
    own_funder()
    return register_project(replace(FACTS, **changes), now=NOW, actor="machine:test")


def project_of(size: int, number: str = NUMBER) -> Project:
    """Register a project with so many parties, each an organisation of its own."""
    parties = tuple(
        PartyFacts(
            number="",
            name=f"Part {at}",
            country="NO",
            sector=list(SectorClass)[at % 4],
            is_coordinator=at == 0,
            amount_awarded=1_000 * (at + 1),
        )
        for at in range(size)
    )
    return project(parties=parties, awards=(), diarienummer=number)


def outcome() -> Outcome:
    """Publish the outcome of the project."""
    return publish_outcome(
        OutcomeFacts(
            funder_slug="tallmyren",
            diarienummer=NUMBER,
            texts={"summary_sv": "Tre kommuner använder kartan.", "results_sv": "Kartan byggdes."},
            outputs=(OutputFacts(kind="software", title="Källkoden", url="https://kod.example/"),),
        ),
        now=NOW,
        actor="machine:test",
    )


def words(client: Client, address: str, status: int = 200) -> str:
    """Return the text of a page's main part: no tags, whitespace as single spaces."""
    answer = client.get(address)
    assert answer.status_code == status, answer.status_code
    main = answer.content.decode().partition("<main ")[2].partition("</main>")[0].partition(">")[2]
    spaced = " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).replace("\u202f", " ").split())
    return spaced.replace("( ", "(").replace(" )", ")")
