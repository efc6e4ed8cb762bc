"""Everything that a question finds, as files: ids from the index, rows from the database, in chunks."""
