"""A real OpenSearch cluster on this machine for tests and benches, one process a node, without containers."""
