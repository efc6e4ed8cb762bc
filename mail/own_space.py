"""Mails about the applicants' own space: who has a draft is nobody else's business (TF 2:13)."""

from django.core.mail import EmailMessage

TEMPLATES = frozenset({"closing_reminder"})


class OwnSpaceMail(EmailMessage):
    """A mail about a draft. It leaves as any other; where mails are kept, only its addressee reads it."""
