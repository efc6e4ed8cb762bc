"""One file a command; each only reads its arguments and calls the module that does the work."""
