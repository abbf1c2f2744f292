"""Proof that the text of a digest is harmless: hostile records through the whole path."""
