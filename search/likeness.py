"""Projects like another: by the words that are rare in the corpus and common in its texts."""

import math
from collections import Counter
from itertools import accumulate

from django.core.cache import caches

from registry.models import Project
from search.compiling import AnyOf, Match, Node, Wanted
from search.engines.base import Engine, EngineDown, Request
from search.index import engine
from search.swedish import Analyser
from search.words import STOP, clean, language_of, words_of

MOST_TERMS = 12
# So many records are looked at: in a large register fewer words tell enough, and common ones cost most.
MOST_LOOKED_AT = 10_000
FEWEST_TERMS = 4
TELLING_TEXTS = ("title_sv", "title_en", "summary_sv", "summary_en", "purpose_sv", "purpose_en")
# Some more than are shown: one of them may be withdrawn later.
MOST_KEPT = 8
KEPT_SECONDS = 6 * 60 * 60
# What a card shows of a project (`templates/components/project_card.html`).
_ON_CARDS = (
    *("diarienummer", "title_sv", "title_en", "status", "goals", "amount_awarded", "starts", "ends"),
    "funder__slug",
)


def similar_projects(project: Project, most: int = 4) -> list[Project]:
    """Return public projects that share the most telling words with this one; none without an index.

    Which they are is kept for a project's version and the index's; whether they are public is asked anew.
    They come with funder and parties, in two queries (four where one was withdrawn since).
    """
    try:
        ids = _kept_ids(project)
    except EngineDown:
        return []
    found = _public(ids[:most])
    if len(found) < most and ids[most:]:
        found += _public(ids[most:])
    return found[:most]


def _public(ids: list[int]) -> list[Project]:
    if not ids:
        return []
    rows = Project.objects.filter(withdrawn_at__isnull=True).select_related("funder").only(*_ON_CARDS)
    shown = rows.prefetch_related("parties").in_bulk(ids)
    return [shown[each] for each in ids if each in shown]


def _kept_ids(project: Project) -> list[int]:
    index = engine()
    version = index.version()
    if not version:
        return []
    kept = caches["memory"]
    key = f"alike:{version}:{project.pk}:{project.version}"
    ids: list[int] | None = kept.get(key)
    if ids is None:
        ids = _found_ids(index, project)
        kept.set(key, ids, KEPT_SECONDS)
    return ids


def _found_ids(index: Engine, project: Project) -> list[int]:
    terms = _telling_terms(project, index.analyser())
    if len(terms) < 3:
        return []
    # At least a fourth of the telling words, or two projects are not alike.
    wanted = Wanted((AnyOf(terms, max(2, len(terms) // 4)),), (), 1)
    found = index.find(Request(kind="project", wanted=wanted, limit=MOST_KEPT + 1))
    return [each for each in found.record_ids if each != project.pk][:MOST_KEPT]


def _telling_terms(project: Project, analyser: Analyser) -> tuple[Node, ...]:
    counts: Counter[str] = Counter()
    used: dict[str, int] = {}
    for name in TELLING_TEXTS:
        if text := clean(getattr(project, name)):
            language = language_of(text, name[-2:])
            words = Counter(word.text for word in words_of(text))
            for word, count in words.items():
                if word in STOP or len(word) < 4 or not word.isalpha():
                    continue
                stem = analyser.forms(word, language).stems[0]
                counts[stem] += count * 3 if name.startswith("title_") else count
                used[stem] = max(used.get(stem, 0), analyser.vocabulary.frequency(word))
    telling = {stem: count / math.log2(2 + used[stem]) for stem, count in counts.items() if used[stem] > 1}
    best = sorted(telling, key=lambda stem: (-telling[stem], stem))[:MOST_TERMS]
    looked_at = list(accumulate(used[stem] for stem in best))
    few = max(FEWEST_TERMS, sum(each <= MOST_LOOKED_AT for each in looked_at))
    return tuple(Match("stems", stem, 1.0) for stem in best[:few])
