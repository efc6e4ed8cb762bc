"""One verb, one file: lock, may, rules, change, journal."""
