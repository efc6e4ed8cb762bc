"""`{% load saving %}`: a question in words, for mails and pages about saved searches."""

from django import template

from search.addresses import address_of
from search.question import Question
from search.saved.asked import in_words

register = template.Library()


@register.filter
def question_in_words(question: Question) -> str:
    """{{ question|question_in_words }}: Projects: “odling”; County: Skåne län."""
    return in_words(question)


@register.simple_tag
def question_address(question: Question) -> str:
    """{% question_address question %}: the path of the question's page."""
    return address_of(question)
