"""Documents that are printed from the code are up to date, and say so when they are not."""

import pytest
from django.conf import settings

from config.printing import END, START, MarkersMissing, between_markers, documents, states


def test_printed_documents_are_up_to_date() -> None:
    old = [file.name for file, text in documents(settings.BASE_DIR).items() if file.read_text() != text]
    assert old == [], "run `make docs`"


def test_every_way_a_case_can_go_is_in_the_diagram() -> None:
    lines = states().splitlines()
    assert "    draft --> submitted: submit" in lines
    assert "    prepared --> struck_off: sign" in lines
    assert "| sign | decider | prepared | as decided |" in lines


def test_only_what_stands_between_the_markers_is_printed_anew() -> None:
    text = f"before\n{START}\nold\n{END}\nafter\n"
    assert between_markers(text, "new\n") == f"before\n{START}\nnew\n{END}\nafter\n"
    with pytest.raises(MarkersMissing, match=r"ARCHITECTURE\.md needs these two lines"):
        between_markers("without", "new\n")
