"""The shape of an index: a sign that changes when the portal would make other documents of the same records.

An index of another shape than this portal's was made by an earlier version of it, and is made anew by
the worker.
"""

import hashlib
from functools import cache

from search.analysis import FIELDS_WITH_PLACES, TOKEN_FIELDS, tokens_of
from search.documents import FIELDS, Document
from search.question import FACETS
from search.swedish import Analyser
from search.vocabulary import Vocabulary

# Raise it when documents get other content and nothing of the below shows it.
EDITION = 1
_SAMPLE = Document(
    kind="project",
    record_id=1,
    texts=(
        ("number", "2025-00101"),
        ("title_sv", "Nya odlingssystem på tak: gatubelysning, kvinnohälsa och e-handel"),
        ("title_en", "New growing systems on roofs and their owners' lighting"),
        ("summary_sv", "Medborgarbudgetar i små kommuner; kollektivtrafiken behövs där invånarna bor."),
        ("summary_en", "Volunteers measured the temperatures of forty lakes."),
        ("parties", "Almköpings kommun"),
    ),
)


@cache
def shape() -> str:
    """Return the sign for this version of the portal."""
    tokens = tokens_of(_SAMPLE, Analyser(Vocabulary()))
    seen = (EDITION, FIELDS, FACETS, TOKEN_FIELDS, FIELDS_WITH_PLACES, sorted(tokens.items()))
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]
