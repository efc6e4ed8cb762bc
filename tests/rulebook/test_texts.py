"""The page about the rules is up to date, and every text has its Swedish."""

import re
from pathlib import Path

import polib
import pytest

from rulebook.facts import ApplicationFacts
from rulebook.judge import ALWAYS, judge
from rulebook.printing import rules_page, sentences_of
from rulebook.verdict import Answer
from rulebook.vocabulary import KINDS
from tests.rulebook.cast import BASIC
from tests.rulebook.texts import said_in_source, told_by_the_vocabulary

ROOT = Path(__file__).parents[2]


def swedish() -> dict[str, str]:
    """Every Swedish text of the project by its English msgid, from the catalogue and its parts."""
    files = sorted((ROOT / "locale" / "sv").rglob("*.po"))
    return {entry.msgid: entry.msgstr for path in files for entry in polib.pofile(str(path))}


def test_the_page_about_the_rules_is_up_to_date() -> None:
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == rules_page()


def test_the_page_names_every_rule_with_its_sentences() -> None:
    page = rules_page()
    for rule in (*(kind.rule for kind in KINDS.values()), *ALWAYS):
        assert f"`{rule.id}`" in page
        assert all(msgid in page for _answer, msgid in sentences_of(rule))
    quiet = {"counting", "sole_traders"}
    assert {kind.id for kind in KINDS.values() if not sentences_of(kind.rule)} == quiet


def test_a_rule_is_printed_with_the_sentences_it_says() -> None:
    printed = {(answer, msgid) for kind in KINDS.values() for answer, msgid in sentences_of(kind.rule)}
    for finding in judge(ApplicationFacts(), BASIC).findings:
        if finding.rule in KINDS:
            assert (finding.answer, finding.sentence.msgid) in printed
    assert {answer for answer, _msgid in printed} == set(Answer)


@pytest.mark.parametrize("texts", [said_in_source(), told_by_the_vocabulary()], ids=["said", "told"])
def test_every_text_has_its_swedish_with_the_same_holes(texts: set[str]) -> None:
    known = swedish()
    assert sorted(text for text in texts if not known.get(text)) == []
    assert [t for t in sorted(texts) if _holes(t) != _holes(known[t])] == []


def _holes(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))
