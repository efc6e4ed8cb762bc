"""What editors write: pages, calls and programmes, and what became of them when they were published."""

from cms.models.call import CallIndexPage, CallPage
from cms.models.content import ContentPage, HomePage
from cms.models.programme import ProgrammeDraft
from cms.models.published import PublishedPage

__all__ = ["CallIndexPage", "CallPage", "ContentPage", "HomePage", "ProgrammeDraft", "PublishedPage"]
