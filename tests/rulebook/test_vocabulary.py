"""Rule sets: what editors may write, and what is wrong with what they wrote."""

from typing import Any

import pytest

from rulebook.counting import Counting
from rulebook.examples import CIVIC_TECH
from rulebook.facts import ApplicationFacts, Clause, SectorClass
from rulebook.judge import judge
from rulebook.parameters import ParameterKind
from rulebook.verdict import Effect, Source
from rulebook.vocabulary import (
    KINDS,
    ClauseError,
    check_clause,
    check_rule_set,
    clause_as_json,
    find_problems,
    make_rule,
    parse_clause,
)
from tests.rulebook.cast import BASIC, clause
from tests.rulebook.strategies import ONE_OF_EACH


def test_a_clause_goes_to_json_and_back() -> None:
    for one in (*ONE_OF_EACH, *CIVIC_TECH):
        assert parse_clause(clause_as_json(one)) == one
        assert check_clause(one) == []


def test_the_effect_may_be_left_to_the_kind() -> None:
    assert parse_clause({"rule": "ceiling", "parameters": {"most": 1}}).effect == "blocks"
    assert parse_clause({"rule": "independence"}).effect == "warns"


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ([], "A rule is an object"),
        ({}, "There is no rule called ."),
        ({"rule": "beauty"}, "There is no rule called beauty."),
        (
            {"rule": "ceiling", "effect": "hurts", "parameters": {"most": 1}},
            "There is no effect called hurts.",
        ),
        ({"rule": "ceiling"}, "Fill in this parameter: most."),
        ({"rule": "ceiling", "parameters": {"most": None}}, "Fill in this parameter: most."),
        ({"rule": "ceiling", "parameters": {"most": "1"}}, "Write a whole number."),
        ({"rule": "ceiling", "parameters": {"most": True}}, "Write a whole number."),
        ({"rule": "ceiling", "parameters": {"most": 1.5}}, "Write a whole number."),
        ({"rule": "ceiling", "parameters": {"most": -1}}, "at least 0"),
        ({"rule": "ceiling", "parameters": {"most": 1, "more": 2}}, "no parameter called more"),
        ({"rule": "ceiling", "parameters": [1]}, "Fill in this parameter: most."),
        ({"rule": "project_share", "parameters": {"most": 101}}, "at most 100"),
        ({"rule": "class_count", "parameters": {"classes": []}}, "at least one of the alternatives"),
        ({"rule": "class_count", "parameters": {"classes": "public"}}, "at least one of the alternatives"),
        ({"rule": "class_count", "parameters": {"classes": ["army"]}}, "one of the alternatives"),
        ({"rule": "role_count", "parameters": {"role": "king"}}, "one of the alternatives"),
        ({"rule": "role_count", "parameters": {"role": ["king"]}}, "one of the alternatives"),
        ({"rule": "latest_end", "parameters": {"latest": "31/12"}}, "YYYY-MM-DD"),
        ({"rule": "latest_end", "parameters": {"latest": 2027}}, "YYYY-MM-DD"),
        ({"rule": "counting", "parameters": {"only_swedish": "yes"}}, "yes or no"),
        ({"rule": "attachment", "parameters": {"slot": " "}}, "Write a text."),
        ({"rule": "duration"}, "the shortest or the longest"),
        ({"rule": "duration", "parameters": {"shortest": 9, "longest": 8}}, "more than the longest"),
        ({"rule": "start_window"}, "the earliest or the latest"),
        (
            {"rule": "start_window", "parameters": {"earliest": "2027-02-01", "latest": "2027-01-01"}},
            "after the latest",
        ),
        ({"rule": "coordinator_sector"}, "at least one sector or one kind"),
    ],
)
def test_what_is_wrong_with_a_clause(raw: Any, told: str) -> None:
    with pytest.raises(ClauseError) as refused:
        parse_clause(raw)
    assert told in str(refused.value)


def test_every_problem_is_told_at_once_beside_its_parameter() -> None:
    bad = Clause(rule="min_actors", effect="no", parameters={"least": 0, "x": 1})
    assert [problem.parameter for problem in find_problems(bad)] == ["", "x", "least"]
    assert len(check_clause(bad)) == 3


def test_settings_stand_once() -> None:
    twice = [clause("counting"), clause("counting", only_swedish=True)]
    assert ["counting" in str(problem) for problem in check_rule_set(twice)] == [True]
    assert check_rule_set(BASIC) == []
    with pytest.raises(ClauseError):
        judge(ApplicationFacts(), twice)


def test_a_rule_set_that_was_never_checked_is_refused_by_the_judge() -> None:
    with pytest.raises(ClauseError):
        judge(ApplicationFacts(), [Clause(rule="beauty", effect="blocks")])


def test_findings_carry_effect_and_source_of_their_clause() -> None:
    officer = parse_clause({**clause_as_json(CIVIC_TECH[0]), "effect": "officer"})
    (found,) = judge(ApplicationFacts(), [officer]).of_rule("min_actors")
    assert found.effect is Effect.OFFICER
    assert found.source == Source(
        "Minst två aktörer ska delta i projektet.", "At least two actors must take part in the project."
    )


def test_parameters_are_typed() -> None:
    rule = make_rule(clause("class_count", classes=["public", "academia"]))
    assert getattr(rule, "classes", None) == frozenset({SectorClass.PUBLIC, SectorClass.ACADEMIA})
    assert make_rule(clause("counting")) == Counting()


def test_every_kind_is_ready_for_an_editors_form() -> None:
    for kind in KINDS.values():
        assert kind.title
        assert kind.asks.endswith(".")
        for parameter in kind.parameters:
            assert parameter.name
            assert parameter.label
            many = {ParameterKind.CHOICE, ParameterKind.SECTORS, ParameterKind.SECTOR_CLASSES}
            assert bool(parameter.choices) == (parameter.kind in many)
