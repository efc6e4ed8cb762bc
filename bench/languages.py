"""Questions in the other language: a register where half the projects have lost one of theirs."""

from collections.abc import Iterator
from typing import Any

from bench.variations import EACH, Maker, Material, Query, made, rare_words
from search.vocabulary import Vocabulary
from search.words import distinct_words, language_of


def across_languages(
    projects: list[dict[str, Any]], vocabulary: Vocabulary, each: int = EACH
) -> Iterator[Query]:
    """Yield queries in the language that `monolingual` took from a project."""
    without = {"en": _other_language("title_en"), "sv": _other_language("title")}
    for language, kind in (("en", "english_for_swedish"), ("sv", "swedish_for_english")):
        chosen = [project for project in projects if lacks(project) == language and _has_both_titles(project)]
        yield from made(chosen, vocabulary, {kind: without[language]}, each)


def monolingual(project: dict[str, Any]) -> dict[str, Any]:
    """Take one of its languages from every second project, so that only others' titles tell its words."""
    language = lacks(project)
    if not language or not _has_both_titles(project):
        return project
    ending = "Engelska" if language == "en" else "Svenska"
    taken = {"ÄrenderubrikEngelska" if language == "en" else "Ärenderubrik", "Projektreferat"}
    return {key: None if key.endswith(ending) or key in taken else value for key, value in project.items()}


def lacks(project: dict[str, Any]) -> str:
    """Say which language a project goes without in the mixed register: "en", "sv" or neither."""
    return ("en", "", "sv", "")[int(project["Diarienummer"][-2:]) % 4]


def _has_both_titles(project: dict[str, Any]) -> bool:
    swedish, english = project["Ärenderubrik"] or "", project["ÄrenderubrikEngelska"] or ""
    known = language_of(f"{swedish} {project.get('MalSvenska') or ''}", "sv") == "sv"
    return known and len(distinct_words(swedish) & distinct_words(english)) * 3 < len(distinct_words(english))


def _other_language(name: str) -> Maker:
    """Make a maker of the words of a title that other projects have too: rarer ones nobody can translate."""

    def maker(it: Material) -> str | None:
        words = [
            word
            for word in rare_words(getattr(it, name), it.vocabulary, most=6)
            if it.vocabulary.frequency(word) > 3
        ]
        return " ".join(words[:3]) if len(words) > 1 else None

    return maker
