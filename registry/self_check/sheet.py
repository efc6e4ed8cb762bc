"""The sheet of questions: the project's and each party's, with what was typed in them."""

from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext

from registry.self_check.asked import Asked
from registry.self_check.forms import PartyQuestions, ProjectQuestions, QuestionForm
from registry.self_check.typed import PROJECT, Typed, party_key, party_name

type_of_form = TypeVar("type_of_form", bound=QuestionForm)


@dataclass(frozen=True)
class Sheet:
    """The forms of one page."""

    project: ProjectQuestions
    parties: tuple[PartyQuestions, ...]

    @property
    def forms(self) -> tuple[QuestionForm, ...]:
        """Every form, in page order."""
        return (self.project, *self.parties)

    @property
    def is_valid(self) -> bool:
        """Whether everything typed can be read."""
        return all(form.is_valid() for form in self.forms)

    def problems(self) -> list[tuple[str, str]]:
        """Return (href, sentence) for everything that can't be read, in page order."""
        return [
            (f"#{field.id_for_label}", f"{heading(form)} – {field.label}: {error}")
            for form in self.forms
            for field in form
            for error in field.errors
        ]

    def labels(self) -> dict[str, str]:
        """Return what to call each question, by the id of its field."""
        return {
            str(field.id_for_label): f"{heading(form)} – {field.label}"
            for form in self.forms
            for field in form
        }


def sheet_of(asked: Asked, typed: Typed, *, judged: bool) -> Sheet:
    """Make the forms. Those that nobody has asked an answer of yet show what was typed without judging it."""
    count = typed.parties or asked.parties_shown
    return Sheet(
        _form(ProjectQuestions, PROJECT, asked, typed, judged),
        tuple(_form(PartyQuestions, party_key(at), asked, typed, judged) for at in range(1, count + 1)),
    )


def _form(kind: type[type_of_form], prefix: str, asked: Asked, typed: Typed, judged: bool) -> type_of_form:
    form = kind(typed.fields if judged else None, prefix=prefix, asked=asked, refused=typed.refused)
    if not judged:
        names = {name: form.add_prefix(name) for name in form.fields}
        form.initial = {name: typed.fields[full] for name, full in names.items() if full in typed.fields}
    return form


def heading(form: QuestionForm) -> str:
    """Say which part of the page a form is."""
    if form.prefix == PROJECT:
        return gettext("The project")
    name = party_name(str(form.prefix))
    return gettext("%(party)s, the coordinator") % {"party": name} if form.prefix == party_key(1) else name
