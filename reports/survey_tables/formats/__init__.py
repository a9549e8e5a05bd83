"""One file for each format: it declares `SUFFIX` and has `write`."""
