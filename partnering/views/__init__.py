"""Pages: the board for everyone, the writer's pages and the conversations behind sign-in."""
