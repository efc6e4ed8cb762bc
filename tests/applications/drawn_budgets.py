"""Generated budgets of a party, and the ways in which people type them into the form."""

from dataclasses import dataclass
from random import Random

from django.http import QueryDict
from hypothesis import strategies as st

from applications.actions.budget import KINDS, BudgetInput, PersonnelInput
from applications.forms.budget import name_of, name_of_person

YEARS = (2027, 2028, 2029)
WORDS = st.text(alphabet="aåÄö é=+-@'\"<&;,1", min_size=1, max_size=20).map(
    lambda text: " ".join(text.split())
)


@dataclass(frozen=True)
class Drawn:
    """A budget: (year, kind) → whole kronor, personnel apart from hours; rows of hours."""

    amounts: dict[tuple[int, str], int]
    people: tuple[tuple[str, int, tuple[int, ...]], ...]

    @property
    def lines(self) -> list[BudgetInput]:
        """The sums as the action takes them."""
        return [BudgetInput(year, kind, amount) for (year, kind), amount in self.amounts.items()]

    @property
    def personnel(self) -> list[PersonnelInput]:
        """The rows of hours as the action takes them."""
        return [
            PersonnelInput(year, description, hours, rate, order)
            for order, (description, rate, worked) in enumerate(self.people)
            for year, hours in zip(YEARS, worked, strict=True)
            if hours
        ]

    def total(self, *kinds: str) -> int:
        """The sum of some kinds over all years, the hours' cost counted as personnel."""
        plain = sum(amount for (_year, kind), amount in self.amounts.items() if kind in kinds)
        by_hours = sum(rate * sum(worked) for _description, rate, worked in self.people)
        return plain + (by_hours if "personnel" in kinds else 0)


@st.composite
def drawn_budgets(draw: st.DrawFn) -> Drawn:
    """A budget over three years with up to three rows of hours, each with some hours."""
    places = st.tuples(st.sampled_from(YEARS), st.sampled_from(sorted(KINDS)))
    amounts = draw(st.dictionaries(places, st.integers(0, 10**9), max_size=12))
    worked = st.tuples(*[st.integers(0, 5_000)] * len(YEARS)).filter(any)
    people = draw(st.lists(st.tuples(WORDS, st.integers(0, 99_999), worked), max_size=3))
    return Drawn(amounts, tuple(people))


def rolled_budget(dice: Random) -> Drawn:
    """The same kind of budget from dice, where there are too many to draw."""
    places = [(year, kind) for year in YEARS for kind in sorted(KINDS)]
    amounts = {place: dice.choice((0, 1, dice.randrange(10**9))) for place in dice.sample(places, 8)}
    people = [
        (
            dice.choice(("=1+1", "@a", "Åsa", "-x", "")),
            dice.randrange(1, 100_000),
            (0, 1, dice.randrange(5_000)),
        )
        for _row in range(dice.randrange(4))
    ]
    return Drawn(amounts, tuple(people))


def typed(number: int, way: int) -> str:
    """Write a number as one of those who type it."""
    ways = (
        str(number),
        f"{number:,}".replace(",", " "),
        f"{number:,}".replace(",", "."),
        f"{number:,}".replace(",", "\u00a0"),
        f"  {number:,}".replace(",", "\u202f"),
    )
    return ways[way % len(ways)]


def posted(budget: Drawn, way: int) -> QueryDict:
    """Type a budget into the form."""
    data = QueryDict(mutable=True)
    for (year, kind), amount in budget.amounts.items():
        data[name_of(kind, year)] = typed(amount, way + year) + (" kr" if way % 2 else "")
    for place, (description, rate, worked) in enumerate(budget.people):
        data[name_of_person(place, "description")] = description
        data[name_of_person(place, "rate")] = typed(rate, way)
        for year, hours in zip(YEARS, worked, strict=True):
            data[name_of_person(place, year)] = typed(hours, way) + (" h" if way % 3 else "")
    return data
