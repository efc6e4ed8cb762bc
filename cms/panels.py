"""What an editor sees above the form of a call: where it stands, and what to mind."""

from typing import Any

from wagtail.admin.panels import Panel

from cms.closing_days import closing_notes


class CallStatePanel(Panel):
    """Tells the call's number, its rounds in the record, what failed and which closing days to mind."""

    class BoundPanel(Panel.BoundPanel):
        """The panel with its page."""

        template_name = "cms/panels/call_state.html"

        def is_shown(self) -> bool:
            """Show nothing for a page that is not saved yet."""
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Add the published call, what failed, and notes on closing days."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            page = self.instance
            return context | {
                "page": page,
                "call": page.record,
                "failed_reason": page.failed_reason,
                "notes": closing_notes(page) if page.is_source else [],
            }
