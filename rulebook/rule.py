"""What every rule is: a frozen dataclass of parameters with one pure function from facts to answers."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rulebook.facts import ApplicationFacts
from rulebook.verdict import Answer, Effect, Finding, Sentence, Source

if TYPE_CHECKING:
    from rulebook.counting import Counting


@dataclass(frozen=True)
class Said:
    """An answer before it is known which clause asked: becomes a Finding with effect and source.

    `effect`, where it is set, goes before the clause's (some answers are always for an officer).
    """

    answer: Answer
    field: str
    sentence: Sentence
    missing: tuple[str, ...] = ()
    effect: Effect | None = None

    def finding(self, rule: str, effect: Effect, source: Source) -> Finding:
        """Make the finding of a rule set in a clause."""
        return Finding(
            rule, self.field, self.answer, self.effect or effect, self.sentence, source, self.missing
        )


def met(field: str, sentence: Sentence) -> Said:
    """Answer that the demand is met."""
    return Said(Answer.MET, field, sentence)


def not_met(field: str, sentence: Sentence, effect: Effect | None = None) -> Said:
    """Answer that the demand is not met: what is wrong, what is asked, how to mend it."""
    return Said(Answer.NOT_MET, field, sentence, effect=effect)


def not_known(field: str, sentence: Sentence, *missing: str) -> Said:
    """Answer that facts are missing; `missing` addresses the fields."""
    return Said(Answer.UNKNOWN, field, sentence, tuple(sorted(set(missing))))


def for_people(field: str, sentence: Sentence, effect: Effect | None = None) -> Said:
    """Answer that people must judge; the sentence says what to look at."""
    return Said(Answer.JUDGE, field, sentence, effect=effect)


@dataclass(frozen=True, kw_only=True)
class Rule(ABC):
    """A rule kind; an instance is the rule with the parameters that a call has set.

    `id` is what rule sets store, `title` and `asks` are msgids for editors and applicants, `usual` is the
    effect that an editor is offered first.
    """

    id: ClassVar[str]
    title: ClassVar[str]
    asks: ClassVar[str]
    usual: ClassVar[Effect] = Effect.WARNS

    @abstractmethod
    def findings(self, facts: ApplicationFacts, counting: "Counting") -> Iterator[Said]:
        """Answer about the facts, counting actors and sectors as the call does."""

    def problems(self) -> tuple[Sentence, ...]:
        """Return what is wrong with the parameters together, each being right by itself."""
        return ()
