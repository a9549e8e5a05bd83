"""One file for each format a codebook travels in: it declares SUFFIXES and has `read` and `write`."""
