"""The cast: people on the applicants' side and at the funder."""

from datetime import date

from allauth.account.models import EmailAddress

from accounts.models import Mandate, StaffRole, User
from rulebook.access import StaffRole as Staff

PASSWORD = "tre-ekar-vid-sjon"


def person(email: str, name: str = "", language: str = "sv") -> User:
    """Return the person with this address, made if they are new: confirmed, with the password PASSWORD."""
    found = User.objects.filter(email=email).first()
    if found is None:
        found = User.objects.create_user(email, PASSWORD, name=name, language=language)
        EmailAddress.objects.create(user=found, email=email, verified=True, primary=True)
    return found


def staff(email: str, name: str, *roles: Staff) -> User:
    """Return a person who has held the roles for the funder since 2020."""
    user = person(email, name)
    for role in roles:
        StaffRole.objects.get_or_create(user=user, role=role.value, since=date(2020, 1, 1))
    return user


def applicant() -> User:
    """Return Alma, who leads projects in a municipality."""
    return person("alma@sjobro.example", "Alma Bergdahl")


def partner() -> User:
    """Return Petra, who works for the association that takes part."""
    return person("petra@oppnakarta.example", "Petra Nyström")


def stranger() -> User:
    """Return somebody who has an account and nothing to do with the case."""
    return person("stig@annanstans.example", "Stig Utter")


def officer() -> User:
    """Return Olof, officer at the funder."""
    return staff("olof@tallmyren.example", "Olof Hed", Staff.OFFICER)


def assessor() -> User:
    """Return Asta, who assesses for the funder."""
    return staff("asta@bedomare.example", "Asta Lind", Staff.ASSESSOR)


def decider() -> User:
    """Return Disa, who may decide everything up to ten million kronor."""
    user = staff("disa@tallmyren.example", "Disa Strand", Staff.DECIDER)
    Mandate.objects.get_or_create(user=user, highest_sum=10_000_000, since=date(2020, 1, 1))
    return user


def registrar() -> User:
    """Return Rut, registrar at the funder."""
    return staff("rut@tallmyren.example", "Rut Ek", Staff.REGISTRAR)


def support() -> User:
    """Return Sune, who helps applicants that let him in."""
    return staff("sune@tallmyren.example", "Sune Dal", Staff.SUPPORT)


def editor() -> User:
    """Return Edit, who writes calls."""
    return staff("edit@tallmyren.example", "Edit Falk", Staff.EDITOR)
