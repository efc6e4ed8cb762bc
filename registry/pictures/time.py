"""A project's time as a line with milestones."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

# In per cent of the line: room at both ends, and between two marks on a narrow phone.
EDGE = 4.0
APART = 8.0


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
        return EDGE + (100 - 2 * EDGE) * (day - first).days / whole

    places = _apart([place(day) for day, _title in days])
    from_x = places[days.index((starts, start_title))]
    return Timeline(
        milestones=tuple(
            Milestone(day=day, title=title, x=f"{x:.2f}%", number=number, is_past=day <= today)
            for number, ((day, title), x) in enumerate(zip(days, places, strict=True), 1)
        ),
        from_x=f"{from_x:.2f}%",
        width=f"{places[days.index((ends, end_title))] - from_x:.2f}%",
        today_x=f"{place(today):.2f}%" if first < today < last else None,
    )


def _apart(places: list[float]) -> list[float]:
    """Move marks that would cover each other to the right, and back from the edge, to be read apart."""
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + APART) if moved else place)
    limit = 100 - EDGE
    for at in range(len(moved) - 1, -1, -1):
        moved[at] = min(moved[at], limit)
        limit = moved[at] - APART
    return moved
