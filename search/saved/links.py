"""The links that mails about saved searches carry: signed, for one thing each."""

from django.conf import settings
from django.utils import translation

from accounts.signed_links import SignedLink
from search.addresses import address_of
from search.question import Question

_CONFIRMING = SignedLink("search:saved_confirm", "search.saved.confirm")
_ENDING = SignedLink("search:saved_end", "search.saved.end")
_LISTING = SignedLink("search:saved_list", "search.saved.list")
confirm_link, to_confirm = _CONFIRMING.to, _CONFIRMING.read
end_link, to_end = _ENDING.to, _ENDING.read
list_link, list_token, to_list = _LISTING.to, _LISTING.token, _LISTING.read


def page_link(question: Question) -> str:
    """Return the absolute address of a question's page, in the question's language."""
    with translation.override(question.language):
        return f"{settings.PUBLIC_URL}{address_of(question)}"
