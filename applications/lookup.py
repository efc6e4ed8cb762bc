"""Finding an organisation to fill a party in from: the public register and the person's own profiles.

Nobody else's profile is ever looked at: what others apply for, and with whom, is theirs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q, QuerySet

from accounts.models import Organisation as Profile
from accounts.models import User
from registry.models import Organisation, ProjectParty
from rulebook.consortium import sector_class
from rulebook.facts import Sector, SectorOrigin
from rulebook.identifiers import default_sector, is_personal, read_organisation_number

MOST_FOUND = 8
MOST_WORKPLACES = 40
SHORTEST = 2
LONGEST = 100


class Origin(StrEnum):
    """Where something was found."""

    PROFILE = "profile"
    REGISTER = "register"


@dataclass(frozen=True, kw_only=True)
class Found:
    """An organisation, as a party's page can be filled in from it. Empty texts are not known."""

    key: str
    origin: Origin
    name: str
    number: str = ""
    country: str = "SE"
    sector: str = ""
    county_code: str = ""
    municipality_code: str = ""
    owner_number: str = ""
    owner_name: str = ""
    owner_sector: str = ""
    owner_share: int | None = None
    contact_name: str = ""
    contact_email: str = ""


def find(user: User, text: str) -> tuple[Found, ...]:
    """Find organisations by number or part of a name: the person's own first, at most eight in all."""
    wanted = " ".join(text.split())[:LONGEST]
    if len(wanted) < SHORTEST:
        return ()
    read = read_organisation_number(wanted)
    if read.personal:
        return ()
    profiles, register = _own(user), _public()
    if read.number:
        profiles, register = profiles.filter(number=read.number), register.filter(number=read.number)
    else:
        profiles = profiles.filter(_named(wanted, ("name",)))
        register = register.filter(_named(wanted, ("name", "name_en", "earlier_names__name"))).distinct()
    own = [_of_profile(row) for row in profiles.order_by("name", "pk")[:MOST_FOUND]]
    known = {one.number for one in own if one.number}
    others = (_of_register(row) for row in register.order_by("name", "pk")[:MOST_FOUND])
    return (*own, *(one for one in others if one.number not in known))[:MOST_FOUND]


def own_profiles(user: User) -> tuple[Found, ...]:
    """The organisations that the person belongs to."""
    return tuple(_of_profile(row) for row in _own(user).order_by("name", "pk"))


def chosen(user: User, key: str) -> Found | None:
    """Return what a key of `find` stands for, if the person may see it."""
    origin, _dash, number = key.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) <= 18):
        return None
    if origin == Origin.PROFILE:
        profile = _own(user).filter(pk=int(number)).first()
        return _of_profile(profile) if profile else None
    if origin == Origin.REGISTER:
        public = _public().filter(pk=int(number)).first()
        return _of_register(public) if public else None
    return None


def workplaces(user: User, number: str) -> tuple[str, ...]:
    """Workplaces that are known of an organisation: from the person's own profiles and public projects."""
    if not number or is_personal(number):
        return ()
    own = _own(user).filter(number=number).values_list("workplaces__name", flat=True)
    public = (
        ProjectParty.objects.filter(organisation__number=number, project__withdrawn_at__isnull=True)
        .exclude(workplace="")
        .values_list("workplace", flat=True)
        .distinct()[:MOST_WORKPLACES]
    )
    return tuple(sorted({name for name in (*own, *public) if name}))[:MOST_WORKPLACES]


def suggested_sector(number: str) -> tuple[str, str]:
    """Return a sector and its origin for ten digits: from the public register if it says, else from the
    number's first digits; empty where both say too little."""
    public = _public().filter(number=number).first()
    if public is not None:
        registered = base_sector(public)
        if registered is not None:
            return registered.value, SectorOrigin.REGISTER.value
        if public.sector:
            return "", SectorOrigin.DEFAULT.value
    guess = default_sector(number)
    return (guess.value if guess else ""), SectorOrigin.DEFAULT.value


_BY_FORM = {
    **dict.fromkeys(("21", "31", "41", "42", "43", "49"), Sector.COMPANY),
    **dict.fromkeys(("51", "53", "61", "62"), Sector.ASSOCIATION),
    **dict.fromkeys(("71", "72"), Sector.FOUNDATION),
    "63": Sector.PARISH,
    "81": Sector.STATE,
    "82": Sector.MUNICIPALITY,
    "83": Sector.MUNICIPAL_FEDERATION,
    "84": Sector.REGION,
}
_BY_NAME = (
    (Sector.UNIVERSITY, ("universitet", "högskol", "university")),
    (Sector.INSTITUTE, ("institut", "research institute")),
)


def base_sector(public: Organisation) -> Sector | None:
    """Return the kind of body that the register's class, legal form and name settle together, if they do.

    The register keeps a class (academia); a party's kind is finer (university or institute).
    """
    by_form = _BY_FORM.get(public.legal_form)
    guesses: Iterable[Sector | None] = (by_form, default_sector(public.number) if public.number else None)
    if public.sector == sector_class(Sector.UNIVERSITY).value:
        name = public.name.casefold()
        return next((sector for sector, words in _BY_NAME if any(word in name for word in words)), None)
    if not public.sector:
        return by_form
    return next((one for one in guesses if one and sector_class(one).value == public.sector), None)


def _own(user: User) -> QuerySet[Profile]:
    return Profile.objects.filter(memberships__user=user)


def _public() -> QuerySet[Organisation]:
    return Organisation.objects.filter(withdrawn_at__isnull=True, merged_into__isnull=True)


def _named(wanted: str, fields: Iterable[str]) -> Q:
    """Look for a part of a name in several ways of writing: SQLite itself folds no å, ä and ö."""
    ways = {wanted, wanted.lower(), wanted.upper(), wanted.title(), wanted.capitalize()}
    found = Q()
    for field in fields:
        for way in ways:
            found |= Q(**{f"{field}__icontains": way})
    return found


def _of_profile(row: Profile) -> Found:
    return Found(
        key=f"{Origin.PROFILE}-{row.pk}",
        origin=Origin.PROFILE,
        name=row.name,
        number=row.number,
        country=row.country,
        sector=row.sector,
        owner_number=row.owner_number,
        owner_name=row.owner_name,
        owner_sector=row.owner_sector,
        owner_share=row.owner_share,
        contact_name=row.contact_name,
        contact_email=row.contact_email,
    )


def _of_register(row: Organisation) -> Found:
    sector = base_sector(row)
    return Found(
        key=f"{Origin.REGISTER}-{row.pk}",
        origin=Origin.REGISTER,
        name=row.name,
        number="" if is_personal(row.number) else row.number,
        country=row.country,
        sector=sector.value if sector else "",
        county_code=row.county_code,
        municipality_code=row.municipality_code,
    )
