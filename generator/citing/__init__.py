"""How a paper is cited: the names of its authors, its date and key, and the forms of references."""
