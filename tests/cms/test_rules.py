"""Rule blocks are made from the rulebook's vocabulary: every kind, every parameter, no list of their own."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail import blocks

from cms.blocks.rules import RulesBlock, clause_of, clauses_of
from cms.models import CallPage
from rulebook.examples import CIVIC_TECH
from rulebook.parameters import Parameter, ParameterKind
from rulebook.vocabulary import KINDS, RuleKind, find_problems

SAMPLES: dict[ParameterKind, Any] = {
    ParameterKind.DATE: date(2027, 1, 1),
    ParameterKind.FLAG: True,
    ParameterKind.TEXT: "Ett ord",
    ParameterKind.KRONOR: 2_000_000,
}


def sample(parameter: Parameter) -> Any:
    """Return a value that an editor could give a parameter."""
    if parameter.choices:
        value = parameter.choices[0][0]
        return value if parameter.kind is ParameterKind.CHOICE else [value]
    return SAMPLES.get(parameter.kind, parameter.minimum)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_of_rule_has_a_block_with_its_parameters(kind: RuleKind) -> None:
    block = RulesBlock().child_blocks[kind.id]

    names = [name for name in block.child_blocks if name not in ("effect", "clause_sv", "clause_en")]
    assert names == [parameter.name for parameter in kind.parameters]
    assert ("effect" in block.child_blocks) is not kind.is_settings


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_of_rule_becomes_a_clause_that_the_rulebook_reads(kind: RuleKind) -> None:
    value = {parameter.name: sample(parameter) for parameter in kind.parameters if parameter.required}
    clause = clause_of(kind, value)

    wrong = [p for p in find_problems(clause) if p.parameter]
    assert wrong == []
    assert clause.effect == kind.default_effect.value


def test_the_civic_tech_rules_pass_through_the_blocks_unchanged() -> None:
    page = CallPage(
        rules=[
            (
                clause.rule,
                {
                    **clause.parameters,
                    "effect": clause.effect,
                    "clause_sv": clause.clause_sv,
                    "clause_en": clause.clause_en,
                },
            )
            for clause in CIVIC_TECH
        ]
    )

    read = clauses_of(page.rules)
    assert [(one.rule, one.effect, one.clause_sv, one.clause_en) for one in read] == [
        (one.rule, one.effect, one.clause_sv, one.clause_en) for one in CIVIC_TECH
    ]
    for one, wanted in zip(read, CIVIC_TECH, strict=True):
        assert wanted.parameters.items() <= one.parameters.items()


def test_migrations_hold_no_vocabulary() -> None:
    for name in ("rules", "rounds", "body", "criteria", "slots"):
        _name, path, args, kwargs = CallPage._meta.get_field(name).deconstruct()
        assert (path, args, "block_lookup" in kwargs) == ("cms.fields.BlocksField", [[]], False)


def test_a_rule_without_its_demand_is_refused_at_its_field() -> None:
    block = RulesBlock().child_blocks["ceiling"]
    value = block.to_python({"most": None, "effect": "blocks", "clause_sv": "Högst.", "clause_en": ""})

    with pytest.raises(blocks.StructBlockValidationError) as refused:
        block.clean(value)
    assert list(refused.value.block_errors) == ["most"]


@pytest.mark.parametrize("typed", ["en miljon", "1 000,50", "-5"])
def test_a_sum_must_be_whole_kronor(typed: str) -> None:
    block = RulesBlock().child_blocks["ceiling"].child_blocks["most"]

    with pytest.raises(ValidationError):
        block.clean(typed)


@pytest.mark.parametrize("typed", ["2 000 000", "2000000", "2 000 000 kr", "2.000.000"])
def test_a_sum_is_read_as_people_write_it(typed: str) -> None:
    block = RulesBlock().child_blocks["ceiling"].child_blocks["most"]

    assert block.clean(typed) == 2_000_000
