"""The tests: one folder a room, `journeys/` in a real browser, `architecture/` for what the tree promises."""
