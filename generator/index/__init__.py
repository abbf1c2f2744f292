"""The search index: cut by time, indexed by Pagefind, joined to a few parts for the browser."""
