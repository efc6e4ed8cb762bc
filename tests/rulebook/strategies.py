"""Random consortia for properties: few numbers and names, so that doubles and ties occur."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from rulebook.facts import (
    AidGround,
    ApplicationFacts,
    Clause,
    CompanySize,
    OtherFunder,
    PartyFacts,
    PartyRole,
    Sector,
    SectorOrigin,
)
from tests.rulebook.cast import clause, paid, personnel
from tests.rulebook.numbers import number

NUMBERS = [number("2120", 1), number("5599", 2), number("8024", 3), number("2021", 4), number("9001", 5)]
OWNERS = [number("5591", 6), number("2120", 7)]


@st.composite
def parties(draw: st.DrawFn, key: str = "p") -> PartyFacts:
    """A party, complete or not."""
    grant = draw(st.sampled_from([0, 1, 500_000, 1_000_000, 2_000_000]))
    own = draw(st.sampled_from([0, 1, 400_000]))
    return PartyFacts(
        key=key,
        name=draw(st.sampled_from(["Vik", "Ås", "Holmö", ""])),
        number=draw(st.sampled_from([None, "123", *NUMBERS])),
        country=draw(st.sampled_from(["SE", "SE", "DK"])),
        swedish_branch=draw(st.sampled_from([None, True, False])),
        workplace=draw(st.sampled_from(["", "Norr", "Syd"])),
        sector=draw(st.sampled_from([None, *Sector])),
        sector_origin=draw(st.sampled_from(SectorOrigin)),
        roles=frozenset(draw(st.sets(st.sampled_from(PartyRole)))),
        owner=draw(st.sampled_from([None, *OWNERS])),
        owner_sector=draw(st.sampled_from([None, Sector.MUNICIPALITY, Sector.COMPANY])),
        owner_share=draw(st.sampled_from([None, 20, 50, 100])),
        managed_by=draw(st.sampled_from([None, *NUMBERS])),
        member_of=frozenset(draw(st.sets(st.sampled_from(NUMBERS), max_size=1))),
        economic_activity=draw(st.sampled_from([None, True, False])),
        aid_ground=draw(st.sampled_from([None, *AidGround])),
        size=draw(st.sampled_from([None, *CompanySize])),
        de_minimis_received=draw(st.sampled_from([None, 0, 2_000_000])),
        costs=personnel(grant + own) if grant + own else (),
        funding=paid(grant, cash=own),
        other_funding=draw(st.sampled_from([(), (OtherFunder(number=None, name="Fonden", amount=400_000),)])),
        seeks_grant=draw(st.booleans()),
        in_difficulty=draw(st.sampled_from([None, True, False])),
        unpaid_recovery=draw(st.sampled_from([None, True, False])),
        work_starts=draw(st.sampled_from([None, date(2026, 10, 1), date(2027, 1, 1)])),
        responsible_person=draw(st.sampled_from([None, "Sam Holm", "Kim Sjö"])),
    )


@st.composite
def applications(draw: st.DrawFn, most: int = 4) -> ApplicationFacts:
    """An application with up to four parties."""
    count = draw(st.integers(0, most))
    return ApplicationFacts(
        parties=tuple(draw(parties(key=f"p{position}")) for position in range(count)),
        amount_sought=draw(st.sampled_from([None, 1, 1_000_000, 2_000_000, 2_000_001])),
        amount_decided=draw(st.sampled_from([None, 1_000_000, 2_000_001])),
        received=draw(st.sampled_from([None, date(2026, 11, 1)])),
    )


def countings() -> st.SearchStrategy[Clause]:
    """Every way to count, by groups of owners apart."""
    flags: dict[str, Any] = dict.fromkeys(
        ("institute_apart", "health_care_apart", "parish_public", "only_swedish"), st.booleans()
    )
    return st.fixed_dictionaries(
        {
            "actor_by": st.sampled_from(["number", "workplace"]),
            "public_company": st.sampled_from(["by_form", "by_owner"]),
            **flags,
        }
    ).map(lambda parameters: clause("counting", **parameters))


ONE_OF_EACH = (
    clause("min_actors", least=2),
    clause("min_sectors", least=2),
    clause("class_count", classes=["public"], least=2),
    clause("class_count", classes=["business"], least=2, independent=True),
    clause("role_count", role="need_owner", least=2),
    clause("actors_by_sum", above=1_000_000, least=3),
    clause("ceiling", most=2_000_000),
    clause("lowest_sum", least=10),
    clause("party_ceiling", most=1_000_000),
    clause("party_share", most=70),
    clause("funded_parties", least=2),
    clause("independence"),
    clause("independence", least=2),
    clause("different_responsible"),
    clause("coordinator_sector", classes=["civil_society"], kinds=["municipality"]),
    clause("coordinator_role", role="need_owner"),
    clause("coordinator_swedish"),
    clause("coordinator_without_grant"),
    clause("coordinator_applications"),
    clause("project_share", most=80),
    clause("own_funding", least=50, classes=["business"], cash=10),
    clause("consultants_share"),
    clause("indirect_share"),
    clause("hourly_rate", hours_needed=True),
    clause("may_receive", classes=["public", "academia"]),
    clause("aid_intensity", ground="gber_25", small=70, medium=60, large=50),
    clause("de_minimis", rate=1_100),
    clause("not_in_difficulty"),
    clause("no_unpaid_recovery", also_de_minimis=True),
    clause("duration", longest=24),
    clause("start_window", earliest="2027-01-01"),
    clause("latest_end", latest="2029-01-01"),
    clause("start_after_receipt"),
    clause("work_not_begun"),
    clause("attachment", slot="cv"),
    clause("party_approvals"),
)
