"""How fast lists of related papers are made, and how good they are."""
