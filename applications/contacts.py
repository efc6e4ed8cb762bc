"""Contacts of an application, fetched from what a person keeps about themselves and their organisations."""

from collections.abc import Mapping

from accounts.models import Organisation, User
from accounts.profiles import profiles_of
from rulebook.questions import Section

OWN = "me"
LEADER = ("leader_name", "leader_email", "leader_phone")
SIGNATORY = ("signatory_name", "signatory_email")


def asks_for_contacts(section: Section) -> bool:
    """Whether a section asks who leads the project or signs for it."""
    return any(question.key in (*LEADER, *SIGNATORY) for question in section.questions)


def fetched(user: User, section: Section, key: str) -> Mapping[str, str]:
    """Return answers to a section's questions from a profile (its id) or from the account (`me`).

    A profile that is not the person's gives nothing, as one that does not exist.
    """
    profile = _profile(user, key)
    if profile is None and key != OWN:
        return {}
    known = {"leader_name": user.name, "leader_email": user.email}
    if profile is not None:
        known |= {
            "leader_phone": profile.contact_phone,
            "signatory_name": profile.signatory_name,
            "signatory_email": profile.signatory_email,
        }
    asked = {question.key for question in section.questions}
    return {name: text for name, text in known.items() if text and name in asked}


def _profile(user: User, key: str) -> Organisation | None:
    is_number = key.isascii() and key.isdigit() and len(key) <= 18
    return profiles_of(user).filter(pk=int(key)).first() if is_number else None
