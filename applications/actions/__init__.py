"""What can happen to a case: one verb, one file, the same five beats (lock, may, rules, change, journal)."""
