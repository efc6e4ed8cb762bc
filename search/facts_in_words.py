"""A project's facts as words, for questions that mix them with others: "vätgas Gotland 2024"."""

from registry.models import Project
from registry.places import counties, municipalities


def facts_in_words(project: Project) -> str:
    """Return what people add to their words that no text says: the year, the place, the funder."""
    dated = project.decided_on or project.starts
    parties = project.parties.all()
    codes = {party.county_code for party in parties} | {party.municipality_code for party in parties}
    places = [
        known[code].name for known in (counties(), municipalities()) for code in sorted(codes & known.keys())
    ]
    said = [str(dated.year) if dated else "", *places, project.funder.name_sv, project.funder.name_en]
    return " ".join(dict.fromkeys(filter(None, said)))
