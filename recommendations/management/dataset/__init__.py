"""Invented data of any size, for measuring. The same seed makes the same texts, answers and trail."""
