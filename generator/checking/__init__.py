"""`digestry check`: what a maintainer wants to know of an archive in the morning."""
