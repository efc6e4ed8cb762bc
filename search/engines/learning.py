"""Learning a corpus's words before its documents are indexed: the first of a rebuild's two readings."""

from collections.abc import Iterable

from search.documents import FIELD_BY_NAME, Document
from search.swedish import Analyser
from search.vocabulary import Vocabulary
from search.words import clean, words_of


def learn(documents: Iterable[Document]) -> tuple[Analyser, int]:
    """Count the words of all documents; return the analyser that knows them, and how many there were."""
    vocabulary = Vocabulary()
    many = 0
    for document in documents:
        many += 1
        vocabulary.learn(
            word.text
            for name, text in document.texts
            if FIELD_BY_NAME[name].type != "number"
            for word in words_of(clean(text))
        )
    analyser = Analyser(vocabulary)
    for word in list(vocabulary.words()):
        forms = analyser.forms(word, "sv")
        vocabulary.add_forms((forms.base, *forms.stems))
    return analyser, many
