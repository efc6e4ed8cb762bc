"""Conflicts of interest: what the portal sees by itself, who may rule, who may not sit on two chairs.

Source: förvaltningslagen (2017:900) 16–18 §§. A suspicion is never a ruling: a person other than the one
concerned decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rulebook.facts import PartyFacts
from rulebook.identifiers import same_organisation
from rulebook.verdict import Sentence, say

# Mail from these says nothing about where a person works.
_ANYBODYS = frozenset(
    {
        "gmail.com",
        "googlemail.com",
        "hotmail.com",
        "hotmail.se",
        "icloud.com",
        "live.com",
        "live.se",
        "msn.com",
        "outlook.com",
        "outlook.se",
        "proton.me",
        "protonmail.com",
        "telia.com",
        "yahoo.com",
        "yahoo.se",
    }
)


@dataclass(frozen=True, kw_only=True)
class PersonFacts:
    """A person who takes part in a case: who they are and where they belong.

    `key` is whatever tells persons apart; `organisations` are organisation numbers.
    """

    key: str
    email: str = ""
    organisations: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class CaseTies:
    """What a person is compared with: the parties, the people on the applicants' side, and the call's."""

    parties: tuple[PartyFacts, ...]
    applicants: tuple[PersonFacts, ...] = ()
    applicants_in_call: frozenset[str] = frozenset()


class Ground(StrEnum):
    """What the portal has seen."""

    APPLICANT = "applicant"
    SAME_ORGANISATION = "same_organisation"
    APPLIES_IN_CALL = "applies_in_call"
    SAME_MAIL_DOMAIN = "same_mail_domain"


SENTENCES = {
    Ground.APPLICANT: say("The person takes part in this application."),
    Ground.SAME_ORGANISATION: say("The person belongs to an organisation that is a party, or that owns one."),
    Ground.APPLIES_IN_CALL: say("The person takes part in another application to the same call."),
    Ground.SAME_MAIL_DOMAIN: say(
        "The person has an e-mail address at the same place as somebody in the application."
    ),
}


def suspicions(person: PersonFacts, ties: CaseTies) -> tuple[Ground, ...]:
    """Return every tie between a person and a case that the facts show, gravest first."""
    found = {
        Ground.APPLICANT: _is_applicant(person, ties),
        Ground.SAME_ORGANISATION: any(_belongs(person, party) for party in ties.parties),
        Ground.APPLIES_IN_CALL: person.key in ties.applicants_in_call,
        Ground.SAME_MAIL_DOMAIN: _shares_domain(person, ties),
    }
    return tuple(ground for ground in Ground if found[ground])


def _is_applicant(person: PersonFacts, ties: CaseTies) -> bool:
    mail = person.email.strip().casefold()
    return any(
        other.key == person.key or (mail and other.email.strip().casefold() == mail)
        for other in ties.applicants
    )


def _belongs(person: PersonFacts, party: PartyFacts) -> bool:
    numbers = (party.number, party.owner)
    return any(same_organisation(own, number) for own in person.organisations for number in numbers)


def _shares_domain(person: PersonFacts, ties: CaseTies) -> bool:
    domain = mail_domain(person.email)
    return domain is not None and any(mail_domain(other.email) == domain for other in ties.applicants)


def mail_domain(email: str) -> str | None:
    """Return the domain of an address, or None for one that anybody can have, and for no address at all."""
    _name, at, domain = email.strip().casefold().rpartition("@")
    domain = domain.strip(".")
    return domain if at and "." in domain and domain not in _ANYBODYS else None


def may_rule(person: str, concerned: str, ruler_has_conflict: bool = False) -> Sentence | None:
    """Say why a person may not rule on whether another has a conflict; None if they may.

    Somebody else decides (18 §), and somebody who has none themselves.
    """
    if person == concerned:
        return say("Nobody rules on their own conflict of interest. Ask somebody else to decide.")
    if ruler_has_conflict:
        return say("You have a conflict of interest in this case yourself. Ask somebody else to decide.")
    return None


def must_be_ruled(has_conflict: bool, suspected: Iterable[Ground], ruled: bool | None) -> bool:
    """Whether a declaration waits for a ruling: a conflict declared or seen, and nobody has ruled yet."""
    return ruled is None and (has_conflict or bool(tuple(suspected)))


def is_conflicted(has_conflict: bool, suspected: Iterable[Ground], ruled: bool | None) -> bool:
    """Whether a person stays outside the case: by the ruling, or until there is one."""
    return ruled if ruled is not None else has_conflict or bool(tuple(suspected))


class Chair(StrEnum):
    """What a person does in a case for the funder."""

    OFFICER = "officer"
    PRESENTER = "presenter"
    ASSESSOR = "assessor"
    DECIDER = "decider"


def cannot_also(chair: Chair, held: Iterable[Chair], is_applicant: bool = False) -> Sentence | None:
    """Say why a person may not take a chair in a case; None if they may.

    An applicant takes none. The decider is neither the one who presented the case nor an assessor of it.
    """
    sits = frozenset(held)
    if is_applicant:
        return say("A person who takes part in the application can't handle, assess or decide it.")
    pair = sits | {chair}
    if {Chair.PRESENTER, Chair.DECIDER} <= pair and chair not in sits:
        return say("The person who prepared the decision can't also sign it. Somebody else decides.")
    if {Chair.ASSESSOR, Chair.DECIDER} <= pair and chair not in sits:
        return say("An assessor of the application can't also decide on it. Somebody else decides.")
    if {Chair.ASSESSOR, Chair.OFFICER} <= pair and chair not in sits:
        return say("The officer of the case can't also assess it. Choose another assessor.")
    return None
