"""Addresses under `/api/`: API v1, its description, and nothing else, so that older dialects find room.

`/api/{program,utlysningar,ansokningsomgangar,projekt,file}`, the same under `/api/v1/`, `/gdp*` and
`/datasets` are kept free: they answer 404 at once, never a redirect. The manual's pages (`/api/docs/`) have
a language prefix and stand in `opendata.manual_urls`.
"""

from django.urls import include, path, re_path

from opendata.manual import schema
from opendata.vacant import nothing_here

app_name = "opendata"
urlpatterns = [
    path("v1/", include("opendata.v1.urls")),
    path("schema/", schema, name="schema"),
    path("schema", schema),
    re_path(r"^(?!docs(?:/|$))", nothing_here),
]
