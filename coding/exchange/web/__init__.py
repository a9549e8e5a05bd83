"""Coded texts as one page for a browser, which fetches nothing from anywhere."""
