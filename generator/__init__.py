"""Digestry: a folder of paper digests in, a fast and searchable website out."""

__version__ = "0.1.0"
