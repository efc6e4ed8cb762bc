"""`{% load similar %}`: projects like this one, for pages of rooms that may not import search."""

from django import template

from registry.models import Project
from search.likeness import similar_projects as found_alike

register = template.Library()


@register.simple_tag
def similar_projects(project: Project, most: int = 4) -> list[Project]:
    """{% similar_projects project as alike %}: at most so many public projects, the most alike first."""
    return found_alike(project, most)
