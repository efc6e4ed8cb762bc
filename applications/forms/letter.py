"""What officers and applicants write to each other."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from applications.actions.answer_letter import LETTER_SLOT, GivenFile
from applications.actions.write_letter import LONGEST_SUBJECT, LONGEST_TEXT, LetterInput
from applications.files import EXTENSIONS
from applications.forms.long_text import LongTextField
from applications.models import LetterKind

ENDINGS = tuple(sorted(EXTENSIONS))


class LetterForm(forms.Form):
    """A letter to the applicants. What a request needs besides is asked by the action."""

    letter_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of letter"),
        choices=[
            (LetterKind.COMPLETION_REQUEST.value, gettext_lazy("Request for completion")),
            (LetterKind.MESSAGE.value, gettext_lazy("Message that needs no completion")),
        ],
        widget=forms.RadioSelect,
        initial=LetterKind.COMPLETION_REQUEST.value,
    )
    subject = forms.CharField(label=gettext_lazy("Subject"), required=False, max_length=LONGEST_SUBJECT)
    text = LongTextField(
        label=gettext_lazy("Text"),
        help_text=gettext_lazy(
            "In a request: exactly what must be completed, and how. In a competition only form and identity "
            "may be completed, never merits, and all in the same position get the same chance."
        ),
        limit=LONGEST_TEXT,
        rows=8,
    )
    answer_by = forms.DateField(
        label=gettext_lazy("Last day to answer"), widget=AdminDateInput(), required=False
    )
    otherwise = LongTextField(
        label=gettext_lazy("What happens otherwise"),
        help_text=gettext_lazy("For example: we decide on the application as it stands, or dismiss it."),
        limit=LONGEST_TEXT,
        rows=2,
    )

    def given(self) -> LetterInput:
        """What the action takes."""
        data = self.cleaned_data
        return LetterInput(
            kind=LetterKind(data["kind"]),
            subject=data["subject"],
            text=data["text"],
            answer_by=data["answer_by"],
            otherwise=data["otherwise"],
        )


class SeveralFiles(forms.ClearableFileInput):
    """Chooses any number of files."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Any number of files, read into memory with at most a byte more than is taken."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[GivenFile]:
        """Read the files; the action checks what they are."""
        uploads = [one for one in data or [] if isinstance(one, UploadedFile)]
        most = LETTER_SLOT.megabytes * 1024 * 1024 + 1
        return [GivenFile(one.name or "", one.read(most)) for one in uploads]


class AnswerForm(forms.Form):
    """An answer to a letter from the funder."""

    letter_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    text = forms.CharField(
        label=gettext_lazy("Your answer"), required=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    attached = FilesField(
        label=gettext_lazy("Files"),
        required=False,
        widget=SeveralFiles(attrs={"accept": ",".join(ENDINGS), "multiple": True}),
    )
