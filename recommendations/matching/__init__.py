"""Texts against texts: pairs, repeats, what changed. Pure Python, as parsing is."""
