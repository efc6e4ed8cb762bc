"""What every save has in common: the section's version guards against writing over somebody else's words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from accounts.models import User
from applications.document import document_of
from applications.facts import form_of
from applications.merging import Clash, Merge, merge
from applications.models import Application, Party, SectionAnswer
from applications.places import Place, places_in
from applications.visibility import viewer_of
from rulebook.questions import SectionKind

GUARDED = {"party:": SectionKind.PARTIES, "budget:": SectionKind.BUDGET}


class SectionChanged(Exception):
    """Somebody else changed what the person changed. Carries the section as it stands now.

    `clashes` names the fields with both values; what the person wrote in other fields is saved. Without
    marks of fields nothing is saved, and `clashes` is empty.
    """

    def __init__(self, current: SectionAnswer, clashes: tuple[Clash, ...] = ()) -> None:
        super().__init__(f"{current.key} is at version {current.version}")
        self.current = current
        self.clashes = clashes


def section_of(application: Application, key: str) -> SectionAnswer:
    """Return a section as it stands; one that an amendment has added since is empty, and not yet kept.

    Raises SectionAnswer.DoesNotExist for a section that the form does not have.
    """
    kept = SectionAnswer.objects.filter(application=application, key=key).first()
    if kept is None and all(section.key != key for section in form_of(application.round)):
        raise SectionAnswer.DoesNotExist(key)
    return kept or SectionAnswer(application=application, key=key, changed_at=application.created_at)


def next_version(
    application: Application, key: str, version: int, *, actor: User, now: datetime
) -> SectionAnswer:
    """Return the section with its version one higher, not yet saved. Raises SectionChanged on an old version.

    The case is locked already, so nobody comes between.
    """
    section = section_of(application, key)
    if section.version != version:
        raise SectionChanged(section)
    section.version += 1
    section.changed_at = now
    section.changed_by = actor
    section.done = False
    for prefix, kind in GUARDED.items():
        if key.startswith(prefix):
            reopen(application, kind)
    return section


def reopen(application: Application, kind: SectionKind) -> None:
    """Take the mark "done" away from the sections of a kind, whose tables are changed."""
    keys = [section.key for section in form_of(application.round) if section.kind is kind]
    application.sections.filter(key__in=keys, done=True).update(done=False)


def take_in(
    application: Application,
    key: str,
    version: int,
    base: Mapping[str, str] | None,
    *,
    current: Mapping[str, Any],
    sent: Mapping[str, Any],
    actor: User,
    now: datetime,
    nothing: Any = "",
) -> tuple[SectionAnswer, Merge]:
    """Return the section, not yet saved, and what to write into it, field by field.

    `base` holds the marks of the fields as the page showed them (`merging.mark_of`); None means that the
    page stands or falls as a whole: SectionChanged is raised for an old version. The section's version is
    one higher if there is anything to write. The case is locked already, so nobody comes between.
    """
    if base is None:
        section = next_version(application, key, version, actor=actor, now=now)
        return section, Merge(dict(sent), ())
    section = section_of(application, key)
    merged = merge(current, sent, base, is_newest=section.version == version, nothing=nothing)
    if merged.changes:
        section = next_version(application, key, section.version, actor=actor, now=now)
    return section, merged


def section_key(kind: str, party: Party) -> str:
    """Name the section that guards a party's own page (`party`) or budget (`budget`)."""
    return f"{kind}:{party.pk.hex}"


def guard(party: Party, *, now: datetime) -> None:
    """Make the sections whose versions guard a new party's own page and budget."""
    for kind in ("party", "budget"):
        SectionAnswer.objects.create(
            application=party.application, key=section_key(kind, party), changed_at=now
        )


def place_seen_by(application: Application, user: User, key: str, question: str = "") -> Place:
    """Return a place of the application, for those who see it.

    Raises SectionAnswer.DoesNotExist for one that the person does not see, for one that is not, and for a
    question that the place does not have.
    """
    form, viewer = form_of(application.round), viewer_of(application, user)
    place = places_in(application.pk, document_of(application), form, viewer).get(key)
    if place is None or (question and question not in dict(place.questions)):
        raise SectionAnswer.DoesNotExist
    return place
