"""The HTML that may enter the public record."""

import nh3

TAGS = set(
    (
        "a abbr address b blockquote br caption cite code dd dfn div dl dt em figcaption figure h2 h3 h4 "
        "hr i img li ol p q section small span strong sub sup table tbody td th thead time tr ul"
    ).split()
)
ATTRIBUTES = {
    "a": {"href", "title", "hreflang"},
    "abbr": {"title"},
    "blockquote": {"cite"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "time": {"datetime"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
CLASSES = set(
    (
        "block-contact block-dates block-definition block-documents block-heading block-image block- "
        "links block-paragraph block-quote"
    ).split()
)


def allowed_html(text: str) -> str:
    """Keep only the tags, attributes and classes that the record allows; scripts go with their content."""
    return nh3.clean(
        text,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=dict.fromkeys(("div", "section", "blockquote", "figure", "dl", "p", "ul"), CLASSES),
        clean_content_tags={"script", "style"},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener",
    )
