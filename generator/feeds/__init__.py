"""Writing what others follow the site by: Atom, JSON Feed, and a list of all feeds in OPML."""
