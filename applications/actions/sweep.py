"""Delete stored files that no attachment knows: what a process left that fell between disk and database."""

from datetime import datetime, timedelta

from applications.models import Attachment
from applications.models.attachment import private_storage

FOLDER = "attachments"
OLD = timedelta(days=1)


def sweep_files(*, now: datetime) -> int:
    """Delete what has lain in the folder of attachments for a day without a row; return how many files."""
    storage = private_storage()
    if not storage.exists(FOLDER):
        return 0
    _folders, names = storage.listdir(FOLDER)
    known = set(Attachment.objects.values_list("file", flat=True).iterator())
    swept = 0
    for name in names:
        place = f"{FOLDER}/{name}"
        # Looked at after the rows were read, so a file attached meanwhile is younger than a day.
        if place not in known and storage.get_modified_time(place) < now - OLD:
            storage.delete(place)
            swept += 1
    return swept
