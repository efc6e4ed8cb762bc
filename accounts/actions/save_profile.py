"""Begin an organisation's profile, and change it."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from accounts.models import Membership, Organisation, User, Workplace
from accounts.profiles import ADMINISTRATOR, is_administrator, membership_in, profiles_of
from journal.record import record
from rulebook.facts import Sector, SectorOrigin
from rulebook.identifiers import default_sector, read_foreign_number, read_organisation_number
from rulebook.verdict import Refused, Sentence, say

MOST_PROFILES = 20
MOST_WORKPLACES = 100
NOT_YOURS = say("Only an administrator of the profile can change it.")
_SECTORS = frozenset({"", *(sector.value for sector in Sector)}) - {Sector.SOLE_TRADER.value}
_LONGEST = {"name": 255, "owner_name": 255, "contact_name": 150, "signatory_name": 150, "contact_phone": 30}
_EMAILS = ("contact_email", "signatory_email")


class ProfileChanged(Exception):
    """Somebody else saved the profile since the page was opened. Carries what stands there now."""

    def __init__(self, current: Organisation) -> None:
        super().__init__(f"profile {current.pk} is at version {current.version}")
        self.current = current


@dataclass(frozen=True, kw_only=True)
class ProfileInput:
    """What a person typed about an organisation. Empty texts, and None, are not known."""

    name: str
    country: str = "SE"
    number: str = ""
    sector: str = ""
    owner_number: str = ""
    owner_name: str = ""
    owner_sector: str = ""
    owner_share: int | None = None
    contact_name: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    signatory_name: str = ""
    signatory_email: str = ""
    workplaces: tuple[str, ...] = ()


@transaction.atomic
def begin_profile(*, given: ProfileInput, actor: User, now: datetime) -> Organisation:
    """Write a profile of one's own; the actor administers it. Raises Refused.

    The number claims nothing: another profile with the same one is neither found nor told of.
    """
    User.objects.select_for_update().get(pk=actor.pk)
    if profiles_of(actor).count() >= MOST_PROFILES:
        raise _refused("", say("You have twenty profiles. Leave one before you begin another."))
    profile = Organisation()
    _fill(profile, given)
    profile.save()
    _workplaces(profile, given)
    Membership.objects.create(user=actor, organisation=profile, role=ADMINISTRATOR, since=now)
    note(profile, "begin_profile", actor, now, version=profile.version)
    return profile


@transaction.atomic
def save_profile(
    *, profile_id: int, given: ProfileInput, version: int, actor: User, now: datetime
) -> Organisation:
    """Change a profile. Raises Membership.DoesNotExist, Refused, and ProfileChanged on an old version."""
    Organisation.objects.select_for_update().filter(pk=profile_id).first()
    membership = membership_in(profile_id, actor)
    if not is_administrator(membership):
        raise Refused.because("permission", NOT_YOURS)
    profile = membership.organisation
    if profile.version != version:
        raise ProfileChanged(profile)
    _fill(profile, given)
    profile.version += 1
    profile.save()
    _workplaces(profile, given)
    note(profile, "save_profile", actor, now, version=profile.version)
    return profile


def _fill(profile: Organisation, given: ProfileInput) -> None:
    _check(given)
    values = {name: value for name, value in asdict(given).items() if name != "workplaces"}
    values["name"] = given.name.strip()
    values["number"] = _number(given.number, given.country, "number")
    values["owner_number"] = _number(given.owner_number, "SE", "owner_number")
    guess = default_sector(values["number"]) if given.country == "SE" and values["number"] else None
    is_guess = not given.sector and guess is not None
    values["sector"] = guess.value if is_guess and guess else given.sector
    values["sector_origin"] = (SectorOrigin.DEFAULT if is_guess else SectorOrigin.DECLARED).value
    for name, value in values.items():
        setattr(profile, name, value)


def _check(given: ProfileInput) -> None:
    if not given.name.strip():
        raise _refused("name", say("Write the organisation's name."))
    for field, most in _LONGEST.items():
        if len(getattr(given, field)) > most:
            raise _refused(field, say("Write at most {most} characters here.", most=most))
    for field in ("sector", "owner_sector"):
        if getattr(given, field) not in _SECTORS:
            raise _refused(field, say("Choose one of the alternatives."))
    if given.owner_share is not None and not 0 <= given.owner_share <= 100:
        raise _refused("owner_share", say("Write a whole number from 0 to 100."))
    for field in _EMAILS:
        _check_email(field, getattr(given, field))
    if len(given.workplaces) > MOST_WORKPLACES or any(len(name) > 255 for name in given.workplaces):
        raise _refused("workplaces", say("Write at most a hundred workplaces, each of 255 characters."))


def _check_email(field: str, text: str) -> None:
    if not text:
        return
    try:
        validate_email(text)
    except ValidationError as problem:
        sentence = say("This is not an e-mail address. Write it like name@example.se.")
        raise _refused(field, sentence) from problem


def _number(text: str, country: str, field: str) -> str:
    if not text.strip():
        return ""
    read = read_organisation_number(text) if country == "SE" else read_foreign_number(text.strip()[:10])
    if read.number is None:
        raise _refused(field, read.problem or say("This is not an organisation number."))
    return read.number


def _workplaces(profile: Organisation, given: ProfileInput) -> None:
    wanted = {" ".join(name.split()) for name in given.workplaces} - {""}
    profile.workplaces.exclude(name__in=wanted).delete()
    kept = set(profile.workplaces.values_list("name", flat=True))
    Workplace.objects.bulk_create(
        Workplace(organisation=profile, name=name) for name in sorted(wanted - kept)
    )


def _refused(field: str, sentence: Sentence) -> Refused:
    return Refused.because("profile", sentence, field)


def note(profile: Organisation, what: str, actor: User, now: datetime, **details: object) -> None:
    """Journal what was done to a profile: neither names nor addresses."""
    record(
        actor=actor.journal_name,
        action=what,
        object_kind="accounts.organisation",
        object_id=profile.pk,
        now=now,
        details=details,
    )
