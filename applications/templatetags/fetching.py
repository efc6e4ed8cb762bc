"""What a section of contacts can be filled in from."""

from django import template

from accounts.models import Organisation, User
from accounts.profiles import profiles_of
from applications.contacts import asks_for_contacts
from rulebook.questions import Section

register = template.Library()


@register.simple_tag
def profiles_for(section: Section, user: User) -> list[Organisation] | None:
    """The person's profiles for a section that asks for contacts; None for any other section."""
    return list(profiles_of(user)) if asks_for_contacts(section) else None
