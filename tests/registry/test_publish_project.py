"""Registering projects and publishing outcomes: explicit fields, repeatable, withdrawn when told."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from registry.facts import (
    ApplicationFacts,
    AwardFacts,
    LinkFacts,
    OutcomeFacts,
    OutputFacts,
    PartyFacts,
    ProjectFacts,
)
from registry.models import Change, Funder, Organisation, Project
from registry.publish import (
    publish_application,
    publish_outcome,
    refresh_statuses,
    register_project,
    withdraw_project,
)
from registry.publish.project import status_on
from rulebook.facts import AidGround, SectorClass

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db

FACTS = ProjectFacts(
    funder_slug="granne",
    diarienummer="2015-06869",
    texts={"title_sv": "Älvdalens e-torg", "purpose_sv": "Visa digitala tjänster."},
    parties=(
        PartyFacts(
            number="2120000142",
            name="Älvdalens kommun",
            workplace="Kommunkontoret",
            sector=SectorClass.PUBLIC,
            is_coordinator=True,
            amount_awarded=500_000,
        ),
        PartyFacts(number="", name="Fjordlab AS", country="NO", amount_awarded=0),
    ),
    awards=(
        AwardFacts(party=0, year=2015, aid_ground=AidGround.NOT_AID, amount=200_000),
        AwardFacts(party=0, year=2016, aid_ground=AidGround.NOT_AID, amount=300_000),
    ),
    links=(LinkFacts(url="https://example.org/", title="Projektwebb"),),
    amount_awarded=500_000,
    starts=date(2015, 12, 1),
    ends=date(2016, 6, 30),
    status="ended",
    source="import",
)


@pytest.fixture(autouse=True)
def funder() -> Funder:
    return Funder.objects.create(slug="granne", name_sv="Grannfonden")


def register(facts: ProjectFacts = FACTS) -> Project:
    return register_project(facts, now=NOW, actor="machine:test")


def test_a_project_is_written_with_all_its_parts() -> None:
    project = register()
    assert [str(party) for party in project.parties.all()] == [
        "Älvdalens kommun – Kommunkontoret",
        "Fjordlab AS",
    ]
    assert list(project.award_rows.values_list("year", "amount", "aid_ground")) == [
        (2015, 200_000, "not_aid"),
        (2016, 300_000, "not_aid"),
    ]
    assert list(project.links.values_list("title", "url")) == [("Projektwebb", "https://example.org/")]
    assert Change.objects.filter(kind="project", record_id=project.pk, version=1).count() == 1


def test_the_same_facts_again_write_nothing() -> None:
    register()
    changes = Change.objects.count()
    assert register().version == 1
    assert Change.objects.count() == changes


@pytest.mark.parametrize(
    "changed",
    [
        replace(FACTS, amount_awarded=500_001),
        replace(FACTS, texts={**FACTS.texts, "title_en": "The e-square"}),
        replace(FACTS, parties=FACTS.parties[:1]),
        replace(FACTS, awards=FACTS.awards[:1]),
        replace(FACTS, links=()),
    ],
)
def test_any_other_fact_makes_a_new_version(changed: ProjectFacts) -> None:
    register()
    assert register(changed).version == 2


def test_organisations_are_one_by_number_and_keep_their_earlier_names() -> None:
    register()
    renamed = replace(FACTS.parties[0], name="Älvdalens stad")
    register(replace(FACTS, diarienummer="2016-00001", parties=(renamed,), awards=()))
    organisation = Organisation.objects.get(number="2120000142")
    assert organisation.name == "Älvdalens stad"
    assert list(organisation.earlier_names.values_list("name", flat=True)) == ["Älvdalens kommun"]


def test_a_withdrawn_project_stays_withdrawn_until_it_is_registered_again() -> None:
    project = withdraw_project(register(), now=NOW, actor="user:1")
    assert Change.objects.filter(kind="project", record_id=project.pk, withdrawn=True).count() == 1
    assert register().withdrawn_at is None


def test_an_outcome_changes_its_project_too() -> None:
    project = register()
    facts = OutcomeFacts(
        funder_slug="granne",
        diarienummer="2015-06869",
        texts={"summary_sv": "Tre hundra kom.", "results_sv": "Åtta tjänster."},
        outputs=(OutputFacts(kind="report", title="Slutrapport", url="https://example.org/r"),),
    )
    outcome = publish_outcome(facts, now=NOW, actor="user:1")
    project.refresh_from_db()
    assert (outcome.summary_sv, project.version) == ("Tre hundra kom.", 2)
    assert list(outcome.outputs.values_list("kind", "title")) == [("report", "Slutrapport")]


def test_no_outcome_of_a_withdrawn_project() -> None:
    withdraw_project(register(), now=NOW, actor="user:1")
    facts = OutcomeFacts(funder_slug="granne", diarienummer="2015-06869", texts={"summary_sv": "x"})
    with pytest.raises(Project.DoesNotExist):
        publish_outcome(facts, now=NOW, actor="user:1")


def test_a_refused_application_is_published_without_a_project() -> None:
    row = publish_application(
        ApplicationFacts(
            funder_slug="granne",
            diarienummer="2026-00009",
            call_diarienummer=_call_number(),
            title_sv="Titel",
            granted=False,
            amount_sought=900_000,
            decided_on=date(2026, 11, 1),
            parties=FACTS.parties[:1],
        ),
        now=NOW,
        actor="user:1",
    )
    assert (row.outcome, row.amount_sought, row.applicants.count()) == ("refused", 900_000, 1)
    assert not Project.objects.exists()


def _call_number() -> str:
    funder = Funder.objects.get(slug="granne")
    call = funder.calls.create(
        diarienummer="2026-00001", title_sv="Utlysning", published_at=NOW, updated_at=NOW
    )
    return call.diarienummer


@pytest.mark.parametrize(
    ("today", "status"),
    [
        (date(2015, 11, 30), "not_started"),
        (date(2015, 12, 1), "running"),
        (date(2016, 6, 30), "running"),
        (date(2016, 7, 1), "ended"),
    ],
)
def test_status_follows_the_days(today: date, status: str) -> None:
    assert status_on(today, FACTS.starts, FACTS.ends) == status


def test_status_of_unknown_dates_is_unknown() -> None:
    assert status_on(date(2026, 1, 1), None, None) == ""


def test_the_tick_moves_statuses_once() -> None:
    project = register(replace(FACTS, status="running"))
    assert refresh_statuses(today=date(2016, 6, 30), now=NOW) == 0
    assert refresh_statuses(today=date(2016, 7, 1), now=NOW) == 1
    assert refresh_statuses(today=date(2016, 7, 1), now=NOW) == 0
    project.refresh_from_db()
    assert project.status == "ended"
