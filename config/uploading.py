"""How large a request with files may be at all. How large one file may be says its place in the form."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

MOST_MEGABYTES = 300  # an answer to a letter may bring ten files of 25


class WholeRequestHandler(FileUploadHandler):
    """Refuses a request before any of it is written to disk; stands before the handlers that keep files."""

    def handle_raw_input(self, _input: Any, _meta: Any, content_length: int, *_more: Any) -> None:
        """Raise RequestDataTooBig for more than the portal ever asks for."""
        if content_length > MOST_MEGABYTES * 2**20:
            raise RequestDataTooBig(f"A request may be {MOST_MEGABYTES} MB at most.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Let the next handler keep it."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Keep nothing here."""
