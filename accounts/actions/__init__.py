"""What is done to people's roles and rights: one verb, one file."""
