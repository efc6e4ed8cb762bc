"""The answer: the judge's findings on the rules that the page asked for, and what they come to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext

from registry.self_check.asked import Asked
from rulebook.facts import ApplicationFacts, Clause
from rulebook.judge import ALWAYS, judge
from rulebook.verdict import Answer, Finding, Verdict
from rulebook.vocabulary import KINDS


class Outcome(StrEnum):
    """What the findings come to."""

    YES = "yes"
    NO = "no"
    DEPENDS = "depends"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Told:
    """A finding with the rule's title, where to mend it, and the questions (href, label) it waits for."""

    finding: Finding
    title: str
    href: str
    missing: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SelfCheckAnswer:
    """What the page says: the outcome, how many findings of each kind, and every finding."""

    outcome: Outcome
    told: tuple[Told, ...]
    verdict: Verdict

    def count(self, answer: Answer) -> int:
        """How many findings give this answer."""
        return sum(one.finding.answer is answer for one in self.told)

    @property
    def not_met(self) -> int:
        """How many demands are not met."""
        return self.count(Answer.NOT_MET)


def verdict_on(facts: ApplicationFacts, clauses: Sequence[Clause], asked: Asked) -> Verdict:
    """Judge as at submission, and keep what the page asked enough about to answer.

    Rules that hold for every application speak up only where something is the matter.
    """
    of_call = {clause.rule for clause in clauses}
    return Verdict.of(
        finding
        for finding in judge(facts, clauses).findings
        if finding.rule in asked.answered and (finding.rule in of_call or finding.answer is not Answer.MET)
    )


def outcome_of(verdict: Verdict) -> Outcome:
    """A demand that stops decides; then what is not known; then what warns or waits for people."""
    if verdict.of_rule("has_parties"):
        return Outcome.UNKNOWN
    if any(finding.stops and finding.answer is Answer.NOT_MET for finding in verdict.findings):
        return Outcome.NO
    answers = {finding.answer for finding in verdict.findings}
    if Answer.UNKNOWN in answers:
        return Outcome.UNKNOWN
    return Outcome.DEPENDS if answers & {Answer.NOT_MET, Answer.JUDGE} else Outcome.YES


def answer_of(verdict: Verdict, labels: Mapping[str, str]) -> SelfCheckAnswer:
    """Put titles and links to every finding. `labels` are the labels of the questions by field id."""
    told = tuple(
        Told(
            finding,
            _title_of(finding.rule),
            _href(finding.field, labels),
            tuple(
                (f"#{field}", labels[field])
                for field in dict.fromkeys(_field_id(name) for name in finding.missing)
                if field in labels
            ),
        )
        for finding in verdict.findings
    )
    return SelfCheckAnswer(outcome_of(verdict), told, verdict)


_TITLES = {rule.id: rule.title for rule in ALWAYS} | {kind.id: kind.title for kind in KINDS.values()}
_PLACES = {
    "parties": "id_p1-sector",
    "budget": "id_p1-cost",
    "project.amount_sought": "id_project-amount_sought",
}


def _title_of(rule: str) -> str:
    return gettext(_TITLES[rule])


def _field_id(address: str) -> str:
    """Return the id of the question that a finding's field stands for: `parties.p2.number`, `budget.p2`."""
    room, _, rest = address.partition(".")
    if address in _PLACES:
        return _PLACES[address]
    match room:
        case "project":
            return f"id_project-{rest}"
        case "parties":
            return "id_" + rest.replace(".", "-").replace("-roles", "-need_owner")
        case "budget":
            return f"id_{rest}-grant"
        case _:
            return ""


def _href(address: str, labels: Mapping[str, str]) -> str:
    field = _field_id(address)
    if field not in labels and address.startswith("budget."):
        field = f"id_{address.removeprefix('budget.')}-cost"
    return f"#{field}" if field in labels else "#parties"
