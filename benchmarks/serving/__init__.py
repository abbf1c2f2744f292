"""How many requests the preview answers, and whether it loses any."""
