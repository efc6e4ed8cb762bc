"""Every case of practice can be typed in, or there is a reason why not."""

import re

from tests.applications import test_cases_actors, test_cases_money
from tests.rulebook.test_cases_are_complete import CASES

NOT_REACHABLE = {
    "5b": "The form keeps no personal identity number, so a sole trader cannot be entered in any call."
}


def test_every_case_is_typed_or_has_its_reason() -> None:
    names = " ".join(name for module in (test_cases_actors, test_cases_money) for name in vars(module))
    tried = {
        case for name in re.findall(r"test_((?:\d+[a-g]?_)+)", names) for case in name.split("_") if case
    }
    assert tried | NOT_REACHABLE.keys() == set(CASES.split())
