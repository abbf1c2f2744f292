"""Trends: counts over time, and terms whose use has changed by more than chance would have it."""
