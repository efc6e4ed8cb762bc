"""People in the Wagtail admin: their name to the portal is their e-mail address, and they have one name."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import AccountView, NameEmailSettingsPanel
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import IndexView, UserViewSet

from accounts.models import User

FIELDS = ["email", "name", "language", "is_superuser", "groups"]


class _NameForm:
    """What both forms do without: a first and a last name."""

    error_messages = {
        "duplicate_username": _("Somebody has an account with this address already."),
        "password_mismatch": _("The two passwords are not the same. Write them again."),
    }

    def clean_email(self) -> str:
        """Keep addresses in lower case, as signing in does."""
        email: str = self.cleaned_data["email"]  # type: ignore[attr-defined]
        return email.lower()


class PersonCreationForm(_NameForm, UserCreationForm):
    """A new person."""

    first_name = None
    last_name = None

    class Meta(UserCreationForm.Meta):
        model = User
        fields = FIELDS


class PersonEditForm(_NameForm, UserEditForm):
    """A person that exists."""

    first_name = None
    last_name = None

    class Meta(UserEditForm.Meta):
        model = User
        fields = [*FIELDS, "is_active"]


class PersonIndexView(IndexView):
    """The list of people, searched and sorted by name and address."""

    @property
    def search_fields(self) -> set[str]:
        """Search where our model has names."""
        return {"name", "email"}

    def order_queryset(self, queryset: Any) -> Any:
        """Sort by the one name that people have."""
        if self.ordering in ("name", "-name"):
            return queryset.order_by(self.ordering)
        return super().order_queryset(queryset)


class PersonViewSet(UserViewSet):
    """Wagtail's pages about people, with our forms."""

    index_view_class = PersonIndexView
    create_template_name = "cms/people/create.html"
    edit_template_name = "cms/people/edit.html"

    def get_form_class(self, for_update: bool = False) -> type[Any]:
        """Return the form for a new person or for one that exists."""
        return PersonEditForm if for_update else PersonCreationForm


class AccountPage(AccountView):
    """A person's own settings in the admin, without Wagtail's first and last name."""

    def get_panels(self) -> list[Any]:
        """Leave out the panel for two names; the name is changed in the portal."""
        return [panel for panel in super().get_panels() if not isinstance(panel, NameEmailSettingsPanel)]
