"""The Swedish words: everything the code says is found, merged, checked and compiled."""

from pathlib import Path

import polib
import pytest
from django.utils import translation
from django.utils.translation import gettext, ngettext
from pytest_django import Settings

from config.translations import (
    Message,
    compile_catalogues,
    find_problems,
    merged,
    messages_in_code,
    update_catalogue,
)
from config.translations.extract import messages_in_python, messages_in_template, messages_in_vocabulary


@pytest.fixture
def locale(tmp_path: Path, settings: Settings) -> Path:
    """An empty place for Swedish words."""
    settings.BASE_DIR = tmp_path
    folder = tmp_path / "locale" / "sv"
    (folder / "parts").mkdir(parents=True)
    (folder / "LC_MESSAGES").mkdir()
    return folder


def entry(text: str, swedish: str, **more: str) -> polib.POEntry:
    """Make one entry."""
    return polib.POEntry(msgid=text, msgstr=swedish, **more)


def fragment(folder: Path, name: str, *entries: polib.POEntry) -> None:
    """Write a fragment as somebody writes one by hand."""
    part = polib.POFile()
    part.extend(entries)
    part.save(str(folder / "parts" / name))


def test_finds_what_python_says() -> None:
    source = """
title = _("Title")
other = gettext_lazy("One" " sentence")
many = ngettext("%(count)s call", "%(count)s calls", count)
month = pgettext("month name", "May")
both = npgettext("in a list", "case", "cases", n)
rule = say("At most {most}.", most=Kronor(5))
word = Term("coordinator")
either = _("Open") if now else _("Closed")
chosen = translation.gettext("Yes" if yes else "No")
nothing = _(variable)
for _ in rows: pass
"""
    assert sorted(messages_in_python(source)) == [
        Message("%(count)s call", "%(count)s calls"),
        Message("At most {most}."),
        Message("Closed"),
        Message("May", context="month name"),
        Message("No"),
        Message("One sentence"),
        Message("Open"),
        Message("Title"),
        Message("Yes"),
        Message("case", "cases", "in a list"),
        Message("coordinator"),
    ]


def test_finds_what_templates_say() -> None:
    source = """
      {% translate "Search" %} {% translate "May" context "month name" %} {{ _("Open") }}
{% blocktranslate trimmed with name=call.name %}
  The call {{ name }}
  is open.
{% endblocktranslate %}
{% blocktranslate count number=many %}{{ number }} call{% plural %}{{ number }} calls{% endblocktranslate %}
{% include "x.html" with title=_("Heading") %} <p>{# {% translate "not this" %} #}</p>
    {% translate "It's 5 %" %}"""
    assert sorted(messages_in_template(source, "x.html")) == [
        Message("%(number)s call", "%(number)s calls"),
        Message("Heading"),
        Message("It's 5 %%"),
        Message("May", context="month name"),
        Message("Open"),
        Message("Search"),
        Message("The call %(name)s is open."),
    ]


def test_finds_the_rulebooks_vocabulary() -> None:
    said = {message.text for message in messages_in_vocabulary()}
    assert {
        "Highest sum",
        "At most this sum may be sought, and at most this sum may be granted.",
        "One coordinator",
    } <= said
    assert said <= {message.text for message in messages_in_code()}


def test_merges_fragments_once_and_again(locale: Path) -> None:
    fragment(locale, "desk.po", entry("Save", "Spara"), entry("Gone", "Borta"))
    fragment(locale, "words.po", entry("Save", "Spar"))
    messages = [Message("Save"), Message("New"), Message("call", "calls")]
    [disagreement] = update_catalogue(messages)
    assert disagreement.startswith("words.po and desk.po translate 'Save' differently")
    written = (locale / "LC_MESSAGES" / "django.po").read_text()
    update_catalogue(messages)
    assert (locale / "LC_MESSAGES" / "django.po").read_text() == written
    assert {message.text: kept.msgstr for message, kept in merged()[0].items()} == {
        "Save": "Spara",
        "Gone": "Borta",
    }
    (locale / "parts" / "desk.po").unlink()
    (locale / "parts" / "words.po").unlink()
    update_catalogue(messages)
    assert (locale / "LC_MESSAGES" / "django.po").read_text() == written
    assert "POT-Creation-Date" not in written
    assert [(e.msgid, e.msgstr) for e in polib.pofile(written)] == [
        ("New", ""),
        ("Save", "Spara"),
        ("call", ""),
    ]


def test_a_fragment_goes_before_the_catalogue(locale: Path) -> None:
    fragment(locale, "a.po", entry("Save", "Spara"))
    update_catalogue([Message("Save")])
    fragment(locale, "a.po", entry("Save", "Spara nu"))
    assert update_catalogue([Message("Save")]) == []
    assert merged()[0][Message("Save")].msgstr == "Spara nu"


def test_what_a_package_left_untranslated_is_kept(locale: Path) -> None:
    fragment(locale, "admin.po", entry("Choose a page", "Välj en sida", comment="package: wagtail"))
    update_catalogue([])
    (locale / "parts" / "admin.po").unlink()
    assert find_problems({}, merged()[0]) == []
    assert merged()[0][Message("Choose a page")].msgstr == "Välj en sida"


@pytest.mark.parametrize(
    ("english", "swedish", "problem"),
    [
        ("At most {most}.", "Högst {max}.", "has other holes: 'Högst {max}.'"),
        ("At most {most}.", "Högst.", "has other holes: 'Högst.'"),
        ("%(count)s calls", "%(antal)s utlysningar", "has other holes"),
        ("projects/<slug:funder>/", "projekt/<slug:finansiar>/", "has other holes"),
        ("Title ", "Titel", "begins or ends with other spaces"),
        ("Title", "", "not translated into Swedish"),
    ],
)
def test_a_wrong_translation_is_told(english: str, swedish: str, problem: str) -> None:
    message = Message(english)
    [told] = find_problems({message: "cms/models.py"}, {message: entry(english, swedish)})
    assert told.startswith("cms/models.py: ")
    assert problem in told


def test_missing_obsolete_and_guessed_translations_are_told() -> None:
    guessed = entry("Guess", "Gissning")
    guessed.flags.append("fuzzy")
    problems = find_problems(
        {Message("New"): "a.py", Message("Guess"): "b.py", Message("call", "calls"): "c.html"},
        {
            Message("Old"): entry("Old", "Gammal"),
            Message("Guess"): guessed,
            Message("call", "calls"): polib.POEntry(
                msgid="call", msgid_plural="calls", msgstr_plural={0: "utlysning", 1: ""}
            ),
        },
    )
    assert problems == [
        "b.py: the translation of 'Guess' is only guessed (fuzzy)",
        "a.py: not translated into Swedish: 'New'",
        "c.html: not translated into Swedish in every form: 'call'",
        "locale/sv: nothing in the code says 'Old' any more; run `make translations`",
    ]


def test_a_plural_may_leave_the_number_out_of_its_singular() -> None:
    message = Message("One call", "%(count)s calls")
    plural = polib.POEntry(
        msgid=message.text,
        msgid_plural=message.plural,
        msgstr_plural={0: "En utlysning", 1: "%(count)s utlysningar"},
    )
    assert find_problems({message: "a.py"}, {message: plural}) == []


def test_compiles_only_when_something_changed(locale: Path) -> None:
    assert not compile_catalogues(), "nothing to compile"
    fragment(locale, "a.po", entry("Save", "Spara"))
    update_catalogue([Message("Save"), Message("Untranslated")])
    assert compile_catalogues()
    assert not compile_catalogues()
    compiled = polib.mofile(str(locale / "LC_MESSAGES" / "django.mo"))
    assert [(e.msgid, e.msgstr) for e in compiled] == [("Save", "Spara")]


def test_english_is_what_the_code_says() -> None:
    with translation.override("en"):
        assert gettext("Swedish") == "Swedish"
        assert [ngettext("%(n)s call", "%(n)s calls", n) for n in (0, 1, 2)] == [
            "%(n)s calls",
            "%(n)s call",
            "%(n)s calls",
        ]
