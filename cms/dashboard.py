"""What an editor sees first in the admin: what was published but is not in the record."""

from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component

from cms.models import ProgrammeDraft
from cms.reconcile import failing_pages, missing_programmes


class FailuresPanel(Component):
    """The pages and programmes that the record does not hold as they stand; nothing when all is well."""

    order = 10
    template_name = "cms/home/failures.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """List what failed, with where to mend it."""
        edit = ProgrammeDraft.snippet_viewset.get_url_name("edit")
        return {
            "failures": list(failing_pages()),
            "programmes": [
                {"draft": draft, "url": reverse(edit, args=[draft.pk])} for draft in missing_programmes()
            ],
        }
