"""Storing the files of a case: kept with the change that they belong to, gone when it is not made."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage

from applications.models import Attachment, ScanState

_stored: ContextVar[list[tuple[Storage, str]] | None] = ContextVar("stored", default=None)


@contextmanager
def files_go_with_change() -> Iterator[None]:
    """Delete what was stored inside, when what is done inside fails: a database forgets, a disk does not."""
    token = _stored.set([])
    try:
        yield
    except BaseException:
        for storage, name in _stored.get() or ():
            storage.delete(name)
        raise
    finally:
        _stored.reset(token)


def keep(row: Attachment, content: bytes) -> None:
    """Store the content of a new attachment and save it with its size, SHA-256 and state of scanning."""
    row.size = len(content)
    row.sha256 = hashlib.sha256(content).hexdigest()
    row.scan = (ScanState.PENDING if settings.CLAMD else ScanState.NOT_CONFIGURED).value
    row.file.save(row.name, ContentFile(content), save=False)
    stored = _stored.get()
    if stored is not None:
        stored.append((row.file.storage, str(row.file.name)))
    row.save()
