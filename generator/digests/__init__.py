"""Reading: the bytes of one file to a digest of entries, whatever its dialect."""
