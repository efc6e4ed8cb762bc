"""A request that is larger than anything the portal asks for."""

import io

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.test import RequestFactory

from config.uploading import MOST_MEGABYTES


def test_a_request_that_says_it_is_too_large_is_refused_before_it_is_read() -> None:
    body = io.BytesIO(b"--x\r\n")
    request = RequestFactory().generic(
        "POST", "/", b"--x\r\n", content_type="multipart/form-data; boundary=x"
    )
    request.META["CONTENT_LENGTH"] = str(MOST_MEGABYTES * 2**20 + 1)
    request.META["wsgi.input"] = body
    with pytest.raises(RequestDataTooBig):
        _ = request.FILES
    assert body.tell() == 0


def test_a_file_of_a_usual_size_is_received() -> None:
    request = RequestFactory().post("/", {"file": io.BytesIO(b"x" * 5_000_000)})
    (received,) = request.FILES.values()
    assert isinstance(received, UploadedFile)
    assert received.size == 5_000_000
