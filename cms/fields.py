"""A StreamField whose blocks stay outside migrations."""

from typing import Any

from wagtail.fields import StreamField


class BlocksField(StreamField):
    """Blocks as editors write them. Migrations know the column only: a reworded label, or a new kind of rule
    in the rulebook, needs none.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Leave the blocks out of what migrations keep."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
