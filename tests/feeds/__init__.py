"""Feeds, checked against what the standards ask of them."""
