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

    Each holds about as many of the different values, so that the large cities don't make all others alike.
    """
    wanted = sorted({value for value in values if value > 0})
    many = min(len(wanted), MOST_STEPS)
    ends = [-(-len(wanted) * at // many) for at in range(1, many + 1)]
    spans = [(wanted[start], wanted[end - 1]) for start, end in zip([0, *ends], ends, strict=False)]
    # Fewer steps keep their distance, from the palest to the fullest; a single one is the middle.
    apart = (MOST_STEPS - 1) / (many - 1) if many > 1 else 0
    first = 1 if apart else MOST_STEPS // 2 + 1
    return tuple(Step(round(first + at * apart), least, most) for at, (least, most) in enumerate(spans))


def step_of(value: int, steps: Iterable[Step]) -> int:
    """Return the number of the step that holds a value; 0 for nothing."""
    return next((step.number for step in steps if step.least <= value <= step.most), 0)
