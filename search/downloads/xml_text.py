"""Texts that XML can hold."""

import re

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def fit_for_xml(text: str) -> str:
    """Leave out the few characters that may not stand in XML, even escaped."""
    return text if text.isprintable() else _NOT_IN_XML.sub("", text)
