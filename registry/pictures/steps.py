"""Numbers of very different size in five steps, for maps in shades."""

from collections.abc import Iterable
from dataclasses import dataclass

MOST_STEPS = 5


@dataclass(frozen=True)
class Step:
    """A shade: `number` 1 is the palest. It stands for the whole numbers from `least` to `most`."""

    number: int
    least: int
    most: int


def steps_of(values: Iterable[int]) -> tuple[Step, ...]:
    """Return at most five steps, palest first, that hold every value above zero.

    Few different values get a step each. Otherwise each step's limit is as many times the last one, so
    that the large cities do not make all others alike; limits are rounded to two figures.
    """
    wanted = sorted({value for value in values if value > 0})
    if not wanted:
        return ()
    if len(wanted) <= MOST_STEPS:
        limits = wanted
    else:
        growth = wanted[-1] / wanted[0]
        limits = [_rounded(wanted[0] * growth ** (at / MOST_STEPS)) for at in range(1, MOST_STEPS)]
        limits.append(wanted[-1])
    return _numbered(_filled(wanted, limits))


def step_of(value: int, steps: Iterable[Step]) -> int:
    """Return the number of the step that holds a value; 0 for nothing."""
    return next((step.number for step in steps if step.least <= value <= step.most), 0)


def _filled(wanted: list[int], limits: list[int]) -> list[tuple[int, int]]:
    """Return the spans between the limits that hold something, each only as wide as what it may hold."""
    spans, below = [], 0
    for limit in sorted({min(limit, wanted[-1]) for limit in limits}):
        inside = [value for value in wanted if below < value <= limit]
        if inside:
            spans.append((inside[0], limit))
            below = limit
    return spans


def _numbered(spans: list[tuple[int, int]]) -> tuple[Step, ...]:
    # Fewer steps keep their distance, from the palest to the fullest; a single one is the middle.
    apart = (MOST_STEPS - 1) / (len(spans) - 1) if len(spans) > 1 else 0
    first = 1 if apart else MOST_STEPS // 2 + 1
    return tuple(Step(round(first + at * apart), least, most) for at, (least, most) in enumerate(spans))


def _rounded(value: float) -> int:
    unit = 1
    while value / unit >= 100:
        unit *= 10
    return max(1, round(value / unit) * unit)
