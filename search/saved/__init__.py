"""Saved searches: what is new for a question goes by mail to those who asked, and as a feed to all."""
