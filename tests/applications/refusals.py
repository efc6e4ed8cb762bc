"""Asserting what an action refused, as (rule, field) pairs."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from rulebook.verdict import Refused


@contextmanager
def refuses(*reasons: tuple[str, str]) -> Iterator[None]:
    """Expect an action to say no for exactly these reasons: (rule, field), in any order."""
    with pytest.raises(Refused) as refused:
        yield
    assert sorted((f.rule, f.field) for f in refused.value.verdict.stops) == sorted(reasons)
