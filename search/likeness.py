"""Projects like another: by the words that are rare in the corpus and common in its texts."""

import math
from collections import Counter

from registry.models import Project
from search.compiling import AnyOf, Match, Node, Wanted
from search.engines.base import EngineDown, Request
from search.index import engine
from search.registry_sources import project_texts, public_projects
from search.swedish import Analyser
from search.words import STOP, clean, language_of, words_of

MOST_TERMS = 12


def similar_projects(project: Project, most: int = 4) -> list[Project]:
    """Return public projects that share the most telling words with this one; none without an index."""
    try:
        chosen = engine()
        terms = _telling_terms(project, chosen.analyser())
        if len(terms) < 3:
            return []
        # At least a fourth of the telling words, or two projects are not alike.
        wanted = Wanted((AnyOf(terms, max(2, len(terms) // 4)),), (), 1)
        found = chosen.find(Request(kind="project", wanted=wanted, limit=most + 1))
    except EngineDown:
        return []
    rows = public_projects().in_bulk([each for each in found.record_ids if each != project.pk])
    return [rows[each] for each in found.record_ids if each in rows][:most]


def _telling_terms(project: Project, analyser: Analyser) -> tuple[Node, ...]:
    counts: Counter[str] = Counter()
    used: dict[str, int] = {}
    for name, text in project_texts(project):
        if name.startswith(("title_", "summary_", "purpose_")):
            language = language_of(clean(text), name[-2:])
            for word in words_of(clean(text)):
                if word.text in STOP or len(word.text) < 4 or not word.text.isalpha():
                    continue
                stem = analyser.forms(word.text, language).stems[0]
                counts[stem] += 3 if name.startswith("title_") else 1
                used[stem] = max(used.get(stem, 0), analyser.vocabulary.frequency(word.text))
    telling = {stem: count / math.log2(2 + used[stem]) for stem, count in counts.items() if used[stem] > 1}
    best = sorted(telling, key=lambda stem: (-telling[stem], stem))[:MOST_TERMS]
    return tuple(Match("stems", stem, 1.0) for stem in best)
