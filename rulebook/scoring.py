"""Assessments against a call's criteria: whether one is complete, and what the scores weigh together to.

Scores are whole numbers on the scale of each criterion; means are exact fractions until they are shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from rulebook.verdict import Answer, Bilingual, Effect, Finding, Verdict, say

RULE = "assessment"


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One criterion of a call: its scale, both ends included, and its weight (at least 1)."""

    key: str
    title_sv: str
    title_en: str = ""
    lowest: int = 1
    highest: int = 7
    weight: int = 1

    @property
    def title(self) -> Bilingual:
        """The title in both languages, for a sentence."""
        return Bilingual(self.title_sv, self.title_en or self.title_sv)

    @classmethod
    def from_record(cls, record: Mapping[str, object]) -> "Criterion":
        """Read a criterion as a call publishes it, `scale` being `[lowest, highest]`. Raises ValueError."""
        scale = record.get("scale", (1, 7))
        if not isinstance(scale, list | tuple) or len(scale) != 2:
            raise ValueError("a scale is a lowest and a highest score")
        return cls(
            key=str(record["key"]),
            title_sv=str(record.get("title_sv", "")),
            title_en=str(record.get("title_en", "")),
            lowest=int(scale[0]),
            highest=int(scale[1]),
            weight=int(str(record.get("weight", 1))),
        )


@dataclass(frozen=True, kw_only=True)
class Score:
    """What an assessor gave for one criterion, and why. None means not scored yet."""

    criterion: str
    score: int | None
    reasons: str = ""


def check_assessment(criteria: Iterable[Criterion], scores: Iterable[Score]) -> Verdict:
    """Say what an assessment lacks before it can be filed; every finding blocks.

    Fields are `scores.KEY.score` and `scores.KEY.reasons`. Nothing is found if it is complete.
    """
    given = {score.criterion: score for score in scores}
    findings: list[Finding] = []
    for criterion in criteria:
        score = given.get(criterion.key, Score(criterion=criterion.key, score=None))
        findings.extend(_about(criterion, score))
    return Verdict.of(findings)


def _about(criterion: Criterion, score: Score) -> Iterable[Finding]:
    field = f"scores.{criterion.key}"
    if score.score is None:
        sentence = say(
            "{criterion} has no score. Give one from {lowest} to {highest}.",
            criterion=criterion.title,
            lowest=criterion.lowest,
            highest=criterion.highest,
        )
        yield Finding(
            RULE, f"{field}.score", Answer.UNKNOWN, Effect.BLOCKS, sentence, missing=(f"{field}.score",)
        )
    elif not criterion.lowest <= score.score <= criterion.highest:
        sentence = say(
            "The score for {criterion} is outside the scale. Give one from {lowest} to {highest}.",
            criterion=criterion.title,
            lowest=criterion.lowest,
            highest=criterion.highest,
        )
        yield Finding(RULE, f"{field}.score", Answer.NOT_MET, Effect.BLOCKS, sentence)
    if not score.reasons.strip():
        sentence = say("{criterion} has no reasons. Say why you give the score.", criterion=criterion.title)
        yield Finding(
            RULE, f"{field}.reasons", Answer.UNKNOWN, Effect.BLOCKS, sentence, missing=(f"{field}.reasons",)
        )


def weighted_mean(criteria: Iterable[Criterion], scores: Mapping[str, int]) -> Fraction | None:
    """Return the mean of one assessment's scores by the criteria's weights; None unless all are scored."""
    weighed = tuple(criteria)
    if not weighed or any(criterion.key not in scores for criterion in weighed):
        return None
    total = sum(scores[criterion.key] * criterion.weight for criterion in weighed)
    return Fraction(total, sum(criterion.weight for criterion in weighed))


def mean_of(means: Iterable[Fraction | None]) -> Fraction | None:
    """Return the mean of several assessments, each counting alike; those not complete are left out."""
    known = [mean for mean in means if mean is not None]
    return sum(known, Fraction(0)) / len(known) if known else None


def in_hundredths(mean: Fraction) -> int:
    """Round a mean once, half up, to hundredths: 5.125 → 513. The only rounding of scores there is."""
    return (mean * 100 + Fraction(1, 2)).__floor__()
