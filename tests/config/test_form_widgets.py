"""No form lets a browser cut a text: `maxlength` stays out of every field, whatever the field allows."""

from django import forms

from config.rendering import PortalFormRenderer


class Written(forms.Form):
    """A field with a limit of its own."""

    name = forms.CharField(max_length=5, widget=forms.TextInput(attrs={"lang": "sv"}))
    text = forms.CharField(max_length=5, widget=forms.Textarea)


def test_what_is_too_long_is_told_and_stands_whole_in_the_page() -> None:
    form = Written({"name": "abcdefgh", "text": "abcdefgh"}, renderer=PortalFormRenderer())
    page = str(form)
    assert set(form.errors) == {"name", "text"}
    assert "maxlength" not in page
    assert page.count("abcdefgh") == 2
    assert 'lang="sv"' in page
