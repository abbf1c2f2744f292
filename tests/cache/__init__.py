"""The cache: packs of parsed digests, known files, and the folder that holds them."""
