"""What may stand in the address of a record: whoever imports this may say `<number:…>`."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class NumberConverter(StringConverter):
    """What a record can be called: no control characters, of which a database may refuse even to be asked."""

    regex = r"[^/\x00-\x1f\x7f]+"


register_converter(NumberConverter, "number")
