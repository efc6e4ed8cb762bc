"""What a translation starts with: the texts of the page it translates, nothing that page says for both."""

from typing import Any

from cms.blocks.particulars import TEXT_BLOCKS
from cms.models import CallPage


def on_copied_for_translation(sender: object, source_obj: Any, target_obj: Any, **_signal: Any) -> None:
    """Empty the copy of a call of what its source page says for both languages."""
    if not isinstance(target_obj, CallPage) or target_obj.alias_of_id or target_obj.is_source:
        return
    page = target_obj.get_latest_revision_as_object()
    page.body = [(child.block_type, child.value) for child in page.body if child.block_type in TEXT_BLOCKS]
    page.rules, page.criteria, page.rounds, page.slots = [], [], [], []
    page.programme, page.invited_only = None, False
    page.save(clean=False)
    page.save_revision(clean=False, changed=False)
