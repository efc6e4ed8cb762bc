"""What every save has in common: the section's version guards against writing over somebody else's words."""

from datetime import datetime

from accounts.models import User
from applications.models import Application, Party, SectionAnswer


class SectionChanged(Exception):
    """Somebody else saved the section since the page was opened. Carries what stands there now."""

    def __init__(self, current: SectionAnswer) -> None:
        super().__init__(f"{current.key} is at version {current.version}")
        self.current = current


def next_version(
    application: Application, key: str, version: int, *, actor: User, now: datetime
) -> SectionAnswer:
    """Return the section with its version one higher, not yet saved. Raises SectionChanged on an old version.

    The case is locked already, so nobody comes between.
    """
    section = SectionAnswer.objects.get(application=application, key=key)
    if section.version != version:
        raise SectionChanged(section)
    section.version += 1
    section.changed_at = now
    section.changed_by = actor
    return section


def section_key(kind: str, party: Party) -> str:
    """Name the section that guards a party's own page (`party`) or budget (`budget`)."""
    return f"{kind}:{party.pk.hex}"


def guard(party: Party, *, now: datetime) -> None:
    """Make the sections whose versions guard a new party's own page and budget."""
    for kind in ("party", "budget"):
        SectionAnswer.objects.create(
            application=party.application, key=section_key(kind, party), changed_at=now
        )
