"""Commands around the portal, run from the Makefile: a browser and a PostgreSQL for tests, licences."""
