"""What a rule answers: findings, gathered into a verdict that page, protocol, API and docs print alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Answer(StrEnum):
    """The four answers a rule can give."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    JUDGE = "judge"


class Effect(StrEnum):
    """What a finding does: stop the submission, warn and be recorded, or wait for an officer."""

    BLOCKS = "blocks"
    WARNS = "warns"
    OFFICER = "officer"


@dataclass(frozen=True)
class Kronor:
    """An amount in whole kronor, shown with thin spaces and the unit."""

    amount: int


@dataclass(frozen=True)
class Term:
    """A word that must be translated where it is shown; `msgid` is its English form."""

    msgid: str


@dataclass(frozen=True)
class Bilingual:
    """Words that a call or a form carries in both languages; shown in the reader's."""

    sv: str
    en: str


type_of_parameter = int | str | date | Kronor | Term | Bilingual | tuple[str, ...] | tuple[Term, ...]


@dataclass(frozen=True)
class Sentence:
    """A sentence for people: an English msgid with `{named}` holes and what goes into them.

    The rooms with pages translate the msgid and format the parameters; `str()` gives plain English.
    """

    msgid: str
    parameters: tuple[tuple[str, type_of_parameter], ...] = ()

    def __str__(self) -> str:
        return self.msgid.format(**{name: plain(value) for name, value in self.parameters})


def plain(value: type_of_parameter) -> str:
    """Return a parameter as plain English text (money with its unit, dates as ISO, lists with commas)."""
    match value:
        case Kronor(amount):
            return f"{amount:,} kr".replace(",", " ")
        case Term(msgid):
            return msgid
        case Bilingual():
            return value.en or value.sv
        case date():
            return value.isoformat()
        case tuple():
            return ", ".join(plain(item) for item in value)
        case _:
            return str(value)


def say(msgid: str, **parameters: type_of_parameter) -> Sentence:
    """Make a sentence. The translation command collects the first argument of every call."""
    return Sentence(msgid, tuple(sorted(parameters.items())))


@dataclass(frozen=True)
class Source:
    """Where a rule comes from: a clause of the call, or an act and its paragraph."""

    clause_sv: str = ""
    clause_en: str = ""


@dataclass(frozen=True)
class Finding:
    """One rule's answer about one thing.

    `field` addresses what it is about: `parties`, `parties.KEY.sector`, `project.amount_sought`,
    `budget.KEY`. `missing` names the fields whose absence makes the answer unknown.
    """

    rule: str
    field: str
    answer: Answer
    effect: Effect
    sentence: Sentence
    source: Source = Source()
    missing: tuple[str, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether this finding alone keeps an application from being submitted."""
        return self.effect is Effect.BLOCKS and self.answer in (Answer.NOT_MET, Answer.UNKNOWN)


@dataclass(frozen=True)
class Verdict:
    """Every finding about one application at one time, in an order that depends only on what they say."""

    findings: tuple[Finding, ...]

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> "Verdict":
        """Gather findings, worst first, then by rule and field; doubles are dropped."""
        return cls(tuple(sorted(set(findings), key=_weight)))

    @property
    def stops(self) -> tuple[Finding, ...]:
        """The findings that keep the application from being submitted."""
        return tuple(finding for finding in self.findings if finding.stops)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Findings that may be passed with "submit anyway", which is recorded."""
        unmet = (Answer.NOT_MET, Answer.UNKNOWN)
        return tuple(f for f in self.findings if f.effect is Effect.WARNS and f.answer in unmet)

    @property
    def for_people(self) -> tuple[Finding, ...]:
        """Findings that an officer has to look at."""
        return tuple(
            f
            for f in self.findings
            if f.answer is Answer.JUDGE or (f.effect is Effect.OFFICER and f.answer is not Answer.MET)
        )

    def about(self, field: str) -> tuple[Finding, ...]:
        """Findings about a field or anything inside it."""
        return tuple(f for f in self.findings if f.field == field or f.field.startswith(f"{field}."))

    def of_rule(self, rule: str) -> tuple[Finding, ...]:
        """Findings of one rule."""
        return tuple(f for f in self.findings if f.rule == rule)


_ORDER = {Answer.NOT_MET: 0, Answer.UNKNOWN: 1, Answer.JUDGE: 2, Answer.MET: 3}
_EFFECTS = {Effect.BLOCKS: 0, Effect.WARNS: 1, Effect.OFFICER: 2}


def _weight(finding: Finding) -> tuple[int, int, str, str, str, str, str]:
    return (
        _ORDER[finding.answer],
        _EFFECTS[finding.effect],
        finding.rule,
        finding.field,
        str(finding.sentence),
        finding.source.clause_sv,
        finding.source.clause_en,
    )


class Refused(Exception):
    """An action said no. Carries the verdict, so that the page can show every reason beside its field."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__("; ".join(str(finding.sentence) for finding in verdict.findings))
        self.verdict = verdict

    @classmethod
    def because(cls, rule: str, sentence: Sentence, field: str = "") -> "Refused":
        """Refuse for one reason."""
        return cls(Verdict.of([Finding(rule, field, Answer.NOT_MET, Effect.BLOCKS, sentence)]))
