"""What must be attached."""

from collections.abc import Iterator
from dataclasses import dataclass

from rulebook.counting import Counting
from rulebook.facts import ApplicationFacts
from rulebook.parameters import text
from rulebook.rule import Rule, Said, met, not_known
from rulebook.verdict import Effect, say


@dataclass(frozen=True, kw_only=True)
class Attachment(Rule):
    """A slot that must be filled."""

    id = "attachment"
    title = "A required attachment"
    asks = "A file must be attached in the place named."
    usual = Effect.BLOCKS

    slot: str = text("Name of the place in the form")

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Look whether the slot is filled."""
        field = f"attachments.{self.slot}"
        if self.slot in facts.attachments:
            yield met(field, say("The attachment is there: {slot}.", slot=self.slot))
        else:
            yield not_known(
                field, say("This attachment is missing: {slot}. Add the file.", slot=self.slot), field
            )
