"""The mail backend of an installation without a mail server: it keeps every mail for the mail page."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from mail.models import KeptMail
from mail.own_space import OwnSpaceMail


class KeptMailBackend(BaseEmailBackend):
    """Keeps mails in the database instead of sending them."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep each mail once for all its recipients; return how many."""
        for message in email_messages:
            KeptMail.objects.create(
                to=", ".join(message.recipients()),
                subject=str(message.subject),
                body=str(message.body),
                own_space=isinstance(message, OwnSpaceMail),
            )
        return len(email_messages)
