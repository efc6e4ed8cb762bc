"""Pages of the case file: one file for each kind of person. Form → one action → redirect."""
