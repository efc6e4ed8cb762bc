"""What search keeps in the database besides the index: what waits to be indexed, and saved searches."""

from search.models.saved import Pace, SavedSearch, Told
from search.models.waiting import Waiting

__all__ = ["Pace", "SavedSearch", "Told", "Waiting"]
