"""Two people wrote in the same field: both texts as words, and what the person chose of them."""

from collections.abc import Callable, Mapping, Sequence

from applications.actions.sections import SectionChanged
from applications.answers_shown import Shown, label_of, shown
from applications.authorship import last_written
from applications.merging import Clash
from applications.views.own import OwnCase
from applications.views.pages import Conflict, Difference
from rulebook.questions import Question, QuestionKind

MINE, THEIRS, BOTH = "mine", "theirs", "both"
_BETWEEN = "\n\n"


def conflict_in(
    case: OwnCase, changed: SectionChanged, tell: Callable[[Clash], tuple[str, str, str, bool]]
) -> Conflict:
    """Arrange the fields that two people changed.

    `tell` gives a field's label, both values as words (theirs first), and whether they can be joined.
    """
    current, clashes = changed.current, changed.clashes
    written = last_written(case.application, current.key, (clash.field for clash in clashes))
    differences = []
    for clash in clashes:
        label, theirs, mine, may_join = tell(clash)
        by = written.get(clash.field)
        who, at = (by.who, by.at) if by else ("", None)
        differences.append(
            Difference(label, theirs, mine, field=clash.field, who=who, at=at, may_join=may_join)
        )
    first = next(iter(written.values()), None)
    who, at = (first.who, first.at) if first else ("", current.changed_at)
    return Conflict(who, at, tuple(differences))


def told_of_answer(questions: Sequence[Question], clash: Clash) -> tuple[str, str, str, bool]:
    """Give a question's label, both answers as words, and whether they can be joined (long texts can)."""
    question = next(one for one in questions if one.key == clash.field)
    theirs, mine = (as_words(shown(question, str(text))) for text in (clash.theirs, clash.mine))
    return label_of(question), theirs, mine, question.kind is QuestionKind.LONG_TEXT


def as_words(one: Shown) -> str:
    """Write an answer as one text: a line for each row of a table and each answer in a group."""
    lines = [" · ".join(row) for row in one.rows]
    for item in one.items:
        lines.append(item.title)
        lines += [f"{line.label}: {as_words(line)}" for line in item.lines]
    return "\n".join(lines) or one.text


def chosen(
    answers: Mapping[str, str], choices: Mapping[str, str], standing: Mapping[str, str]
) -> dict[str, str]:
    """Return what to save after the person chose: mine as it stands in the form, theirs, or both joined."""
    wanted = dict(answers)
    for field, choice in choices.items():
        if field in wanted and choice == THEIRS:
            del wanted[field]
        elif field in wanted and choice == BOTH:
            wanted[field] = _BETWEEN.join(text for text in (standing.get(field, ""), wanted[field]) if text)
    return wanted
