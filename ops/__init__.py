"""Commands around the portal, run from the Makefile: starting it, finding a browser, a PostgreSQL for tests."""
