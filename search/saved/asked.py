"""The question of a saved search: as it is kept, as it is read again, and in words."""

import hashlib
from dataclasses import replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from rulebook.identifiers import is_personal, without_personal_numbers
from search.downloads.answering import whole
from search.downloads.kinds import TABLES
from search.facets import worded_facets
from search.models import SavedSearch
from search.question import Question, read_question


def lasting(question: Question) -> Question:
    """Return what of a question decides what is found: no page, no order."""
    return replace(whole(question), sort="relevance")


def digest_of(query: str) -> str:
    """Return the name by which a query is known to be the same."""
    return hashlib.sha256(query.encode()).hexdigest()


def question_of(query: str, language: str) -> Question:
    """Read a kept question again."""
    return lasting(read_question(QueryDict(query), language=language))


def asked_by(search: SavedSearch) -> Question:
    """Return the question of a saved search."""
    return question_of(search.query, search.language)


def in_words(question: Question) -> str:
    """Say a question in the active language: “odling”, County: Skåne län."""
    said = [_("“%(text)s”") % {"text": question.text}] if question.text else []
    for facet in worded_facets(question, {}):
        if labels := [value.label for value in facet.selected]:
            said.append(f"{facet.label}: {', '.join(labels)}")
    name = str(TABLES[question.kind].label)
    return f"{name}: {'; '.join(said)}" if said else _("%(kind)s, all of them") % {"kind": name}


def holds_personal_number(question: Question) -> bool:
    """Whether a question names a person by number: such a question is not kept."""
    named = question.facets.get("organisation", frozenset())
    return without_personal_numbers(question.text) != question.text or any(map(is_personal, named))
