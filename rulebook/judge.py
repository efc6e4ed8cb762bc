"""The judge: all rules of a call and those that always hold, asked at once."""

from collections.abc import Iterable, Iterator, Sequence

from rulebook import consistency, suspicion
from rulebook.consistency import AlwaysRule
from rulebook.counting import Counting
from rulebook.facts import ApplicationFacts, Clause
from rulebook.rule import Rule
from rulebook.verdict import Effect, Finding, Source, Verdict
from rulebook.vocabulary import ClauseError, find_problems, make_rule, settings_given_twice

ALWAYS: tuple[type[AlwaysRule], ...] = (
    consistency.HasParties,
    consistency.PartyParticulars,
    consistency.LegalPersons,
    consistency.OneCoordinator,
    consistency.PartsAddUp,
    consistency.SameNumberTwice,
    consistency.DoubleRole,
    suspicion.NoCostNoGrant,
    suspicion.SameResponsible,
    suspicion.MemberAndFederation,
    suspicion.SectorAgainstNumber,
    suspicion.CostsAreCovered,
    suspicion.CostsInTime,
    suspicion.GrantNotSought,
    suspicion.ActivityAgainstGround,
    suspicion.EndsAfterStart,
    suspicion.DecidedMoreThanSought,
)
EVERY_APPLICATION = Source("Gäller alla ansökningar", "Holds for every application")


def judge(facts: ApplicationFacts, clauses: Sequence[Clause]) -> Verdict:
    """Ask every clause and every rule that always holds about the facts.

    The same facts and clauses give the same verdict, in whatever order they stand. Raises ClauseError if a
    clause can't be read or a setting stands twice (a frozen rule set has been checked before).
    """
    problems = [problem for clause in clauses for problem in find_problems(clause)]
    problems.extend(settings_given_twice(clauses))
    if problems:
        raise ClauseError(problems)
    rules = tuple(make_rule(clause) for clause in clauses)
    counting = next((rule for rule in rules if isinstance(rule, Counting)), Counting())
    asked = [_ask(rule, clause, facts, counting) for rule, clause in zip(rules, clauses, strict=True)]
    return Verdict.of(
        [finding for findings in asked for finding in findings] + list(_always(facts, rules, counting))
    )


def _ask(rule: Rule, clause: Clause, facts: ApplicationFacts, counting: Counting) -> Iterator[Finding]:
    source = Source(clause.clause_sv, clause.clause_en)
    for said in rule.findings(facts, counting):
        yield said.finding(rule.id, Effect(clause.effect), source)


def _always(facts: ApplicationFacts, rules: Iterable[Rule], counting: Counting) -> Iterator[Finding]:
    given = frozenset(rule.id for rule in rules)
    for rule in ALWAYS:
        if not rule.replaced_by & given:
            for said in rule().findings(facts, counting):
                yield said.finding(rule.id, rule.usual, EVERY_APPLICATION)
