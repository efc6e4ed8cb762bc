"""API v1: every public record as JSON, read only, in both languages."""
