"""What a final report must hold before it is handed in, and when it is due.

Its Swedish texts become public as the project's outcome, so they are required and have limits, in
characters as people see them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rulebook.verdict import Answer, Bilingual, Effect, Finding, Kronor, Verdict, say
from rulebook.visible import visible_length
from rulebook.window import add_months

RULE = "final_report"
MONTHS_AFTER_END = 2


@dataclass(frozen=True, kw_only=True)
class ReportText:
    """One public text of a final report. `limit` is in characters."""

    key: str
    label_sv: str
    label_en: str
    limit: int
    required: bool = True

    @property
    def label(self) -> Bilingual:
        """The label in both languages, for a sentence."""
        return Bilingual(self.label_sv, self.label_en)


TEXTS = (
    ReportText(
        key="summary_sv", label_sv="Sammanfattning på svenska", label_en="Summary in Swedish", limit=1500
    ),
    ReportText(
        key="summary_en",
        label_sv="Sammanfattning på engelska",
        label_en="Summary in English",
        limit=1500,
        required=False,
    ),
    ReportText(key="results_sv", label_sv="Resultat på svenska", label_en="Results in Swedish", limit=3000),
    ReportText(
        key="results_en",
        label_sv="Resultat på engelska",
        label_en="Results in English",
        limit=3000,
        required=False,
    ),
    ReportText(key="effects_sv", label_sv="Effekter på svenska", label_en="Effects in Swedish", limit=3000),
    ReportText(
        key="effects_en",
        label_sv="Effekter på engelska",
        label_en="Effects in English",
        limit=3000,
        required=False,
    ),
)


def check_report(
    texts: Mapping[str, str], *, money_used: int | None = None, granted: int | None = None
) -> Verdict:
    """Say what a final report lacks before it can be handed in.

    Fields are the texts' keys and `money_used` (whole kronor). Money used beyond the grant, or left over,
    is shown to an officer and stops nothing.
    """
    found = [finding for text in TEXTS for finding in _about(text, texts.get(text.key, "").strip())]
    return Verdict.of([*found, *_about_money(money_used, granted)])


def _about(text: ReportText, written: str) -> Iterator[Finding]:
    over = visible_length(written) - text.limit
    if text.required and not written:
        sentence = say(
            "{text} is missing. It becomes public; write so that anyone understands.", text=text.label
        )
        yield Finding(RULE, text.key, Answer.UNKNOWN, Effect.BLOCKS, sentence, missing=(text.key,))
    elif over > 0:
        sentence = say(
            "{text} is {over} characters too long. Shorten it to {limit}; nothing has been cut.",
            text=text.label,
            over=over,
            limit=text.limit,
        )
        yield Finding(RULE, text.key, Answer.NOT_MET, Effect.BLOCKS, sentence)


def _about_money(used: int | None, granted: int | None) -> Iterator[Finding]:
    field = "money_used"
    if used is None:
        sentence = say("State how much of the grant has been used, in whole kronor.")
        yield Finding(RULE, field, Answer.UNKNOWN, Effect.BLOCKS, sentence, missing=(field,))
    elif granted is not None and used > granted:
        sentence = say(
            "{used} is reported as used of a grant of {granted}. Look at what the difference is.",
            used=Kronor(used),
            granted=Kronor(granted),
        )
        yield Finding(RULE, field, Answer.JUDGE, Effect.OFFICER, sentence)
    elif granted is not None and used < granted:
        sentence = say(
            "{left} of the grant of {granted} is left over. Look at whether it must be repaid.",
            left=Kronor(granted - used),
            granted=Kronor(granted),
        )
        yield Finding(RULE, field, Answer.JUDGE, Effect.OFFICER, sentence)


def usual_due_date(ends: date, months: int = MONTHS_AFTER_END) -> date:
    """Return the day a final report is due if the decision says nothing else: some months after the end."""
    return add_months(ends, months)


class Lateness(StrEnum):
    """How a report stands to its due date."""

    NOT_DUE = "not_due"
    DUE = "due"
    OVERDUE = "overdue"


def lateness(due: date, today: date, reported: bool) -> Lateness:
    """Return how a report stands on a day: due on the day itself, overdue from the day after."""
    if reported or today < due:
        return Lateness.NOT_DUE
    return Lateness.DUE if today == due else Lateness.OVERDUE
