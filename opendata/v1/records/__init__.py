"""The shapes of API v1, field by field: what is not named here is never sent."""
