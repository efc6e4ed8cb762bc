"""What search keeps in the database besides the index: what waits to be indexed."""

from search.models.waiting import Waiting

__all__ = ["Waiting"]
