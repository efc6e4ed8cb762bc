"""The embedded index's fields, and a document as tantivy takes it."""

from pathlib import Path

import tantivy

from search.analysis import FIELDS_WITH_PLACES, FIELDS_WITHOUT_COUNTS, TOKEN_FIELDS
from search.documents import Document
from search.engines.order import day_number, sortable
from search.question import FACETS, UNKNOWN

ANALYSER = "spaces"


def facet_field(name: str) -> str:
    """Name the index field that holds a facet's values."""
    return f"facet_{name}"


def make_index(place: Path) -> tantivy.Index:
    """Make an empty index in a directory."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("kind", fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("record_id", "newest", "largest", "version", "kronor"):
        builder.add_integer_field(name, fast=True)
    for name in TOKEN_FIELDS:
        option = "position" if name in FIELDS_WITH_PLACES else "freq"
        option = "basic" if name in FIELDS_WITHOUT_COUNTS else option
        builder.add_text_field(name, tokenizer_name=ANALYSER, index_option=option)
    for name in FACETS:
        builder.add_text_field(facet_field(name), fast=True, tokenizer_name="raw", index_option="basic")
    return _with_analyser(tantivy.Index(builder.build(), path=str(place)))


def open_index(place: Path) -> tantivy.Index:
    """Open an index that was made. Raises ValueError or OSError."""
    return _with_analyser(tantivy.Index.open(str(place)))


def _with_analyser(index: tantivy.Index) -> tantivy.Index:
    index.register_tokenizer(ANALYSER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    index.config_reader("manual", 0)
    index.reload()
    return index


def index_document(document: Document, tokens: dict[str, str]) -> tantivy.Document:
    """Return a document with its tokens as tantivy takes it."""
    made = tantivy.Document()
    made.add_text("key", document.key)
    made.add_text("kind", document.kind)
    made.add_integer("record_id", document.record_id)
    made.add_integer("version", document.version)
    made.add_integer("newest", sortable(day_number(document.day), document.record_id))
    made.add_integer("largest", sortable(document.amount, document.record_id))
    if document.amount is not None:
        made.add_integer("kronor", document.amount)
    for name in TOKEN_FIELDS:
        made.add_text(name, tokens[name])
    for name in FACETS:
        for value in document.facets.get(name, (UNKNOWN,)):
            made.add_text(facet_field(name), value)
    return made
