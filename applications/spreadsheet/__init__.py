"""The budget as a spreadsheet: written from the one table of sums, and read back cell by cell."""
