"""A project's time as a line with milestones."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """A day on the line. `x` is its place; `number` ties it to the list beneath."""

    day: date
    title: str
    x: str
    number: int
    is_past: bool


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """The line: its milestones in order, the stretch the project runs, and where today stands (or None)."""

    milestones: tuple[Milestone, ...]
    from_x: str
    width: str
    today_x: str | None


def draw_timeline(
    *,
    starts: date | None,
    ends: date | None,
    others: Iterable[tuple[date | None, str]],
    today: date,
    start_title: str,
    end_title: str,
) -> Timeline | None:
    """Draw the line, or None where the start or the end is unknown or the end comes first (imports)."""
    if starts is None or ends is None or ends < starts:
        return None
    known = [(day, title) for day, title in others if day is not None]
    days = sorted([(starts, start_title), (ends, end_title), *known])
    first, last = days[0][0], days[-1][0]
    whole = max((last - first).days, 1)

    def place(day: date) -> float:
        return 3 + 94 * (day - first).days / whole

    return Timeline(
        milestones=tuple(
            Milestone(day=day, title=title, x=f"{place(day):.2f}%", number=number, is_past=day <= today)
            for number, (day, title) in enumerate(days, 1)
        ),
        from_x=f"{place(starts):.2f}%",
        width=f"{place(ends) - place(starts):.2f}%",
        today_x=f"{place(today):.2f}%" if first < today < last else None,
    )
