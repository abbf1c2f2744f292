"""How well, how fast and at what cost the search finds known papers: `python -m benchmarks.search`.

corpus -> contenders (a built site, Pagefind's defaults) -> queries -> browser -> figures -> table
"""
