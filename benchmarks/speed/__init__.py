"""How long Digestry takes beside other generators and beside the disk.

`python -m benchmarks.speed FOLDER` builds the same papers with all contenders in one run.
"""
