"""How allauth fits the portal: which address to send people to, and mail in their language."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.shortcuts import resolve_url


class PortalAccountAdapter(DefaultAccountAdapter):
    """Sends people who signed in to the page that is theirs."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return the address to go to after signing in; `accounts:start` forwards by role."""
        return resolve_url("accounts:start")
