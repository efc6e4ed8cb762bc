"""How a call counts actors and sectors: a settings rule that the others read."""

from collections.abc import Iterator
from dataclasses import dataclass

from rulebook.choices import ActorIdentity, PublicCompany
from rulebook.facts import ApplicationFacts
from rulebook.parameters import choice, flag
from rulebook.rule import Rule, Said


@dataclass(frozen=True, kw_only=True)
class Counting(Rule):
    """The settings themselves; without such a clause a call counts by the defaults."""

    id = "counting"
    title = "How actors and sectors are counted"
    asks = "Says what makes two parties one actor and which sectors are held apart. Asks nothing by itself."

    actor_by: ActorIdentity = choice("An actor is known by", ActorIdentity, default=ActorIdentity.NUMBER)
    institute_apart: bool = flag("Research institutes are a sector of their own, not academia")
    health_care_apart: bool = flag("Health care is a sector of its own, not public")
    parish_public: bool = flag("Parishes and religious communities are public, not civil society")
    public_company: PublicCompany = choice(
        "A company owned by a public body or a university is counted",
        PublicCompany,
        default=PublicCompany.BY_FORM,
    )
    only_swedish: bool = flag("Only Swedish organisations and Swedish branches are counted as actors")

    def findings(self, facts: ApplicationFacts, counting: "Counting") -> Iterator[Said]:
        """Say nothing: these are settings."""
        return iter(())
