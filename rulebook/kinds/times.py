"""When a project may begin and end, and how long it may be."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rulebook.counting import Counting
from rulebook.facts import AidGround, ApplicationFacts
from rulebook.kinds.aid import ground_of
from rulebook.parameters import day, months
from rulebook.rule import Rule, Said, met, not_known, not_met
from rulebook.ties import names
from rulebook.verdict import Sentence, say
from rulebook.window import full_months, last_day_of

STARTS, ENDS = "project.starts", "project.ends"


@dataclass(frozen=True, kw_only=True)
class Duration(Rule):
    """The shortest and longest project."""

    id = "duration"
    title = "Length of the project"
    asks = "The project must be at least, and at most, so many months, first and last day included."

    shortest: int | None = months("Shortest, months", default=None)
    longest: int | None = months("Longest, months", default=None)

    def problems(self) -> tuple[Sentence, ...]:
        """One of the two must be given, in order."""
        if self.shortest is None and self.longest is None:
            return (say("Give the shortest or the longest length, or both."),)
        if self.shortest and self.longest and self.shortest > self.longest:
            return (say("The shortest length is more than the longest. Change one of them."),)
        return ()

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Compare the last day with the earliest and latest that the lengths allow."""
        starts, ends = facts.starts, facts.ends
        if starts is None or ends is None:
            missing = [name for name, value in ((STARTS, starts), (ENDS, ends)) if value is None]
            yield not_known(missing[0], say("State when the project starts and ends."), *missing)
        elif self.shortest is not None and ends < last_day_of(starts, self.shortest):
            yield not_met(
                ENDS,
                say(
                    "The project is shorter than {shortest} months, the shortest that the call allows. "
                    "With this start it may end {allowed} at the earliest. Change the dates.",
                    shortest=self.shortest,
                    allowed=last_day_of(starts, self.shortest),
                ),
            )
        elif self.longest is not None and ends > last_day_of(starts, self.longest):
            yield not_met(
                ENDS,
                say(
                    "The project is longer than {longest} months, the longest that the call allows. "
                    "With this start it may end {allowed} at the latest. Change the dates.",
                    longest=self.longest,
                    allowed=last_day_of(starts, self.longest),
                ),
            )
        else:
            yield met(
                ENDS,
                say(
                    "The project is {starts} to {ends}, full months: {count}.",
                    starts=starts,
                    ends=ends,
                    count=full_months(starts, ends),
                ),
            )


@dataclass(frozen=True, kw_only=True)
class StartWindow(Rule):
    """The earliest and latest first day."""

    id = "start_window"
    title = "When the project may start"
    asks = "The project must start in the time given."

    earliest: date | None = day("Earliest start", default=None)
    latest: date | None = day("Latest start", default=None)

    def problems(self) -> tuple[Sentence, ...]:
        """One of the two must be given, in order."""
        if self.earliest is None and self.latest is None:
            return (say("Give the earliest or the latest day, or both."),)
        if self.earliest and self.latest and self.earliest > self.latest:
            return (say("The earliest day is after the latest. Change one of them."),)
        return ()

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Compare the first day with the window."""
        starts = facts.starts
        if starts is None:
            yield not_known(STARTS, say("State when the project starts."), STARTS)
        elif self.earliest is not None and starts < self.earliest:
            yield not_met(
                STARTS,
                say(
                    "The project starts {starts}. The call allows {earliest} at the earliest. "
                    "Choose a later first day.",
                    starts=starts,
                    earliest=self.earliest,
                ),
            )
        elif self.latest is not None and starts > self.latest:
            yield not_met(
                STARTS,
                say(
                    "The project starts {starts}. The call allows {latest} at the latest. "
                    "Choose an earlier first day.",
                    starts=starts,
                    latest=self.latest,
                ),
            )
        else:
            yield met(STARTS, say("The project starts {starts}, within the time allowed.", starts=starts))


@dataclass(frozen=True, kw_only=True)
class LatestEnd(Rule):
    """The latest last day."""

    id = "latest_end"
    title = "When the project must have ended"
    asks = "The project's last day must not be after the day given."

    latest: date = day("Latest last day")

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Compare the last day."""
        if facts.ends is None:
            yield not_known(ENDS, say("State when the project ends."), ENDS)
        elif facts.ends > self.latest:
            yield not_met(
                ENDS,
                say(
                    "The project ends {ends}. The call allows {latest} at the latest. "
                    "Choose an earlier last day.",
                    ends=facts.ends,
                    latest=self.latest,
                ),
            )
        else:
            yield met(
                ENDS,
                say(
                    "The project ends {ends}, at the latest {latest} is allowed.",
                    ends=facts.ends,
                    latest=self.latest,
                ),
            )


@dataclass(frozen=True, kw_only=True)
class StartAfterReceipt(Rule):
    """Work that gets aid under the block exemption begins after the application."""

    id = "start_after_receipt"
    title = "No start before the application"
    asks = (
        "If a party seeks aid under the block exemption, the project must not start before the day the "
        "application is received (SFS 2015:208, 5 §)."
    )

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Compare the first day with the day of receipt, if any party needs it."""
        aided = [
            party
            for party in facts.parties
            if party.grant > 0 and ground_of(party) in (AidGround.GBER_25, AidGround.GBER_28)
        ]
        if not aided:
            yield met(
                STARTS, say("No party seeks aid under the block exemption, so any first day is allowed here.")
            )
        elif facts.starts is None or facts.received is None:
            missing = [n for n, v in ((STARTS, facts.starts), ("received", facts.received)) if v is None]
            yield not_known(
                STARTS,
                say("It is not known yet whether the project starts after the application is received."),
                *missing,
            )
        elif facts.starts < facts.received:
            yield not_met(
                STARTS,
                say(
                    "The project starts {starts}, before the application is received {received}. "
                    "These seek aid for which work must not begin before that: {parties}. "
                    "Choose a later first day.",
                    starts=facts.starts,
                    received=facts.received,
                    parties=names(aided),
                ),
            )
        else:
            yield met(
                STARTS,
                say(
                    "The project starts {starts}, not before the application is received {received}.",
                    starts=facts.starts,
                    received=facts.received,
                ),
            )
