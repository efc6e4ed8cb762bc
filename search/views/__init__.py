"""The pages of search: what was found, and every value of a facet."""
