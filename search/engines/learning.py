"""Learning a corpus's words before its documents are indexed: the first of a rebuild's two readings."""

from collections.abc import Iterable

from search.bilingual import TitlePairs
from search.documents import FIELD_BY_NAME, Document
from search.swedish import Analyser
from search.vocabulary import MOST_WORDS, Vocabulary
from search.words import clean, distinct_words

# So often it is seen to that the words learnt so far find room in memory.
TRIMMED_EVERY = 50_000


def learn(documents: Iterable[Document]) -> tuple[Analyser, int]:
    """Count the words of all documents and link those of titles in two languages.

    Returns the analyser that knows them, and how many documents there were.
    """
    vocabulary, titles = Vocabulary(), TitlePairs()
    many = 0
    for document in documents:
        many += 1
        texts = [text for name, text in document.texts if FIELD_BY_NAME[name].type != "number"]
        vocabulary.learn(distinct_words(clean("\n".join(texts))))
        if document.kind != "outcome":  # which has its project's titles
            titles.add(document.text("title_sv"), document.text("title_en"))
        if many % TRIMMED_EVERY == 0:
            vocabulary.trim(3 * MOST_WORDS)
    vocabulary.trim()
    analyser = Analyser(vocabulary)
    vocabulary.translations = titles.translations(analyser)
    return analyser, many
