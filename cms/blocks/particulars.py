"""The body of a call: running text, and particulars that the record keeps as data of their own.

Text blocks become the body's HTML, in the language of the page. Dates, documents, links and contact persons
are read from the page in the source language only, so each carries both languages.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from cms.blocks.texts import CALL_FEATURES, DefinitionBlock, HeadingBlock, ParagraphBlock, QuoteBlock

TEXT_BLOCKS = ("heading", "paragraph", "quote", "definition")
PARTICULARS = ("dates", "documents", "links", "contact")


class DateRow(blocks.StructBlock):
    """A day that matters, and why."""

    date = blocks.DateBlock(label=_("Day"))
    text_sv = blocks.CharBlock(label=_("What happens, in Swedish"), max_length=200)
    text_en = blocks.CharBlock(label=_("What happens, in English"), required=False, max_length=200)

    class Meta:
        form_classname = "struct-block cms-pairs"
        label_format = "{date} {text_sv}"


class LinkRow(blocks.StructBlock):
    """A link."""

    title_sv = blocks.CharBlock(label=_("Link text in Swedish"), max_length=200)
    title_en = blocks.CharBlock(label=_("Link text in English"), required=False, max_length=200)
    url = blocks.URLBlock(label=_("Address"))

    class Meta:
        form_classname = "struct-block cms-pairs"
        label_format = "{title_sv}"


class DocumentRow(blocks.StructBlock):
    """A document that the call hands out. Its file is copied when the call is published."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        label=_("Title"), required=False, max_length=200, help_text=_("Empty: the document's own title.")
    )
    language = blocks.ChoiceBlock(
        label=_("Language"), choices=[("sv", _("Swedish")), ("en", _("English"))], default="sv"
    )
    is_primary = blocks.BooleanBlock(label=_("This is the text of the call itself"), required=False)


class ContactBlock(blocks.StructBlock):
    """Whom to ask about the call."""

    name = blocks.CharBlock(label=_("Name"), max_length=150)
    role = blocks.CharBlock(label=_("Role"), required=False, max_length=150)
    email = blocks.EmailBlock(label=_("E-mail"), required=False)
    phone = blocks.CharBlock(label=_("Phone"), required=False, max_length=40)

    class Meta:
        icon = "user"
        form_classname = "struct-block cms-pairs"
        label = _("Contact person")
        label_format = "{name}"


class CallBody(blocks.StreamBlock):
    """What the page of a call may hold."""

    heading = HeadingBlock(group=_("Text"))
    paragraph = ParagraphBlock(features=CALL_FEATURES, group=_("Text"))
    quote = QuoteBlock(group=_("Text"))
    definition = DefinitionBlock(group=_("Text"))
    dates = blocks.ListBlock(DateRow(), icon="date", label=_("Dates"), group=_("Particulars"))
    documents = blocks.ListBlock(DocumentRow(), icon="doc-full", label=_("Documents"), group=_("Particulars"))
    links = blocks.ListBlock(LinkRow(), icon="link", label=_("Links"), group=_("Particulars"))
    contact = ContactBlock(group=_("Particulars"))
