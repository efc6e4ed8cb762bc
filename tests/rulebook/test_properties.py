"""What holds for every consortium, tried on random ones."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from rulebook.facts import ApplicationFacts, Clause, PartyFacts, Sector
from rulebook.judge import judge
from rulebook.verdict import Answer
from rulebook.vocabulary import KINDS
from tests.rulebook.cast import BASIC, MET, NOT_MET, answers, application, clause, party
from tests.rulebook.numbers import number_for
from tests.rulebook.strategies import NUMBERS, ONE_OF_EACH, applications, countings, parties

MINIMUM_RULES = tuple(
    one
    for one in ONE_OF_EACH
    if one.rule
    in {"min_actors", "min_sectors", "class_count", "role_count", "actors_by_sum", "funded_parties"}
    or one.parameters == {"least": 2}
)


def test_one_of_each_names_every_rule() -> None:
    assert {one.rule for one in ONE_OF_EACH} == {kind.id for kind in KINDS.values() if not kind.is_settings}


@given(applications(), countings(), st.randoms(use_true_random=False))
def test_no_order_changes_a_verdict(
    facts: ApplicationFacts, counting: Clause, randomness: st.DataObject
) -> None:
    shuffled_parties, shuffled_clauses = list(facts.parties), [*ONE_OF_EACH, counting]
    randomness.shuffle(shuffled_parties)  # type: ignore[attr-defined]
    randomness.shuffle(shuffled_clauses)  # type: ignore[attr-defined]
    again = judge(replace(facts, parties=tuple(shuffled_parties)), shuffled_clauses)
    assert again == judge(facts, [*ONE_OF_EACH, counting])


@given(applications(), parties(key="new"), countings())
def test_a_further_party_never_breaks_a_minimum(
    facts: ApplicationFacts, new: PartyFacts, counting: Clause
) -> None:
    fewer = judge(facts, [*MINIMUM_RULES, counting])
    more = judge(replace(facts, parties=(*facts.parties, new)), [*MINIMUM_RULES, counting])
    for one in MINIMUM_RULES:
        before = {f.answer for f in fewer.of_rule(one.rule)}
        after = {f.answer for f in more.of_rule(one.rule)}
        if before == {Answer.MET}:
            assert Answer.NOT_MET not in after or one.rule == "actors_by_sum"


@given(applications(), countings())
def test_the_same_facts_give_the_same_answer_and_every_finding_its_source(
    facts: ApplicationFacts, counting: Clause
) -> None:
    verdict = judge(facts, [*ONE_OF_EACH, counting])
    assert verdict == judge(facts, [*ONE_OF_EACH, counting])
    assert all(finding.source.clause_en and str(finding.sentence) for finding in verdict.findings)
    assert all(bool(finding.missing) == (finding.answer is Answer.UNKNOWN) for finding in verdict.findings)


@given(applications(), countings())
def test_no_finding_tells_a_personal_identity_number(facts: ApplicationFacts, counting: Clause) -> None:
    personal = NUMBERS[-1]
    told = repr(judge(facts, [*ONE_OF_EACH, counting]))
    assert personal not in told
    assert f"{personal[:6]}-{personal[6:]}" not in told


@given(st.integers(0, 4_000_000))
def test_the_ceiling_is_exact(sought: int) -> None:
    facts = application(party("Vik kommun", Sector.MUNICIPALITY, sought))
    expected = MET if sought <= 2_000_000 else NOT_MET
    assert answers(facts, clause("ceiling", most=2_000_000)).get("ceiling") == expected


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(0, 100))
def test_a_share_holds_exactly(grant: int, own: int, most: int) -> None:
    facts = application(party("Vik kommun", Sector.MUNICIPALITY, grant, grant + own))
    expected = MET if grant * 100 <= most * (grant + own) else NOT_MET
    assert answers(facts, clause("project_share", most=most))["project_share"] == expected


@given(st.sampled_from(Sector), st.sampled_from(Sector))
def test_two_parties_with_one_number_are_one_actor(one: Sector, other: Sector) -> None:
    same = number_for(Sector.COMPANY, 1)
    facts = application(party("Vik", one, number=same), party("Ås", other, number=f"{same[:6]}-{same[6:]}"))
    assert answers(facts, *BASIC)["min_actors"] == NOT_MET


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=5), st.integers(0, 10**6))
def test_parts_that_are_not_the_sum_are_seen(parts: list[int], sought: int) -> None:
    members = (party(f"Part {n}", Sector.ASSOCIATION, part) for n, part in enumerate(parts))
    facts = application(*members, amount_sought=sought)
    assert ("parts_add_up" in answers(facts)) == (sum(parts) != sought)
