"""Composing: the archive to pages, each an address, a template and a frozen view."""
