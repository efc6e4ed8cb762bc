"""What those who write an application together see of each other in one section.

Who has it open now, what they say of it, and which of its questions somebody has been asked to answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from applications.models import Application, Comment, Handover, Participant
from applications.places import Place
from applications.presence import are_here
from wording.speak import listed


@dataclass(frozen=True)
class Together:
    """One section as those who write in it see each other. Reads each thing once."""

    application: Application
    key: str
    user: User

    @cached_property
    def people(self) -> tuple[Participant, ...]:
        """Everybody who takes part in the application."""
        found = self.application.participants.filter(ended_at__isnull=True).select_related("user")
        return tuple(found.order_by("joined_at"))

    @cached_property
    def here(self) -> str:
        """Who else has the section open now, as a sentence; empty for nobody."""
        others = {one.user_id: str(one.user) for one in self.people if one.user_id != self.user.pk}
        present = are_here(self.application.pk, self.key, others)
        names = [name for number, name in others.items() if number in present]
        if not names:
            return ""
        return ngettext(
            "%(people)s is in this section too.", "%(people)s are in this section too.", len(names)
        ) % {"people": listed(names)}

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        """Every comment on the section, in the order they were written."""
        found = Comment.objects.filter(application=self.application, section=self.key)
        return tuple(found.select_related("written_by", "settled_by"))

    @property
    def unsettled(self) -> list[Comment]:
        """The comments that nobody has settled."""
        return [comment for comment in self.comments if comment.settled_at is None]

    @cached_property
    def handovers(self) -> tuple[Handover, ...]:
        """Everything that somebody has been asked to answer here."""
        found = Handover.objects.filter(application=self.application, section=self.key)
        return tuple(found.select_related("to", "handed_by"))

    @property
    def waiting(self) -> list[Handover]:
        """What somebody has been asked to answer and has not said is done."""
        return [handover for handover in self.handovers if handover.done_at is None]


@dataclass(frozen=True)
class Talk:
    """What the task list says of a section: comments not settled, and who has been asked to answer."""

    comments: int = 0
    asked: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.comments or self.asked)

    @property
    def words(self) -> str:
        """As one line."""
        parts = []
        if self.comments:
            parts.append(ngettext("%(n)s comment", "%(n)s comments", self.comments) % {"n": self.comments})
        if self.asked:
            parts.append(_("handed to %(people)s") % {"people": listed(list(self.asked))})
        return " · ".join(parts)


def talk_by_section(application: Application, places: Mapping[str, Place]) -> dict[str, Talk]:
    """Return what the task list says, by the form's section; a party's pages count to the section of theirs.

    Only places that the person sees. Two queries.
    """
    counts: dict[str, int] = {}
    asked: dict[str, list[str]] = {}
    for key in Comment.objects.filter(application=application, settled_at__isnull=True).values_list(
        "section", flat=True
    ):
        if key in places:
            counts[places[key].section] = counts.get(places[key].section, 0) + 1
    for handover in Handover.objects.filter(application=application, done_at__isnull=True).select_related(
        "to"
    ):
        if handover.section in places:
            asked.setdefault(places[handover.section].section, []).append(str(handover.to))
    return {
        key: Talk(counts.get(key, 0), tuple(dict.fromkeys(asked.get(key, ())))) for key in {*counts, *asked}
    }
