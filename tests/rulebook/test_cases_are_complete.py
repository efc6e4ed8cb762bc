"""Every case of practice has its test; one that the vocabulary can't express stands here with its reason."""

import re

from tests.rulebook import test_calls_actors, test_calls_money, test_calls_roles

CANNOT_BE_EXPRESSED: dict[str, str] = {}

CASES = (
    "1a 1b 1c 2a 2b 2c 3a 3b 3c 3d 4a 4b 4c 4d 4e 5a 5b 6a 6b 6c 6d 7 8a 8b 8c 8d 9a 9b 9c 10 "
    "11a 11b 11c 12a 12b 12c 12d 12e 12f 12g"
)


def test_every_case_has_a_test_or_a_reason() -> None:
    names = " ".join(
        name for module in (test_calls_actors, test_calls_money, test_calls_roles) for name in vars(module)
    )
    tested = {
        number
        for name in re.findall(r"test_((?:\d+[a-g]?_)+)", names)
        for number in name.split("_")
        if number
    }
    assert tested | CANNOT_BE_EXPRESSED.keys() == set(CASES.split())
    assert not tested & CANNOT_BE_EXPRESSED.keys()
