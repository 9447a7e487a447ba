"""`make screenshots`: the pictures of the README and of docs/editing.md, from a real demonstration.

It starts a demonstration of its own, works in it as staff do, and writes docs/screenshots/.
"""
