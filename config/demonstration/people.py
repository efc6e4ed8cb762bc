"""The people of the demonstration: one of each kind, all with one password that is printed at the start."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from accounts.actions.grant_role import grant_role
from accounts.models import Mandate, Membership, User
from accounts.models import Organisation as PrivateOrganisation
from config.demonstration.reading import organisations
from rulebook.access import StaffRole

PASSWORD = "prova-portalen-2026"  # noqa: S105 -- printed on purpose: it opens only the demonstration


@dataclass(frozen=True)
class Cast:
    """Who is who."""

    applicant: User
    partner: User
    other_applicant: User
    officer: User
    assessor: User
    second_assessor: User
    decider: User
    registrar: User
    editor: User
    support: User

    def shown(self) -> list[tuple[str, User]]:
        """The people that a visitor signs in as, with what they are."""
        return [
            ("applicant", self.applicant),
            ("partner", self.partner),
            ("officer", self.officer),
            ("assessor", self.assessor),
            ("decider", self.decider),
            ("editor", self.editor),
            ("support", self.support),
        ]


def make_cast(now: datetime) -> Cast:
    """Make the people with their roles, mandates and memberships."""
    since = (now - timedelta(days=1000)).date()
    cast = Cast(
        applicant=_person("sara@alvnas.example", "Sara Lindmark"),
        partner=_person("omar@delta.example", "Omar Haddad"),
        other_applicant=_person("elin@soker.example", "Elin Strandberg"),
        officer=_person("helga@nyttverket.example", "Helga Norin", StaffRole.OFFICER, since=since, now=now),
        assessor=_person("bo@sakkunnig.example", "Bo Aspelin", StaffRole.ASSESSOR, since=since, now=now),
        second_assessor=_person(
            "kaisa@granskar.example", "Kaisa Rautio", StaffRole.ASSESSOR, since=since, now=now
        ),
        decider=_person(
            "viktor@nyttverket.example", "Viktor Ahlström", StaffRole.DECIDER, since=since, now=now
        ),
        registrar=_person("rita@nyttverket.example", "Rita Modig", StaffRole.REGISTRAR, since=since, now=now),
        editor=_person("ture@nyttverket.example", "Ture Ekvall", StaffRole.EDITOR, since=since, now=now),
        support=_person("stina@nyttverket.example", "Stina Roos", StaffRole.SUPPORT, since=since, now=now),
    )
    Mandate.objects.create(user=cast.decider, highest_sum=10_000_000, since=since)
    _belong(cast.applicant, "alvnas")
    _belong(cast.partner, "delta")
    return cast


def _person(
    email: str,
    name: str,
    role: StaffRole | None = None,
    *,
    since: date | None = None,
    now: datetime | None = None,
) -> User:
    user = User.objects.create_user(email, PASSWORD, name=name)
    user.emailaddress_set.create(email=email, verified=True, primary=True)  # type: ignore[attr-defined]
    if role is not None and since is not None and now is not None:
        grant_role(user=user, role=role, since=since, actor="machine:demonstration", now=now)
    return user


def _belong(user: User, key: str) -> None:
    known = organisations()[key]
    row, _made = PrivateOrganisation.objects.get_or_create(
        number=known.number, defaults={"name": known.name, "sector": known.sector}
    )
    Membership.objects.create(user=user, organisation=row, role="administrator")
