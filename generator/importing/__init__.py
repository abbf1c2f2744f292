"""Taking over an archive: where it comes from, what it holds, and the site that is made of it."""
