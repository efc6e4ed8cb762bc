"""The kinds of rules that a call can be built from, one file a subject; `rulebook.vocabulary` lists them."""
