"""Pages of a list."""

from rest_framework.pagination import PageNumberPagination


class RegistryPagination(PageNumberPagination):
    """`page` and `page_size` (at most 1,000), with `count` over everything found."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 1000
