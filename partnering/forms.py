"""What people fill in on a notice board. Long texts are counted, never cut: the actions judge them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnering.actions.notices import LONGEST_TEXT, NoticeInput
from partnering.actions.write import LONGEST_MESSAGE
from partnering.models import Notice
from registry.models.choices import SectorChoice
from registry.places import counties


class CountedText(forms.CharField):
    """A text with a counter beside it; what is too long is kept and pointed at."""

    def __init__(self, *, counted: int, rows: int, **kwargs: Any) -> None:
        self.counted = counted
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def _counties() -> list[tuple[str, Any]]:
    return [("", _("The whole country")), *((place.code, place.name) for place in counties().values())]


class NoticeForm(forms.Form):
    """What an organisation offers and seeks."""

    organisation = forms.CharField(label=_("Organisation"), required=False)
    sector = forms.ChoiceField(
        label=_("Your sector"), choices=[("", _("Choose")), *SectorChoice.choices], required=False
    )
    county_code = forms.ChoiceField(label=_("County"), required=False)
    offers = CountedText(
        label=_("What you offer"),
        help_text=_("Knowledge, people, places to try things in, data, money."),
        counted=LONGEST_TEXT,
        rows=5,
    )
    seeks = CountedText(
        label=_("What you seek"),
        help_text=_("Whom you need in order to apply, and for what."),
        counted=LONGEST_TEXT,
        rows=5,
    )
    seeks_sectors = forms.MultipleChoiceField(
        label=_("Sectors that you look for"),
        help_text=_("Tick none if any will do."),
        choices=SectorChoice.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.IntegerField(required=False, min_value=0, max_value=10**6, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["county_code"].choices = _counties()  # type: ignore[attr-defined]

    @classmethod
    def of_notice(cls, notice: Notice) -> "NoticeForm":
        """Show a notice as it stands."""
        return cls(initial={name: getattr(notice, name) for name in cls.base_fields})

    def given(self) -> NoticeInput:
        """Return what was typed, after `is_valid`."""
        data = self.cleaned_data
        return NoticeInput(
            organisation=data.get("organisation", ""),
            sector=data.get("sector", ""),
            county_code=data.get("county_code", ""),
            offers=data.get("offers", ""),
            seeks=data.get("seeks", ""),
            seeks_sectors=tuple(data.get("seeks_sectors", ())),
        )


class MessageForm(forms.Form):
    """One message."""

    text = CountedText(label=_("Your message"), counted=LONGEST_MESSAGE, rows=6)


class ObjectionForm(forms.Form):
    """Why a notice does not belong on the board."""

    reason = CountedText(label=_("What is wrong with the notice?"), counted=LONGEST_TEXT, rows=4)


class NarrowForm(forms.Form):
    """Which notices to show; anything unknown is left out."""

    sector = forms.ChoiceField(
        label=_("Sector"), choices=[("", _("All sectors")), *SectorChoice.choices], required=False
    )
    county = forms.ChoiceField(label=_("County"), required=False)
    looks_for = forms.ChoiceField(
        label=_("Looks for"), choices=[("", _("Anyone")), *SectorChoice.choices], required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["county"].choices = _counties()  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, str]:
        """Return the choices that are known; what is not is as if it were not there."""
        self.is_valid()
        return {name: str(value) for name, value in self.cleaned_data.items() if value}
