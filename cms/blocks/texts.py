"""Blocks of running text: what becomes the body of a page or of a published call."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

CALL_FEATURES = ["bold", "italic", "ol", "ul", "link"]
PAGE_FEATURES = [*CALL_FEATURES, "document-link"]


class HeadingBlock(blocks.StructBlock):
    """A heading of the second or third level; the first is the page's title."""

    text = blocks.CharBlock(label=_("Heading"), max_length=200)
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[("h2", _("Heading")), ("h3", _("Subheading"))],
        default="h2",
        search_index=False,
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "cms/blocks/heading.html"
        label_format = "{text}"


class ParagraphBlock(blocks.RichTextBlock):
    """Paragraphs and lists."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "cms/blocks/paragraph.html"


class QuoteBlock(blocks.StructBlock):
    """Somebody's words, with who said them."""

    text = blocks.TextBlock(label=_("Quote"), rows=3)
    source = blocks.CharBlock(label=_("Who or what is quoted"), required=False, max_length=200)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "cms/blocks/quote.html"


class DefinitionBlock(blocks.StructBlock):
    """A word, and what it means here."""

    term = blocks.CharBlock(label=_("Word"), max_length=120)
    meaning = blocks.TextBlock(label=_("What it means here"), rows=3)

    class Meta:
        icon = "info-circle"
        label = _("Definition")
        template = "cms/blocks/definition.html"
        label_format = "{term}"


class PictureBlock(blocks.StructBlock):
    """A picture with what it shows in words."""

    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("What the picture shows"),
        required=False,
        max_length=300,
        help_text=_("Read aloud to those who do not see the picture. Leave empty if it only decorates."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "cms/blocks/picture.html"


class PageLinkBlock(blocks.StructBlock):
    """One link of a list."""

    title = blocks.CharBlock(label=_("Link text"), max_length=200)
    url = blocks.URLBlock(label=_("Address"))


class PageContactBlock(blocks.StructBlock):
    """Whom to ask."""

    name = blocks.CharBlock(label=_("Name"), max_length=150)
    role = blocks.CharBlock(label=_("Role"), required=False, max_length=150)
    email = blocks.EmailBlock(label=_("E-mail"), required=False)
    phone = blocks.CharBlock(label=_("Phone"), required=False, max_length=40)

    class Meta:
        icon = "user"
        form_classname = "struct-block cms-pairs"
        label = _("Contact person")
        template = "cms/blocks/contact.html"
        label_format = "{name}"


class PageBody(blocks.StreamBlock):
    """What an ordinary page may hold."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock(features=PAGE_FEATURES)
    quote = QuoteBlock()
    definition = DefinitionBlock()
    image = PictureBlock()
    links = blocks.ListBlock(PageLinkBlock(), icon="link", label=_("Links"), template="cms/blocks/links.html")
    documents = blocks.ListBlock(
        DocumentChooserBlock(label=_("Document")),
        icon="doc-full",
        label=_("Documents"),
        template="cms/blocks/documents.html",
    )
    contact = PageContactBlock()
