"""What each page shows: frozen views composed from the archive, and nothing else."""
