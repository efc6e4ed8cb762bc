"""The vocabulary that editors build a call's rules from, and the reading of what a rule set holds.

A rule set is a JSON list of `{"rule", "effect", "parameters", "clause_sv", "clause_en"}`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rulebook.counting import Counting
from rulebook.facts import Clause
from rulebook.kinds import (
    actors,
    aid,
    approvals,
    coordinator,
    costs,
    exclusions,
    hours,
    independence,
    papers,
    sums,
    times,
)
from rulebook.parameters import Parameter, UnreadableError, parameters_of
from rulebook.rule import Rule
from rulebook.verdict import Effect, Sentence, say


@dataclass(frozen=True)
class RuleKind:
    """One kind of rule: what editors see, and the class that answers.

    `title` and `asks` are msgids. `default_effect` is what an editor is offered first. `is_settings` says
    that the kind only changes how others count or answer, so that its effect means nothing.
    """

    id: str
    title: str
    asks: str
    default_effect: Effect
    parameters: tuple[Parameter, ...]
    rule: type[Rule]
    is_settings: bool = False


_RULES: tuple[type[Rule], ...] = (
    Counting,
    actors.MinActors,
    actors.MinSectors,
    actors.ClassCount,
    actors.RoleCount,
    actors.ActorsBySum,
    sums.Ceiling,
    sums.LowestSum,
    sums.PartyCeiling,
    sums.PartyShare,
    sums.FundedParties,
    independence.Independence,
    independence.DifferentResponsible,
    coordinator.CoordinatorSector,
    coordinator.CoordinatorRole,
    coordinator.CoordinatorSwedish,
    coordinator.CoordinatorWithoutGrant,
    coordinator.CoordinatorApplications,
    costs.ProjectShare,
    costs.OwnFunding,
    costs.ConsultantsShare,
    costs.IndirectShare,
    hours.HourlyRate,
    aid.MayReceive,
    aid.AidIntensity,
    aid.DeMinimis,
    exclusions.NotInDifficulty,
    exclusions.NoUnpaidRecovery,
    aid.SoleTraders,
    times.Duration,
    times.StartWindow,
    times.LatestEnd,
    times.StartAfterReceipt,
    exclusions.WorkNotBegun,
    papers.Attachment,
    approvals.PartyApprovals,
)
_SETTINGS: frozenset[type[Rule]] = frozenset({Counting, aid.SoleTraders})

KINDS: Mapping[str, RuleKind] = {
    rule.id: RuleKind(
        rule.id, rule.title, rule.asks, rule.usual, parameters_of(rule), rule, rule in _SETTINGS
    )
    for rule in _RULES
}


@dataclass(frozen=True)
class Problem:
    """What is wrong with a clause; `parameter` names the one concerned, empty for the clause itself."""

    parameter: str
    sentence: Sentence


class ClauseError(ValueError):
    """A rule set can't be used as it stands. Carries every problem."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.parameter}: {p.sentence}" for p in self.problems))


def parse_clause(raw: object) -> Clause:
    """Read one object of a rule set's JSON; the effect may be left out for the kind's own.

    Raises ClauseError if it is not an object of the right shape, or names unknown rules or parameters.
    """
    if not isinstance(raw, Mapping):
        raise ClauseError([Problem("", say("A rule is an object with rule, effect, parameters and clause."))])
    rule = str(raw.get("rule", ""))
    usual = KINDS[rule].default_effect.value if rule in KINDS else ""
    parameters = raw.get("parameters", {})
    clause = Clause(
        rule=rule,
        effect=str(raw.get("effect") or usual),
        parameters=dict(parameters) if isinstance(parameters, Mapping) else {"": parameters},
        clause_sv=str(raw.get("clause_sv", "")),
        clause_en=str(raw.get("clause_en", "")),
    )
    problems = find_problems(clause)
    if problems:
        raise ClauseError(problems)
    return clause


def clause_as_json(clause: Clause) -> dict[str, object]:
    """Return a clause as the object that rule sets hold; `parse_clause` reads it back."""
    return {
        "rule": clause.rule,
        "effect": clause.effect,
        "parameters": dict(clause.parameters),
        "clause_sv": clause.clause_sv,
        "clause_en": clause.clause_en,
    }


def check_clause(clause: Clause) -> list[Sentence]:
    """Return what is wrong with a clause: unknown rule or effect, wrong, missing or unknown parameters."""
    return [problem.sentence for problem in find_problems(clause)]


def check_rule_set(clauses: Sequence[Clause]) -> list[Sentence]:
    """Return what is wrong with a whole rule set: every clause's problems, and settings given twice."""
    found = [sentence for clause in clauses for sentence in check_clause(clause)]
    return found + [problem.sentence for problem in settings_given_twice(clauses)]


def settings_given_twice(clauses: Sequence[Clause]) -> list[Problem]:
    """Return a problem for every settings rule that stands more than once."""
    rules = [clause.rule for clause in clauses]
    twice = sorted(
        {rule for rule in rules if rule in KINDS and KINDS[rule].is_settings and rules.count(rule) > 1}
    )
    return [
        Problem("", say("A call can hold this setting only once: {rule}. Remove the others.", rule=rule))
        for rule in twice
    ]


def find_problems(clause: Clause) -> list[Problem]:
    """Return what is wrong with a clause, parameter by parameter, for an editor's form."""
    kind = KINDS.get(clause.rule)
    if kind is None:
        return [Problem("", say("There is no rule called {rule}.", rule=clause.rule))]
    found = []
    if clause.effect not in {effect.value for effect in Effect}:
        found.append(Problem("", say("There is no effect called {effect}.", effect=clause.effect)))
    known = {parameter.name for parameter in kind.parameters}
    found.extend(
        Problem(name, say("The rule has no parameter called {name}.", name=name))
        for name in sorted(clause.parameters.keys() - known)
    )
    for parameter in kind.parameters:
        found.extend(_problem_with(parameter, clause.parameters.get(parameter.name)))
    if not found:
        found.extend(Problem("", sentence) for sentence in make_rule(clause).problems())
    return found


def _problem_with(parameter: Parameter, value: object) -> Iterable[Problem]:
    if value is None:
        if parameter.required:
            yield Problem(parameter.name, say("Fill in this parameter: {name}.", name=parameter.name))
        return
    try:
        parameter.read(value)
    except UnreadableError as unreadable:
        yield Problem(parameter.name, unreadable.sentence)


def make_rule(clause: Clause) -> Rule:
    """Return the rule that a checked clause sets. Raises KeyError or UnreadableError for an unchecked one."""
    kind = KINDS[clause.rule]
    given = {
        parameter.name: parameter.read(clause.parameters[parameter.name])
        for parameter in kind.parameters
        if clause.parameters.get(parameter.name) is not None
    }
    return kind.rule(**given)
