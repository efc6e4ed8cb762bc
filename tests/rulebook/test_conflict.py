"""Conflicts of interest: what is seen, who rules, who may sit where."""

from dataclasses import replace

import pytest

from rulebook.conflict import (
    CaseTies,
    Chair,
    Ground,
    PersonFacts,
    cannot_also,
    is_conflicted,
    mail_domain,
    may_rule,
    must_be_ruled,
    suspicions,
)
from rulebook.facts import Sector
from tests.rulebook.cast import party
from tests.rulebook.numbers import number

COMPANY = party("Havsnära Data AB", Sector.COMPANY)
LEADER = PersonFacts(key="1", email="kim@havsnara.example")
TIES = CaseTies(
    parties=(replace(COMPANY, owner=number("5591", 3)),),
    applicants=(LEADER,),
    applicants_in_call=frozenset({"9"}),
)


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (PersonFacts(key="2", email="sam@annan.example"), ()),
        (LEADER, (Ground.APPLICANT, Ground.SAME_MAIL_DOMAIN)),
        (PersonFacts(key="2", email="KIM@havsnara.example "), (Ground.APPLICANT, Ground.SAME_MAIL_DOMAIN)),
        (PersonFacts(key="2", email="sam@havsnara.example"), (Ground.SAME_MAIL_DOMAIN,)),
        (
            PersonFacts(key="2", organisations=frozenset({f"SE{COMPANY.number}01"})),
            (Ground.SAME_ORGANISATION,),
        ),
        (PersonFacts(key="2", organisations=frozenset({number("5591", 3)})), (Ground.SAME_ORGANISATION,)),
        (PersonFacts(key="9"), (Ground.APPLIES_IN_CALL,)),
    ],
)
def test_what_the_portal_sees(person: PersonFacts, expected: tuple[Ground, ...]) -> None:
    assert suspicions(person, TIES) == expected


def test_mail_that_anybody_can_have_says_nothing() -> None:
    assert mail_domain("sam@gmail.com") is None
    assert mail_domain("sam") is None
    assert mail_domain("sam@Vik.example") == "vik.example"


def test_somebody_else_rules() -> None:
    assert may_rule("1", "2") is None
    assert "own conflict" in str(may_rule("1", "1"))
    assert "yourself" in str(may_rule("1", "2", ruler_has_conflict=True))


@pytest.mark.parametrize(
    ("declared", "seen", "ruled", "waits", "outside"),
    [
        (False, (), None, False, False),
        (True, (), None, True, True),
        (False, (Ground.SAME_MAIL_DOMAIN,), None, True, True),
        (True, (), False, False, False),
        (False, (), True, False, True),
    ],
)
def test_declared_suspected_ruled(
    declared: bool, seen: tuple[Ground, ...], ruled: bool | None, waits: bool, outside: bool
) -> None:
    assert must_be_ruled(declared, seen, ruled) == waits
    assert is_conflicted(declared, seen, ruled) == outside


@pytest.mark.parametrize(
    ("chair", "held", "allowed"),
    [
        (Chair.PRESENTER, [Chair.OFFICER], True),
        (Chair.DECIDER, [Chair.PRESENTER], False),
        (Chair.PRESENTER, [Chair.DECIDER], False),
        (Chair.DECIDER, [Chair.ASSESSOR], False),
        (Chair.ASSESSOR, [Chair.OFFICER], False),
        (Chair.ASSESSOR, [], True),
        (Chair.ASSESSOR, [Chair.ASSESSOR, Chair.OFFICER], True),
    ],
)
def test_one_person_on_two_chairs(chair: Chair, held: list[Chair], allowed: bool) -> None:
    assert (cannot_also(chair, held) is None) == allowed
    assert cannot_also(chair, held, is_applicant=True) is not None
