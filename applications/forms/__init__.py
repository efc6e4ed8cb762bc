"""Forms: one file for each kind of person or section. They tidy what was typed; the rules judge it."""
