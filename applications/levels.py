"""The highest support level of a party in words, with the clause it comes from; sizes in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from rulebook.facts import AidGround, Clause, CompanySize, PartyFacts
from rulebook.kinds.aid import AidIntensity, ground_of
from rulebook.sizes import public_owner_ends_smallness
from rulebook.support import support_level
from wording.speak import in_language, kronor

_ORDER = (CompanySize.SMALL, CompanySize.MEDIUM, CompanySize.LARGE)


@dataclass(frozen=True)
class Told:
    """A sentence, and the clause of the call that it follows from (empty for none)."""

    text: str
    source: str = ""

    @property
    def told_source(self) -> str:
        """The clause, said to be the call's; empty for none."""
        return _("From the call: %(source)s") % {"source": self.source} if self.source else ""


def level_in_words(party: PartyFacts, clauses: Sequence[Clause]) -> Told:
    """Say how large a share of its costs a party may get, as the rules will judge it."""
    if not any(clause.rule == AidIntensity.id for clause in clauses):
        return Told(_("This call sets no support level for each party."))
    if ground_of(party) is None:
        return Told(_("The highest support level shows here when the ground is chosen."))
    level = support_level(party, clauses)
    if level is None:
        return Told(_("This call sets no support level on this ground."))
    source = in_language(level.source.clause_sv, level.source.clause_en)
    if level.percent is None:
        by_size = dict(level.by_size)
        small, medium, large = (by_size[size] for size in _ORDER)
        text = _(
            "The support level depends on the size: at most %(small)s per cent for a small company, "
            "%(medium)s for a medium-sized one and %(large)s for a large one."
        )
        return Told(text % {"small": small, "medium": medium, "large": large}, source)
    if not party.total_cost:
        text = _("At most %(percent)s per cent of the party's costs may be covered.")
        return Told(text % {"percent": level.percent}, source)
    text = _(
        "At most %(percent)s per cent of the party's costs may be covered: with its costs of %(cost)s, "
        "at most %(most)s. Its budget seeks %(sought)s."
    )
    return Told(
        text
        % {
            "percent": level.percent,
            "cost": kronor(party.total_cost),
            "most": kronor(level.most),
            "sought": kronor(party.grant),
        },
        source,
    )


def needs_level(party: PartyFacts) -> bool:
    """Whether the support level says anything of a party."""
    return party.seeks_grant and ground_of(party) not in (None, AidGround.NOT_AID)


def size_in_words(size: CompanySize | None, party: PartyFacts) -> str:
    """Say what size the figures give, or which are missing."""
    if size is None:
        return _("Give the staff, and turnover or balance sheet: with these figures the size can't be told.")
    text = _("By these figures the company is: %(size)s.") % {"size": _size(size)}
    if public_owner_ends_smallness(party) and size is not CompanySize.LARGE:
        text += " " + _(
            "But a public body that holds a quarter or more makes it large (recommendation 2003/361/EC, "
            "article 3.4)."
        )
    return text


def _size(size: CompanySize) -> str:
    words = {
        CompanySize.SMALL: pgettext("size of a company", "small"),
        CompanySize.MEDIUM: pgettext("size of a company", "medium-sized"),
        CompanySize.LARGE: pgettext("size of a company", "large"),
    }
    return words[size]
