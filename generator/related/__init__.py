"""Lists of related papers: stable, so that a new day changes no list of an old paper.

lists       what a list is, and a day's lists as bytes
vectors     weighed terms to vectors, with weights that are frozen on the paper's first day
neighbours  the nearest vectors; the only door to SciPy
wording     the words that tell why two papers are related
making      lists of a whole archive: from the cache, and those that are missing
"""
