"""The tests: one folder a room, `journeys/` in a real browser, `architecture/` for the promises of the tree."""
