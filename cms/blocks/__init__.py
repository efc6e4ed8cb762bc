"""The blocks that pages are built from: texts, and the particulars of a call."""
