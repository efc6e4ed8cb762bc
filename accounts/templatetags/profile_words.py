"""What an organisation's profile says, as labels and words."""

from django import template
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import Organisation
from rulebook.facts import Sector
from rulebook.identifiers import format_organisation_number
from rulebook.terms import term

register = template.Library()


@register.filter
def particulars(profile: Organisation) -> list[tuple[str, str]]:
    """Tell what is kept of an organisation, in the order that it is asked; nothing for what is empty."""
    owner = [profile.owner_name, _number(profile.owner_number), _kind(profile.owner_sector)]
    owner += [f"{profile.owner_share} %"] if profile.owner_share is not None else []
    told = [
        (_("Organisation number"), _number(profile.number)),
        (_("Kind of organisation"), _kind(profile.sector)),
        (_("Contact person"), _joined(profile.contact_name, profile.contact_email, profile.contact_phone)),
        (_("Authorised signatory"), _joined(profile.signatory_name, profile.signatory_email)),
        (_("Owner"), _joined(*owner)),
    ]
    return [(label, text) for label, text in told if text]


def _joined(*words: str) -> str:
    return ", ".join(word for word in words if word)


def _number(number: str) -> str:
    return format_organisation_number(number) if number else ""


def _kind(sector: str) -> str:
    return capfirst(_(term(Sector(sector)).msgid)) if sector in set(Sector) else ""
