"""Questions in the other language: a register where half the projects have lost one of theirs."""

import zlib
from collections.abc import Iterator
from typing import Any

from bench.variations import EACH, Maker, Material, Query, made, rare_words
from search.vocabulary import Vocabulary
from search.words import distinct_words, language_of


def across_languages(
    projects: list[dict[str, Any]], vocabulary: Vocabulary, each: int = EACH
) -> Iterator[Query]:
    """Yield queries in the language that `monolingual` took from a project, and that no other answers."""
    words = [_all_words(project) for project in projects]
    for language, kind in (("en", "English words, Swedish record"), ("sv", "Swedish words, English record")):
        chosen = [project for project in projects if lacks(project) == language and _has_both_titles(project)]
        maker = _common_words("title_en" if language == "en" else "title", words)
        yield from made(chosen, vocabulary, {kind: maker}, each)


def _all_words(project: dict[str, Any]) -> set[str]:
    return distinct_words(" ".join(value for value in project.values() if isinstance(value, str)))


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
    return ("en", "", "sv", "")[zlib.crc32(project["Diarienummer"].encode()) // 2 % 4]


def _has_both_titles(project: dict[str, Any]) -> bool:
    swedish, english = project.get("Ärenderubrik") or "", project.get("ÄrenderubrikEngelska") or ""
    known = language_of(f"{swedish} {project.get('MalSvenska') or ''}", "sv") == "sv"
    return known and len(distinct_words(swedish) & distinct_words(english)) * 3 < len(distinct_words(english))


def _common_words(name: str, register: list[set[str]]) -> Maker:
    """Make a maker of title words that three other projects have too, since what one alone has nobody can
    translate, but that no other project has together."""

    def maker(it: Material) -> str | None:
        words = [
            word
            for word in rare_words(getattr(it, name), it.vocabulary, most=6)
            if it.vocabulary.frequency(word) > 3
        ][:3]
        having = sum(all(word in text for word in words) for text in register)
        return " ".join(words) if len(words) > 1 and having == 1 else None

    return maker
