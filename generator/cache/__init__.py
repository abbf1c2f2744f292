"""The cache: digests as they were read, kept between builds. Safe to delete at any time."""
