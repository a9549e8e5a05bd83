"""Codebooks as files, checked, edited and drawn as a tree; `coding.codebook` is the way in."""
