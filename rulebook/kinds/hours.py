"""The cost of an hour: what a party's personnel may cost on average."""

from collections.abc import Iterator
from dataclasses import dataclass

from rulebook.counting import Counting
from rulebook.facts import ApplicationFacts, CostCategory, PartyFacts
from rulebook.parameters import flag, kronor
from rulebook.rule import Rule, Said, for_people, met, not_known, not_met
from rulebook.ties import name_of
from rulebook.verdict import Kronor, say, type_of_parameter


@dataclass(frozen=True, kw_only=True)
class HourlyRate(Rule):
    """A cap on what an hour costs on average."""

    id = "hourly_rate"
    title = "Cost per hour"
    asks = (
        "The hours of each party may on average cost at most this much, all people and years together. "
        "A call can demand that all personnel costs are given by hours."
    )

    most: int = kronor("Highest average cost of an hour", default=800)
    hours_needed: bool = flag("All personnel costs must be given by hours")

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Compare what each party's hours cost with what so many hours may cost."""
        for party in facts.parties:
            costs = [cost for cost in party.costs if cost.category is CostCategory.PERSONNEL]
            hours = sum(cost.hours or 0 for cost in costs)
            if hours:
                paid = sum(cost.amount for cost in costs if cost.hours is not None)
                yield self._average(party, paid, hours)
            bare = sum(cost.amount for cost in costs if cost.hours is None)
            if bare:
                yield self._without_hours(party, bare)

    def _average(self, party: PartyFacts, paid: int, hours: int) -> Said:
        highest = self.most * hours
        holes: dict[str, type_of_parameter] = {
            "party": name_of(party),
            "paid": Kronor(paid),
            "hours": hours,
            "most": Kronor(self.most),
            "highest": Kronor(highest),
        }
        if paid <= highest:
            return met(
                f"budget.{party.key}",
                say(
                    "{party} has personnel costs of {paid} for {hours} hours. "
                    "At most {most} an hour on average is allowed, here {highest}.",
                    **holes,
                ),
            )
        return not_met(
            f"budget.{party.key}",
            say(
                "{party} has personnel costs of {paid} for {hours} hours. "
                "At most {most} an hour on average is allowed, here {highest}: {over} too much. "
                "Lower the cost per hour, or correct the hours.",
                **holes,
                over=Kronor(paid - highest),
            ),
        )

    def _without_hours(self, party: PartyFacts, bare: int) -> Said:
        field = f"budget.{party.key}"
        holes: dict[str, type_of_parameter] = {
            "party": name_of(party),
            "bare": Kronor(bare),
            "most": Kronor(self.most),
        }
        if self.hours_needed:
            return not_known(
                field,
                say(
                    "{party} has {bare} of personnel costs without hours. The call asks for hours and cost "
                    "per hour, at most {most} on average. Write rows with hours instead of the sum.",
                    **holes,
                ),
                field,
            )
        return for_people(
            field,
            say(
                "{party} has {bare} of personnel costs without hours. "
                "At most {most} an hour on average is allowed. Look at whether the cost is reasonable.",
                **holes,
            ),
        )
