"""What a section's page has beside its fields: buttons of tables and groups, and the section's files.

A row is added by saving; it goes after a question. All of it works without scripts.
"""

from typing import Any

from django.http import QueryDict

from applications.forms.answers import AnswersForm
from applications.views.own import OwnCase
from rulebook.questions import Section, Slot


def onward(data: QueryDict, form: AnswersForm) -> str:
    """Return what to add to the section's address after a row button was pressed; empty for other buttons.

    The rows have been saved without the empty ones, so a row may have moved up.
    """
    added, removing, removed = (data.get(name, "") for name in ("add", "remove", "remove_now"))
    if added in form.rows:
        count = len(form.rows[added]) + 1
        return f"?more={added}.{count}#row_{added}.{count - 1}"
    if removed:
        return f"#id_{removed.partition('.')[0]}"
    place = _place(removing, form)
    return f"?remove={place}#row_{place}" if place else ""


def _place(asked_for: str, form: AnswersForm) -> str:
    """Where the row that somebody wants away stands now; nothing for a row where nothing is written."""
    key = asked_for.partition(".")[0]
    entry = next((one for one in form.entries() if one.key == key), None)
    written = [row.place for row in entry.rows if row.holds_something] if entry else []
    return f"{key}.{written.index(asked_for)}" if asked_for in written else ""


def files_in(case: OwnCase, section: Section) -> list[tuple[Slot, list[dict[str, Any]]]]:
    """Every place for a file in a section, with the files that are in it."""
    attached = case.document["attachments"] if section.slots else []
    return [(slot, [file for file in attached if file["slot"] == slot.key]) for slot in section.slots]
