"""The doors of the officers' desk: who comes in, which case they may open, which parts of it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic.base import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.models import User
from applications.access import roles_in
from applications.models import Application
from applications.worklist import Desk, desk_of
from rulebook.access import AT_THE_DESK, Part, Role, StaffRole, may_see
from rulebook.workflow import Action, roles_for

# A mixin stands before the view it is mixed into, so it cannot be one itself.
if TYPE_CHECKING:
    _View = View
else:
    _View = object


def desk_for(request: HttpRequest) -> Desk:
    """The desk of the person who asks. Raises Http404 for everybody without a role at it."""
    if not isinstance(request.user, User):
        raise Http404
    desk = desk_of(request.user, now=timezone.now())
    if not desk.roles:
        raise Http404
    return desk


class DeskMixin(_View):
    """Lets only people with a role at the desk in; everybody else finds nothing here (404)."""

    desk: Desk
    open_to: ClassVar[frozenset[StaffRole]] = AT_THE_DESK

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the person's desk before anything is looked up."""
        super().setup(request, *args, **kwargs)
        self.desk = desk_for(request)
        request.desk = self.desk  # type: ignore[attr-defined]  # menu, panel and filters ask again
        if not self.desk.roles & self.open_to:
            raise Http404

    @property
    def user(self) -> User:
        """Who works here."""
        return self.desk.user

    @property
    def now(self) -> datetime:
        """The moment of the request, UTC."""
        return self.desk.now


class CaseMixin(DeskMixin, WagtailAdminTemplateMixin):
    """Opens one case for what the person may see of it: unknown and forbidden look alike (404)."""

    case: Application
    roles: frozenset[Role]
    needs: ClassVar[Part] = Part.CONTENT
    takes: ClassVar[Action | None] = None
    header_icon = "folder-open-inverse"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the case among those that the person works with."""
        super().setup(request, *args, **kwargs)
        self.case = self.find(kwargs["pk"])
        self.roles = roles_in(self.case, self.user, now=self.now)
        if not self.sees(self.needs) or not self._has_a_part_in_it():
            raise Http404

    def _has_a_part_in_it(self) -> bool:
        """Whether one of the person's roles ever does what the page is for, whatever the state is now."""
        return self.takes is None or bool(self.roles & roles_for(self.takes))

    def find(self, pk: UUID) -> Application:
        """Return the case with what every page of it needs. Raises Http404."""
        cases = self.desk.cases() if self.desk.works_with_all else self.desk.assigned()
        return get_object_or_404(
            cases.select_related("head", "round__call__funder", "round__call__programme", "round__form"),
            pk=pk,
        )

    def sees(self, part: Part) -> bool:
        """Whether the person may see a part of this case now."""
        return may_see(part, self.roles, self.case.stands)

    def case_url(self, name: str = "desk:case", *more: Any) -> str:
        """Return the address of a page of this case."""
        return reverse(name, args=[self.case.pk, *more])

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Cases, this case, this page."""
        start = "desk:start" if self.desk.works_with_all else "desk:assignments"
        label = _("Cases") if self.desk.works_with_all else _("My assignments")
        trail = [
            {"url": reverse(start), "label": label},
            {"url": self.case_url(), "label": str(self.case.case_number)},
        ]
        return [*trail, {"url": "", "label": self.page_title}] if self.page_title else trail

    def get_header_title(self) -> str:
        """The page's name for the window and for those who hear it."""
        return " – ".join(part for part in (str(self.case.case_number), str(self.page_title)) if part)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the case and the moment."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"case": self.case, "now": self.now, "desk": self.desk}
