"""`python -m generator` is `digestry`."""

from generator.cli import main

main()
