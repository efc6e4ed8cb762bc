"""Letters are queued once, sent once, and wait longer each time they fail."""
import pytest
from mail.models import Letter
pytestmark = pytest.mark.django_db

def test_x() -> None:
    assert Letter.objects.count() == 0

@pytest.mark.django_db(transaction=True)
def test_y() -> None:
    from wagtail.models import Page
    assert Page.objects.count() > 0
@pytest.mark.django_db(transaction=True)
def test_z() -> None:
    from wagtail.models import Page
    assert Page.objects.count() > 0
