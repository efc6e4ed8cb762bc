"""Every address of the portal. Swedish at `/`, English under `/en/`; the API outside the languages."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from cms.people import AccountPage
from config.views import admin_sign_in, call_file, live, picture, ready

urlpatterns = [
    path("livez", live),
    path("readyz", ready),
    # Wagtail's own password form would let people past their second factor.
    path("admin/login/", admin_sign_in),
    path("admin/password_reset/", admin_sign_in),
    # Wagtail's own asks for a first and a last name, which our people do not have.
    path("admin/account/", require_admin_access(AccountPage.as_view()), name="account_in_admin"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/", include("opendata.urls")),
    path("", include("opendata.vacant")),
    re_path(r"^media/calls/(?P<name>[\w.-]+)$", call_file),
    re_path(r"^media/images/(?P<name>[\w.-]+)$", picture),
    *i18n_patterns(
        path("api/docs/", include("opendata.manual_urls")),
        path(_("account/"), include("accounts.urls")),
        path(_("account/"), include("allauth.urls")),
        path(_("my/"), include("applications.urls")),
        path("", include("search.urls")),
        path("", include("mail.urls")),
        path("", include("applications.public_urls")),
        path("", include("partnering.urls")),
        path("", include("registry.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
