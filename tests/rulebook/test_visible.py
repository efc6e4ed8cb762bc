"""The length of a text as people see it, counted alike by the server and by the page's script."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rulebook.visible import visible_length

SCRIPT = Path(__file__).parents[2] / "static" / "js" / "count.js"
SEEN = {
    "": 0,
    "abc": 3,
    "å": 1,
    "a\u030a": 1,
    "e\u0301\u0302": 1,
    "a\r\nb\nc\rd": 7,
    "\r\n\r\n": 2,
    "\u0301": 1,
    "\n\u0301": 2,
    "👍🏽": 1,
    "👩‍👩‍👧‍👦": 1,
    "🏳️‍🌈": 1,
    "❤️": 1,
    "a\u200db": 2,
    "क्षि": 2,
    "🇸🇪": 1,
    "🇸🇪🇳🇴": 2,
    "🇸🇪🇳": 2,
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f": 1,
    "1️⃣": 1,
    "한국": 2,
    "\u1112\u1161\u11ab": 1,
    "\u202eabc": 4,
    "a\u200bb": 3,
    "\x00": 1,
    "𝔘nicode": 7,
    "Z\u0351\u0352\u0353algo": 5,
    "©®™": 3,
    "ÅÄÖ åäö – “x” …": 15,
}


@pytest.mark.parametrize(("text", "seen"), SEEN.items())
def test_what_people_see_is_counted(text: str, seen: int) -> None:
    assert visible_length(text) == seen


@given(st.text(max_size=40))
def test_a_text_is_never_longer_than_its_signs_and_never_nothing(text: str) -> None:
    assert (visible_length(text) == 0) == (not text)
    assert visible_length(text) <= len(text)


@given(st.text("abåäö \n", max_size=40), st.text("abåäö \n", max_size=40))
def test_ordinary_texts_add_up(first: str, second: str) -> None:
    assert visible_length(first + second) == visible_length(first) + visible_length(second)


ODD = st.text(
    st.sampled_from(
        [*"aå\n\r🇸🇪👩❤🏽", "\u0301", "\u200d", "\u200c", "\ufe0f", "\u20e3", "\U000e0067", "\u093f"]
    )
    | st.characters(blacklist_categories=("Cs", "Cn")),
    max_size=12,
)


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node to run the page's script")
def test_the_script_counts_as_the_server_does() -> None:
    texts = [*SEEN]

    @given(ODD)
    @example("🇸🇪🇸")
    def gather(text: str) -> None:
        texts.append(text)

    gather()
    program = (
        f"import {{ visibleLength }} from {json.dumps(SCRIPT.as_uri())};"
        "import { readFileSync } from 'node:fs';"
        "const texts = JSON.parse(readFileSync(0, 'utf8'));"
        "console.log(JSON.stringify(texts.map(visibleLength)));"
    )
    ran = subprocess.run(  # noqa: S603 - the program is written here
        [str(shutil.which("node")), "--input-type=module", "-e", program],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    assert dict(zip(texts, json.loads(ran.stdout), strict=True)) == {
        text: visible_length(text) for text in texts
    }
