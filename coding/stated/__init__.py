"""Figures that texts state: how many of what, in which sentence."""
